"""The guides for mentors and for mentees, made from the programme's settings (R13.02)."""

from typing import Literal

from mentorhouse.documents import (
    Block,
    Bullets,
    Facts,
    Note,
    Numbered,
    Paragraph,
    Table,
)
from mentorhouse.handbook.rules import words
from mentorhouse.handbook.rules.books import Known, Section, said, sentence
from mentorhouse.handbook.rules.helping import help_of, reading
from mentorhouse.handbook.rules.policy import overseer
from mentorhouse.languages.saying import say, say_many
from mentorhouse.programmes.design import Design, Meetings

Role = Literal["mentor", "mentee"]


def guide(known: Known, role: Role) -> tuple[Section, ...]:
    """Make the sections of the guide for one role."""
    design = known.design
    return (
        Section("welcome", say("Welcome"), _welcome(design, role)),
        Section("numbers", say("Dates and numbers"), (_numbers(design, role),), joins=True),
        Section("part", say("Your part"), _part(design, role)),
        Section("steps", say("Step by step"), (Numbered(tuple(_steps(design, role))),)),
        Section("meetings", say("Your meetings"), _meetings(design)),
        Section("confidentiality", say("What stays between you"), _confidentiality(design)),
        Section("readers", say("Who can read what"), (_readers(design),), joins=True),
        Section("counts", say("What it counts for"), _counts(design, role)),
        Section("difficult", say("If it does not work"), _difficult(design)),
        Section("reading", say("Reading that helps"), reading(known)),
        Section("help", say("Where to find help"), help_of(known), joins=True),
    )


def _welcome(design: Design, role: Role) -> tuple[Block, ...]:
    gains = design.public.mentor_benefits if role == "mentor" else design.public.mentee_benefits
    return (
        *said(design.purpose),
        Paragraph(
            say(
                "Mentoring is a conversation between two "
                "people who trust each other. It serves the "
                "mentee’s learning. It is voluntary for both."
            )
        ),
        *((Paragraph(say("What you can gain:")), Bullets(tuple(gains))) if gains else ()),
    )


def _numbers(design: Design, role: Role) -> Facts:
    timing, meetings = design.timing, design.meetings
    rows = [
        (say("A partnership lasts"), words.length(design)),
        (say("You meet"), meetings.how_often),
        (say("A meeting takes"), words.meeting_length(design)),
        (say("Ways of meeting"), "; ".join(words.several(meetings, "ways"))),
        (say("Who arranges meetings"), words.chosen(meetings, "scheduled_by")),
        (say("Who writes the meeting log"), words.chosen(meetings.log, "written_by")),
        (
            say("If you cannot come, say so"),
            say("{notice} before", notice=words.notice(meetings.notice_hours)),
        ),
    ]
    if timing.starts_on:
        rows.insert(0, (say("The programme begins"), words.day(timing.starts_on)))
    if timing.ends_on:
        rows.insert(1, (say("The programme ends"), words.day(timing.ends_on)))
    if meetings.sessions_least or meetings.sessions_most:
        rows.append((say("Meetings in all"), _in_all(meetings)))
    if role == "mentor":
        most = say_many("{count} mentee", "{count} mentees", design.mentors.largest_capacity)
        limit = (
            say("up to {most}, or fewer if you say so", most=most)
            if design.mentors.own_limit
            else say("up to {most}", most=most)
        )
        rows.append((say("You support at the same time"), limit))
        rows.append((say("Supervision"), words.chosen(design.supervision, "kind")))
    taught = "mentors" if role == "mentor" else "mentees"
    rows.append((say("Training") if role == "mentor" else say("Induction"),
                 words.chosen(design.training, taught)))  # fmt: skip
    rows.append(
        (say("Free of charge"), say("Yes") if design.charge.free else design.charge.explanation)
    )
    return Facts(tuple(rows))


def _in_all(meetings: Meetings) -> str:
    least, most = meetings.sessions_least, meetings.sessions_most
    if least and most and least != most:
        return say("{least} to {most}", least=least, most=most)
    return str(least or most)


def _part(design: Design, role: Role) -> tuple[Block, ...]:
    side = design.mentors if role == "mentor" else design.mentees
    wanted = design.mentors.specification if role == "mentor" else []
    made = (
        *said(side.role_description),
        *((Paragraph(say("You take on:")), Bullets(tuple(side.responsibilities)))
          if side.responsibilities else ()),
        *((Paragraph(say("What makes a good mentor:")), Bullets(tuple(wanted))) if wanted else ()),
    )  # fmt: skip
    stock = (
        say("You listen, ask and share what you know. You leave the decisions to your mentee.")
        if role == "mentor"
        else say("You decide what to work on, come prepared, and do what you said you would do.")
    )
    return made or sentence(stock)


