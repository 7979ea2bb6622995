"""The guides for mentors and for mentees, made from the programme's settings (R13.02)."""

from typing import Literal

from mentorhouse.documents import (
    Block,
    Bullets,
    Facts,
    Heading,
    Note,
    Numbered,
    Paragraph,
    Run,
    Table,
    from_markdown,
)
from mentorhouse.handbook.rules import words
from mentorhouse.handbook.rules.books import Known, Section, said, sentence
from mentorhouse.handbook.rules.policy import overseer
from mentorhouse.programmes.design import Design

Role = Literal["mentor", "mentee"]


def guide(known: Known, role: Role) -> tuple[Section, ...]:
    """Make the sections of the guide for one role."""
    design = known.design
    return (
        Section("welcome", "Welcome", _welcome(design, role)),
        Section("numbers", "Dates and numbers", (_numbers(design, role),), joins=True),
        Section("part", "Your part", _part(design, role)),
        Section("steps", "Step by step", (Numbered(tuple(_steps(design, role))),)),
        Section("meetings", "Your meetings", _meetings(design)),
        Section("confidentiality", "What stays between you", _confidentiality(design)),
        Section("readers", "Who can read what", (_readers(design),), joins=True),
        Section("counts", "What it counts for", _counts(design, role)),
        Section("difficult", "If it does not work", _difficult(design)),
        Section("reading", "Reading that helps", _reading(known)),
        Section("help", "Where to find help", _help(known), joins=True),
    )


def _welcome(design: Design, role: Role) -> tuple[Block, ...]:
    gains = design.public.mentor_benefits if role == "mentor" else design.public.mentee_benefits
    return (
        *said(design.purpose),
        Paragraph(
            "Mentoring is a conversation between two people who trust each other. It serves the "
            "mentee’s learning. It is voluntary for both."
        ),
        *((Paragraph("What you can gain:"), Bullets(tuple(gains))) if gains else ()),
    )


def _numbers(design: Design, role: Role) -> Facts:
    timing, meetings = design.timing, design.meetings
    rows = [
        ("A partnership lasts", words.length(design)),
        ("You meet", meetings.how_often),
        ("A meeting takes", words.meeting_length(design)),
        ("Ways of meeting", "; ".join(words.several(meetings, "ways"))),
        ("Who arranges meetings", words.chosen(meetings, "scheduled_by")),
        ("Who writes the meeting log", words.chosen(meetings.log, "written_by")),
        ("If you cannot come, say so", f"{words.notice(meetings.notice_hours)} before"),
    ]
    if timing.starts_on:
        rows.insert(0, ("The programme begins", words.day(timing.starts_on)))
    if timing.ends_on:
        rows.insert(1, ("The programme ends", words.day(timing.ends_on)))
    if meetings.sessions_least or meetings.sessions_most:
        given = [str(n) for n in (meetings.sessions_least, meetings.sessions_most) if n]
        rows.append(("Meetings in all", " to ".join(dict.fromkeys(given))))
    if role == "mentor":
        most = words.counted(design.mentors.largest_capacity, "mentee")
        less = ", or fewer if you say so" if design.mentors.own_limit else ""
        rows.append(("You support at the same time", f"up to {most}{less}"))
        rows.append(("Supervision", words.chosen(design.supervision, "kind")))
    taught = "mentors" if role == "mentor" else "mentees"
    rows.append(("Training" if role == "mentor" else "Induction",
                 words.chosen(design.training, taught)))  # fmt: skip
    rows.append(("Free of charge", "Yes" if design.charge.free else design.charge.explanation))
    return Facts(tuple(rows))


def _part(design: Design, role: Role) -> tuple[Block, ...]:
    side = design.mentors if role == "mentor" else design.mentees
    wanted = design.mentors.specification if role == "mentor" else []
    made = (
        *said(side.role_description),
        *((Paragraph("You take on:"), Bullets(tuple(side.responsibilities)))
          if side.responsibilities else ()),
        *((Paragraph("What makes a good mentor:"), Bullets(tuple(wanted))) if wanted else ()),
    )  # fmt: skip
    stock = (
        "You listen, ask and share what you know. You leave the decisions to your mentee."
        if role == "mentor"
        else "You decide what to work on, come prepared, and do what you said you would do."
    )
    return made or sentence(stock)


def _steps(design: Design, role: Role) -> list[str]:
    """Return the way through the programme, with what is switched off left out."""
    training = design.training.mentors if role == "mentor" else design.training.mentees
    ways = design.matching.ways
    chooses = bool({"self_service", "shortlist"} & set(ways))
    partner = "mentee" if role == "mentor" else "mentor"
    finding = {
        True: "You look at mentors, talk with the ones you like, and choose."
        if role == "mentee"
        else "Mentees find you by your biography and ask. You answer each request.",
        False: f"The co-ordinator looks for a {partner} who fits. You see why, and accept or not.",
    }[chooses]
    agreement = design.agreement
    named = words.small(agreement.name or "agreement")
    steps = [
        "Fill in your profile, and say that you take part.",
        f"{'Training' if role == 'mentor' else 'Induction'}: it has to be completed before you are "
        "matched." if training == "mandatory" else "",
        finding,
        "Meet for the first time. Get to know each other and say what you hope for.",
        f"Make your {named} and sign it." if agreement.in_use else "",
        "Set goals together.",
        f"Meet {design.meetings.how_often}, and note what you agreed to do.",
        f"Look at your agreement again every {words.counted(agreement.review_months, 'month')}."
        if agreement.in_use and agreement.review_months else "",
        "Look back together, say what comes next, and end well.",
    ]  # fmt: skip
    return [step for step in steps if step]


