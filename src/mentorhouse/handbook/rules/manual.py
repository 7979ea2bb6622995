"""The procedure manual: everything that whoever takes over needs to know (R2.19)."""

from mentorhouse.documents import Block, Bullets, Facts, Heading, Numbered, Paragraph, Table
from mentorhouse.handbook.rules import words
from mentorhouse.handbook.rules.books import Known, Section, said, sentence
from mentorhouse.handbook.rules.forms_in_force import forms_in_force
from mentorhouse.handbook.rules.policy import overseer
from mentorhouse.handbook.rules.settings import settings_in_words
from mentorhouse.languages.saying import mark, say, say_many
from mentorhouse.programmes.design import Design
from mentorhouse.programmes.design.messages import Reminder

PAIR = mark("Mentor and mentee")
FIRST_DAYS = (
    mark("Read this manual, and the guides for mentors and mentees."),
    mark("Open the desk: it says what needs somebody today."),
    mark("Look at the plan for what is due in the next weeks."),
    mark("Write to the mentors and mentees: say who you are and how to reach you."),
    mark("Meet whoever oversees the programme, and the named contact for concerns."),
    mark("Check that the contact points below are right, and change them in the set-up if not."),
)


def manual(known: Known) -> tuple[Section, ...]:
    """Make the sections of the manual."""
    design = known.design
    return (
        Section(
            "take_over", say("If you take over"), (Numbered(tuple(say(one) for one in FIRST_DAYS)),)
        ),
        Section("people", say("People and contact points"), _people(known), joins=True),
        Section("role", say("What a co-ordinator does"), _role(design)),
        Section("when", say("Who does what when"), (_when(design),), joins=True),
        Section("forms", say("Forms in force"), forms_in_force(design), joins=True),
        Section("reminders", say("Reminders in force"), _reminders(design), joins=True),
        Section("messages", say("Message templates"), _messages(design), joins=True),
        Section("phases", say("Phases of a partnership"), _phases(design), joins=True),
        Section("policies", say("Policies"), _policies(known), joins=True),
        Section("settings", say("The settings in words"), settings_in_words(design), joins=True),
        Section("papers", say("Where papers are kept"), _papers(design), joins=True),
        Section("review", say("Review of this manual"), _review(known)),
    )


def _people(known: Known) -> tuple[Block, ...]:
    design = known.design
    asked, told = design.coordination, design.confidentiality
    rows = [
        (contact.where or say("Co-ordinator"), contact.name, contact.email)
        for contact in known.coordinators
    ]
    rows += [
        (say("Questions from participants"), asked.contact_name or "–", asked.contact_email or "–"),
        (say("Concerns that somebody may be harmed"), told.concerns_to or "–",
         told.concerns_email or "–"),
        (say("Oversight"), overseer(design), "–"),
    ]  # fmt: skip
    rows += [(say("Decides about mentors"), design.mentors.decided_by, "–")] * bool(
        design.mentors.decided_by
    )
    rows += [(say("Decides about mentees"), design.mentees.decided_by, "–")] * bool(
        design.mentees.decided_by
    )
    rows += [
        (place.name, place.what or "–", place.contact or "–") for place in design.guidance.help
    ]
    return (
        Table(
            say("Contact points"),
            (say("For what"), say("Who"), say("How to reach them")),
            tuple(rows),
        ),
    )


def _role(design: Design) -> tuple[Block, ...]:
    asked = design.coordination
    return (
        *said(asked.role_description),
        *sentence(
            say(
                "Count with {counted} a month for each person who takes part.",
                counted=say_many(
                    "{count} minute", "{count} minutes", asked.minutes_per_participant
                ),
            )
        ),
    )


Row = tuple[str, str, str]


def _when(design: Design) -> Table:
    rows = (*_before(design), *_during(design), *_after(design))
    return Table(
        say("From the first step to the report"), (say("When"), say("Who"), say("What")), rows
    )


def _before(design: Design) -> list[Row]:
    points = [words.small(point) for point in words.several(design.launch, "points")]
    launch = (
        say("Sees that this is there: {listed}.", listed=words.listed(points))
        if points
        else say("Opens recruitment.")
    )
    closing = design.public.apply_by
    rows = [
        (say("Before recruitment"), say("Co-ordinator"), launch),
        (
            say("By {day}", day=words.day(closing)) if closing else say("Recruitment"),
            say("Mentees"),
            f"{words.chosen(design.mentees, 'entry')}.",
        ),
        (say("Recruitment"), words.chosen(design.mentors, "approval"), say("Approves mentors.")),
        (say("Recruitment"), words.chosen(design.mentees, "approval"), say("Approves mentees.")),
    ]
    if told := words.support(design):
        rows.append((say("Recruitment"), say("Line manager or sponsor"), told))
    for whom, name in ((say("Mentors"), "mentors"), (say("Mentees"), "mentees")):
        if getattr(design.training, name) != "off":
            kind = words.small(words.chosen(design.training, name))
            rows.append(
                (say("Before matching"), whom, say("Training or induction: {kind}.", kind=kind))
            )
    return rows