def _steps(design: Design, role: Role) -> list[str]:
    """Return the way through the programme, with what is switched off left out."""
    training = design.training.mentors if role == "mentor" else design.training.mentees
    ways = design.matching.ways
    chooses = bool({"self_service", "shortlist"} & set(ways))
    partner = say("mentee") if role == "mentor" else say("mentor")
    finding = {
        True: say("You look at mentors, talk with the ones you like, and choose.")
        if role == "mentee"
        else say("Mentees find you by your biography and ask. You answer each request."),
        False: say(
            "The co-ordinator looks for a {partner} who fits. You see why, and accept or not.",
            partner=partner,
        ),
    }[chooses]
    agreement = design.agreement
    named = words.small(agreement.name or "agreement")
    steps = [
        say("Fill in your profile, and say that you take part."),
        say("{value}: it has to be completed before you are matched.",
        value="Training" if role == "mentor" else "Induction") if training == "mandatory" else "",
        finding,
        say("Meet for the first time. Get to know each other and say what you hope for."),
        say("Make your {named} and sign it.", named=named) if agreement.in_use else "",
        say("Set goals together."),
        say("Meet {how_often}, and note what you agreed to do.",
        how_often=design.meetings.how_often),
        say_many("Look at your agreement again every month.",
                 "Look at your agreement again every {count} months.", agreement.review_months)
        if agreement.in_use and agreement.review_months else "",
        say("Look back together, say what comes next, and end well."),
    ]  # fmt: skip
    return [step for step in steps if step]


def _meetings(design: Design) -> tuple[Block, ...]:
    meetings = design.meetings
    first = meetings.first
    return (
        *sentence(
            say("First meeting: {small}.", small=words.small(words.chosen(first, "way")))
            if first.way != "any"
            else "",
            first.advice,
        ),
        *sentence(
            say("Choose a neutral place "
            "where nobody overhears you.") if meetings.neutral_venue else "",
            say("The mentee travels to the mentor.")
            if meetings.mentee_travels and "travel" not in first.advice
            else "",
            say("By telephone, "
            "{minutes} are enough.", minutes=words.minutes(meetings.longest_telephone))
            if meetings.longest_telephone else "",
        ),
        *sentence(_between(design)),
        Paragraph(
            say("Before each meeting, look at what you agreed "
            "last time and think of what you want to "
            "talk about. At its end, say what each of you does until the next one.")
        ),
    )  # fmt: skip


def _between(design: Design) -> str:
    contact = design.meetings.contact
    days = say_many("{count} day", "{count} days", contact.days)
    return {
        "none": "",
        "mentor_after": say("About {days} after a meeting the mentor gets in touch.", days=days),
        "before_meeting": say(
            "About {days} before a meeting both say how their actions stand.", days=days
        ),
        "as_agreed": say("Between meetings you are in touch as you agreed, and not otherwise."),
    }[contact.kind]


def _confidentiality(design: Design) -> tuple[Block, ...]:
    known = design.confidentiality
    told = " ".join(part for part in (known.concerns_to, known.concerns_email) if part)
    return (
        *(said(known.statement) or sentence(say("What you say to each other stays between you."))),
        *said(known.exception),
        *sentence(
            say("If that happens, the mentor tells the mentee first, unless that would be unsafe.")
            if known.mentee_told_first
            else "",
            say("Whom to tell: {told}.", told=told) if told else "",
        ),
        *((Note(say("Names and contacts of the mentor’s network are used only when the mentor has "
                "said yes.")),) if known.contacts_by_consent else ()),
    )  # fmt: skip


def _readers(design: Design) -> Table:
    reads = design.confidentiality.coordinator_reads_content
    content = (
        say("You two and the programme’s co-ordinators")
        if reads
        else say("You two, and nobody else")
    )
    small = design.evaluation.small_number
    rows = (
        (say("Your profile"), say("You and the co-ordinators; your partner sees what you share")),
        (say("Identity data and wishes"), say("You. The matching uses them "
        "and shows them to nobody")),
        (say("That you meet: date, length and way"), say("You two and the co-ordinators")),
        (say("Agreement and meeting logs"), content),
        (say("Answers to surveys"), say("Nobody one by one; totals "
        "of {small} people or more", small=small)),
        (say("That you take part"), say("Also your line manager, if asked to support you")),
        (
            say("Figures of the programme"),
            say("{design}: no names, and no group smaller than {small}",
            design=overseer(design), small=small),
        ),
    )  # fmt: skip
    return Table(
        say("Each kind of record, and its readers"), (say("What"), say("Who can read it")), rows
    )


def _counts(design: Design, role: Role) -> tuple[Block, ...]:
    points, expenses = design.recognition.points_an_hour, design.expenses
    made = [
        *said(design.recognition.words),
        *sentence(
            say(
                "Each hour of mentoring counts as {counted}.",
                counted=say_many("{count} CPD point", "{count} CPD points", points),
            )
            if points
            else ""
        ),
    ]
    if role == "mentor" and expenses.claims:
        made += sentence(say("You can claim what mentoring costs you."), expenses.what_is_paid)
    elif expenses.decided and not expenses.claims:
        made += sentence(say("Expenses are not paid."))
    return tuple(made)


def _difficult(design: Design) -> tuple[Block, ...]:
    rematch = {
        "coordinator": say(
            "You may ask for another partner without giving a reason. The co-ordinator "
            "helps to find one."
        ),
        "pair": say("You may ask for another partner without giving a reason."),
        "none": say("You may end the partnership without giving a reason."),
    }[design.matching.rematch]
    return (
        Paragraph(
            say(
                "Not every pair fits, and that is nobody’s fault. Say early what you miss; often a "
                "talk about how you work together is enough."
            )
        ),
        *sentence(rematch, say("Nobody asks who is to blame.")),
    )