def _meetings(design: Design) -> tuple[Block, ...]:
    meetings = design.meetings
    first = meetings.first
    return (
        *sentence(
            f"First meeting: {words.small(words.chosen(first, 'way'))}." if first.way != "any"
            else "",
            first.advice,
        ),
        *sentence(
            "Choose a neutral place where nobody overhears you." if meetings.neutral_venue else "",
            "The mentee travels to the mentor."
            if meetings.mentee_travels and "travel" not in first.advice
            else "",
            f"By telephone, {words.minutes(meetings.longest_telephone)} are enough."
            if meetings.longest_telephone else "",
        ),
        *sentence(_between(design)),
        Paragraph(
            "Before each meeting, look at what you agreed last time and think of what you want to "
            "talk about. At its end, say what each of you does until the next one."
        ),
    )  # fmt: skip


def _between(design: Design) -> str:
    contact = design.meetings.contact
    days = words.counted(contact.days, "day")
    return {
        "none": "",
        "mentor_after": f"About {days} after a meeting the mentor gets in touch.",
        "before_meeting": f"About {days} before a meeting both say how their actions stand.",
        "as_agreed": "Between meetings you are in touch as you agreed, and not otherwise.",
    }[contact.kind]


def _confidentiality(design: Design) -> tuple[Block, ...]:
    known = design.confidentiality
    told = " ".join(part for part in (known.concerns_to, known.concerns_email) if part)
    return (
        *(said(known.statement) or sentence("What you say to each other stays between you.")),
        *said(known.exception),
        *sentence(
            "If that happens, the mentor tells the mentee first, unless that would be unsafe."
            if known.mentee_told_first
            else "",
            f"Whom to tell: {told}." if told else "",
        ),
        *((Note("Names and contacts of the mentor’s network are used only when the mentor has "
                "said yes."),) if known.contacts_by_consent else ()),
    )  # fmt: skip


def _readers(design: Design) -> Table:
    reads = design.confidentiality.coordinator_reads_content
    content = "You two and the programme’s co-ordinators" if reads else "You two, and nobody else"
    small = design.evaluation.small_number
    rows = (
        ("Your profile", "You and the co-ordinators; your partner sees what you share"),
        ("Identity data and wishes", "You. The matching uses them and shows them to nobody"),
        ("That you meet: date, length and way", "You two and the co-ordinators"),
        ("Agreement and meeting logs", content),
        ("Answers to surveys", f"Nobody one by one; totals of {small} people or more"),
        ("That you take part", "Also your line manager, if asked to support you"),
        (
            "Figures of the programme",
            f"{overseer(design)}: no names, and no group smaller than {small}",
        ),
    )  # fmt: skip
    return Table("Each kind of record, and its readers", ("What", "Who can read it"), rows)


def _counts(design: Design, role: Role) -> tuple[Block, ...]:
    points, expenses = design.recognition.points_an_hour, design.expenses
    made = [
        *said(design.recognition.words),
        *sentence(
            f"Each hour of mentoring counts as {words.counted(points, 'CPD point')}."
            if points
            else ""
        ),
    ]
    if role == "mentor" and expenses.claims:
        made += sentence("You can claim what mentoring costs you.", expenses.what_is_paid)
    elif expenses.decided and not expenses.claims:
        made += sentence("Expenses are not paid.")
    return tuple(made)


def _difficult(design: Design) -> tuple[Block, ...]:
    rematch = {
        "coordinator": "You may ask for another partner without giving a reason. The co-ordinator "
        "helps to find one.",
        "pair": "You may ask for another partner without giving a reason.",
        "none": "You may end the partnership without giving a reason.",
    }[design.matching.rematch]
    return (
        Paragraph(
            "Not every pair fits, and that is nobody’s fault. Say early what you miss; often a "
            "talk about how you work together is enough."
        ),
        *sentence(rematch, "Nobody asks who is to blame."),
    )


def _reading(known: Known) -> tuple[Block, ...]:
    long = [one for one in known.readings if not one.text]
    links = tuple((Run(one.title, href=one.address), Run(f": {one.summary}")) for one in long)
    short = [
        block
        for one in known.readings
        if one.text
        for block in (Heading(one.title, 2), *from_markdown(one.text, below=2))
    ]
    return (*((Bullets(links),) if links else ()), *short)


def _help(known: Known) -> tuple[Block, ...]:
    asked = known.design.coordination
    rows = []
    if asked.contact_name or asked.contact_email:
        rows.append(("Questions about the programme", asked.contact_name, asked.contact_email))
    rows += [(c.where or "Co-ordinator", c.name, c.email) for c in known.coordinators]
    rows += [(one.name, one.what, one.contact) for one in known.design.guidance.help]
    told = known.design.confidentiality
    if told.concerns_to:
        rows.append(("If somebody may be harmed", told.concerns_to, told.concerns_email))
    filled = tuple(tuple(cell or "–" for cell in row) for row in rows)
    return (Table("People and places", ("For what", "Who", "How to reach them"), filled),)