def _during(design: Design) -> list[Row]:
    meetings, agreement = design.meetings, design.agreement
    rows = [
        (say("Matching"), say("Co-ordinator and mentees"), f"{way}.")
        for way in words.several(design.matching, "ways")
    ]
    if agreement.in_use:
        at = say("First meeting") if agreement.signed_at_first_meeting else say("Start")
        rows.append(
            (
                at,
                say(PAIR),
                say("Sign the {small}.", small=words.small(agreement.name or say("agreement"))),
            )
        )
    arranged = words.small(words.chosen(meetings, "scheduled_by"))
    rows += [
        (
            meetings.how_often.capitalize(),
            say(PAIR),
            say(
                "Meet for {meeting_length}. Arranged by: {arranged}.",
                meeting_length=words.meeting_length(design),
                arranged=arranged,
            ),
        ),
        (
            say("After each meeting"),
            words.chosen(meetings.log, "written_by"),
            say("Write the meeting log."),
        ),
    ]
    if agreement.in_use and agreement.review_months:
        every = say_many("{count} month", "{count} months", agreement.review_months)
        rows.append(
            (say("Every {every}", every=every), say(PAIR), say("Look at the agreement again."))
        )
    return rows


def _after(design: Design) -> list[Row]:
    rows = [
        (
            words.chosen(survey, "at"),
            words.chosen(survey, "asks"),
            say("Answer “{title}”.", title=survey.title),
        )
        for survey in design.evaluation.surveys
    ]
    ends = (
        say("After {length}", length=words.length(design))
        if design.timing.length_months
        else say("When they like")
    )
    rows.append((ends, say(PAIR), say("End the partnership and look back.")))
    if design.evaluation.report_on:
        due = words.day(design.evaluation.report_on)
        rows.append((due, say("Co-ordinator"), say("Sends the report of the evaluation.")))
    return rows


RECIPIENTS = {
    "mentor": mark("mentor"),
    "mentee": mark("mentee"),
    "line_manager": mark("line manager"),
    "coordinator": mark("co-ordinator"),
}
COMING = frozenset({"before_meeting", "ending_soon", "milestone_due", "report_due"})


def _from(rule: Reminder) -> str:
    days = say_many("{count} day", "{count} days", rule.days)
    if not rule.days:
        return say("at once")
    before = rule.event in COMING
    return say("{days} before", days=days) if before else say("after {days}", days=days)


def _reminders(design: Design) -> tuple[Block, ...]:
    if not design.reminders:
        return sentence(say("No reminder is in force."))
    titles = {message.key: message.title for message in design.messages}
    rows = tuple(
        (
            rule.title,
            f"{words.chosen(rule, 'event')}: {_from(rule)}",
            words.listed([say(RECIPIENTS[who]) for who in rule.to] or [say("nobody")]),
            titles.get(rule.message, rule.message),
            rule.stops,
        )
        for rule in design.reminders
    )
    headings = (say("Reminder"), say("When"), say("To"), say("Message"), say("Stops when"))
    return (Table(say("Each reminder: when, to whom, until when"), headings, rows),)


def _messages(design: Design) -> tuple[Block, ...]:
    made: list[Block] = []
    for message in design.messages:
        parts = [part for part in message.text.split("\n\n") if part.strip()]
        made += (Heading(message.title, 2), Facts(((say("Subject"), message.subject),)))
        made += [Paragraph(part) for part in parts]
    return tuple(made) or sentence(say("The programme has no message templates."))


def _phases(design: Design) -> tuple[Block, ...]:
    made: list[Block] = []
    for phase in design.phases:
        made += (Heading(phase.title, 2), *said(phase.what))
        if phase.checklist:
            made.append(Bullets(tuple(phase.checklist)))
        if phase.prompts:
            made += (Paragraph(say("Questions to talk about:")), Bullets(tuple(phase.prompts)))
    return tuple(made) or sentence(say("The programme names no phases."))


def _policies(known: Known) -> tuple[Block, ...]:
    rows = tuple(
        (
            one.title,
            say("In force") if one.in_force else say("Not in force"),
            words.day(one.review_on) if one.review_on else "–",
        )
        for one in known.policies
    )
    if not rows:
        return sentence(say("No policy is kept here yet."))
    return (
        Table(
            say("Each policy and its next review"),
            (say("Policy"), say("State"), say("Next review")),
            rows,
        ),
    )


def _papers(design: Design) -> tuple[Block, ...]:
    return (
        *(said(design.coordination.papers_kept) or sentence(say("It is not written down yet where "
                                                            "papers are kept."))),
        Paragraph(
            say("What people enter and what pairs write is "
            "kept in this system. What a pair writes is "
            "sealed.")
        ),
    )  # fmt: skip


def _review(known: Known) -> tuple[Block, ...]:
    due = known.design.coordination.manual_review_on
    return sentence(
        say("This manual is looked at again on {day}.", day=words.day(due))
        if due
        else say("No day is set for the next look at this manual. Set one under “Co-ordination”."),
        say("It follows the settings: whatever is changed there stands here the same moment."),
    )
