"""The procedure manual: everything that whoever takes over needs to know (R2.19)."""

from mentorhouse.documents import Block, Bullets, Facts, Heading, Numbered, Paragraph, Table
from mentorhouse.handbook.rules import words
from mentorhouse.handbook.rules.books import Known, Section, said, sentence
from mentorhouse.handbook.rules.forms_in_force import forms_in_force
from mentorhouse.handbook.rules.policy import overseer
from mentorhouse.handbook.rules.settings import settings_in_words
from mentorhouse.programmes.design import Design
from mentorhouse.programmes.design.messages import Reminder

PAIR = "Mentor and mentee"
FIRST_DAYS = (
    "Read this manual, and the guides for mentors and mentees.",
    "Open the desk: it says what needs somebody today.",
    "Look at the plan for what is due in the next weeks.",
    "Write to the mentors and mentees: say who you are and how to reach you.",
    "Meet whoever oversees the programme, and the named contact for concerns.",
    "Check that the contact points below are right, and change them in the set-up if not.",
)


def manual(known: Known) -> tuple[Section, ...]:
    """Make the sections of the manual."""
    design = known.design
    return (
        Section("take_over", "If you take over", (Numbered(FIRST_DAYS),)),
        Section("people", "People and contact points", _people(known), joins=True),
        Section("role", "What a co-ordinator does", _role(design)),
        Section("when", "Who does what when", (_when(design),), joins=True),
        Section("forms", "Forms in force", forms_in_force(design), joins=True),
        Section("reminders", "Reminders in force", _reminders(design), joins=True),
        Section("messages", "Message templates", _messages(design), joins=True),
        Section("phases", "Phases of a partnership", _phases(design), joins=True),
        Section("policies", "Policies", _policies(known), joins=True),
        Section("settings", "The settings in words", settings_in_words(design), joins=True),
        Section("papers", "Where papers are kept", _papers(design), joins=True),
        Section("review", "Review of this manual", _review(known)),
    )


def _people(known: Known) -> tuple[Block, ...]:
    design = known.design
    asked, told = design.coordination, design.confidentiality
    rows = [
        (contact.where or "Co-ordinator", contact.name, contact.email)
        for contact in known.coordinators
    ]
    rows += [
        ("Questions from participants", asked.contact_name or "–", asked.contact_email or "–"),
        ("Concerns that somebody may be harmed", told.concerns_to or "–",
         told.concerns_email or "–"),
        ("Oversight", overseer(design), "–"),
    ]  # fmt: skip
    rows += [("Decides about mentors", design.mentors.decided_by, "–")] * bool(
        design.mentors.decided_by
    )
    rows += [("Decides about mentees", design.mentees.decided_by, "–")] * bool(
        design.mentees.decided_by
    )
    rows += [
        (place.name, place.what or "–", place.contact or "–") for place in design.guidance.help
    ]
    return (Table("Contact points", ("For what", "Who", "How to reach them"), tuple(rows)),)


def _role(design: Design) -> tuple[Block, ...]:
    asked = design.coordination
    return (
        *said(asked.role_description),
        *sentence(
            f"Count with {words.counted(asked.minutes_per_participant, 'minute')} a month for each "
            "person who takes part."
        ),
    )


Row = tuple[str, str, str]


def _when(design: Design) -> Table:
    rows = (*_before(design), *_during(design), *_after(design))
    return Table("From the first step to the report", ("When", "Who", "What"), rows)


def _before(design: Design) -> list[Row]:
    points = [words.small(point) for point in words.several(design.launch, "points")]
    launch = f"Sees that this is there: {words.listed(points)}." if points else "Opens recruitment."
    closing = design.public.apply_by
    rows = [
        ("Before recruitment", "Co-ordinator", launch),
        (
            f"By {words.day(closing)}" if closing else "Recruitment",
            "Mentees",
            f"{words.chosen(design.mentees, 'entry')}.",
        ),
        ("Recruitment", words.chosen(design.mentors, "approval"), "Approves mentors."),
        ("Recruitment", words.chosen(design.mentees, "approval"), "Approves mentees."),
    ]
    if told := words.support(design):
        rows.append(("Recruitment", "Line manager or sponsor", told))
    for whom, name in (("Mentors", "mentors"), ("Mentees", "mentees")):
        if getattr(design.training, name) != "off":
            kind = words.small(words.chosen(design.training, name))
            rows.append(("Before matching", whom, f"Training or induction: {kind}."))
    return rows


def _during(design: Design) -> list[Row]:
    meetings, agreement = design.meetings, design.agreement
    rows = [
        ("Matching", "Co-ordinator and mentees", f"{way}.")
        for way in words.several(design.matching, "ways")
    ]
    if agreement.in_use:
        at = "First meeting" if agreement.signed_at_first_meeting else "Start"
        rows.append((at, PAIR, f"Sign the {words.small(agreement.name or 'agreement')}."))
    arranged = words.small(words.chosen(meetings, "scheduled_by"))
    rows += [
        (
            meetings.how_often.capitalize(),
            PAIR,
            f"Meet for {words.meeting_length(design)}. Arranged by: {arranged}.",
        ),
        ("After each meeting", words.chosen(meetings.log, "written_by"), "Write the meeting log."),
    ]
    if agreement.in_use and agreement.review_months:
        every = words.counted(agreement.review_months, "month")
        rows.append((f"Every {every}", PAIR, "Look at the agreement again."))
    return rows


def _after(design: Design) -> list[Row]:
    rows = [
        (words.chosen(survey, "at"), words.chosen(survey, "asks"), f"Answer “{survey.title}”.")
        for survey in design.evaluation.surveys
    ]
    ends = f"After {words.length(design)}" if design.timing.length_months else "When they like"
    rows.append((ends, PAIR, "End the partnership and look back."))
    if design.evaluation.report_on:
        due = words.day(design.evaluation.report_on)
        rows.append((due, "Co-ordinator", "Sends the report of the evaluation."))
    return rows


RECIPIENTS = {
    "mentor": "mentor",
    "mentee": "mentee",
    "line_manager": "line manager",
    "coordinator": "co-ordinator",
}
COMING = frozenset({"before_meeting", "ending_soon", "milestone_due", "report_due"})


def _from(rule: Reminder) -> str:
    days = words.counted(rule.days, "day")
    if not rule.days:
        return "at once"
    return f"{days} before" if rule.event in COMING else f"after {days}"


def _reminders(design: Design) -> tuple[Block, ...]:
    if not design.reminders:
        return sentence("No reminder is in force.")
    titles = {message.key: message.title for message in design.messages}
    rows = tuple(
        (
            rule.title,
            f"{words.chosen(rule, 'event')}: {_from(rule)}",
            words.listed([RECIPIENTS[who] for who in rule.to] or ["nobody"]),
            titles.get(rule.message, rule.message),
            rule.stops,
        )
        for rule in design.reminders
    )
    headings = ("Reminder", "When", "To", "Message", "Stops when")
    return (Table("Each reminder: when, to whom, until when", headings, rows),)


def _messages(design: Design) -> tuple[Block, ...]:
    made: list[Block] = []
    for message in design.messages:
        parts = [part for part in message.text.split("\n\n") if part.strip()]
        made += (Heading(message.title, 2), Facts((("Subject", message.subject),)))
        made += [Paragraph(part) for part in parts]
    return tuple(made) or sentence("The programme has no message templates.")


def _phases(design: Design) -> tuple[Block, ...]:
    made: list[Block] = []
    for phase in design.phases:
        made += (Heading(phase.title, 2), *said(phase.what))
        if phase.checklist:
            made.append(Bullets(tuple(phase.checklist)))
        if phase.prompts:
            made += (Paragraph("Questions to talk about:"), Bullets(tuple(phase.prompts)))
    return tuple(made) or sentence("The programme names no phases.")


def _policies(known: Known) -> tuple[Block, ...]:
    rows = tuple(
        (
            one.title,
            "In force" if one.in_force else "Not in force",
            words.day(one.review_on) if one.review_on else "–",
        )
        for one in known.policies
    )
    if not rows:
        return sentence("No policy is kept here yet.")
    return (Table("Each policy and its next review", ("Policy", "State", "Next review"), rows),)


def _papers(design: Design) -> tuple[Block, ...]:
    return (
        *(said(design.coordination.papers_kept) or sentence("It is not written down yet where "
                                                            "papers are kept.")),
        Paragraph(
            "What people enter and what pairs write is kept in this system. What a pair writes is "
            "sealed."
        ),
    )  # fmt: skip


def _review(known: Known) -> tuple[Block, ...]:
    due = known.design.coordination.manual_review_on
    return sentence(
        f"This manual is looked at again on {words.day(due)}."
        if due
        else "No day is set for the next look at this manual. Set one under “Co-ordination”.",
        "It follows the settings: whatever is changed there stands here the same moment.",
    )
