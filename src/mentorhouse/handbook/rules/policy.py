"""The programme's mentoring policy, made from its settings (R2.12)."""

from mentorhouse.documents import Block, Bullets, Facts, Heading, Paragraph, Table
from mentorhouse.handbook.rules import words
from mentorhouse.handbook.rules.books import Known, Section, said, sentence
from mentorhouse.handbook.rules.principles import (
    BROKEN,
    HOW_TO_APPROVE,
    ITSELF,
    MEASURED,
    PRINCIPLES,
    UNDECIDED,
)
from mentorhouse.languages.saying import say, say_many
from mentorhouse.programmes.design import Design


def policy(known: Known) -> tuple[Section, ...]:
    """Make the twelve sections of the policy."""
    design = known.design
    return (
        Section("purpose", say("Purpose"), _purpose(design)),
        Section("overview", say("Overview"), _overview(design)),
        Section("aims", say("Aims"), _aims(design)),
        Section("relationship", say("The mentoring relationship"), _relationship(design)),
        Section("recognition", say("Recognition"), _recognition(design)),
        Section("appraisal", say("Mentoring and appraisal"), _appraisal(design)),
        Section("conduct", say("Conduct"), _conduct(design)),
        Section(
            "principles",
            say("Principles"),
            _bullets(say(MEASURED), [say(principle) for principle in PRINCIPLES]),
        ),
        Section("selection", say("Selection"), _selection(design)),
        Section("implementation", say("How this policy is put into practice"), _practice(design)),
        Section(
            "approval", say("Approval"), _approval(known), hint=say(HOW_TO_APPROVE, title=ITSELF)
        ),
        Section("related", say("Related policies"), _related(known)),
    )


def _bullets(lead: str, items: list[str] | tuple[str, ...]) -> tuple[Block, ...]:
    return (Paragraph(lead), Bullets(tuple(items))) if items else ()


def _purpose(design: Design) -> tuple[Block, ...]:
    return (
        *(said(design.purpose) or sentence(say(UNDECIDED))),
        *_bullets(say("It serves these plans and strategies:"), design.aims.strategy),
        Paragraph(
            say(
                "This policy says what mentoring is in this programme, who may take part, how "
                "people are chosen and matched, and what everyone may rely on."
            )
        ),
    )


def _overview(design: Design) -> tuple[Block, ...]:
    timing = design.timing
    shapes = [words.small(words.chosen(model, "kind")) for model in design.models]
    shown = words.listed(shapes)
    cost = say("No. {explanation}", explanation=design.charge.explanation)
    rows: list[tuple[str, str]] = [
        (say("Shapes of mentoring"), shown[:1].upper() + shown[1:]),
        (say("A partnership lasts"), words.length(design)),
        (say("Meetings"), design.meetings.how_often),
        (say("A meeting takes"), words.meeting_length(design)),
        (say("How people find one another"), "; ".join(words.several(design.matching, "ways"))),
        (say("Overseen by"), overseer(design)),
        (say("Free of charge"), say("Yes") if design.charge.free else cost),
    ]
    if timing.starts_on:
        rows.insert(0, (say("Begins"), words.day(timing.starts_on)))
    if timing.ends_on:
        rows.insert(1, (say("Ends"), words.day(timing.ends_on)))
    return (Facts(tuple(rows)),)


def overseer(design: Design) -> str:
    """Name who oversees the programme."""
    return design.governance.body_name or words.chosen(design.governance, "body")


def _aims(design: Design) -> tuple[Block, ...]:
    aims = design.aims
    made = (
        *said(aims.vision),
        *_bullets(say("The programme sets out to:"), aims.goals),
        *_bullets(say("It expects these changes:"), aims.outcomes),
        *_bullets(say("At the end one can count:"), aims.outputs),
        *(_bullets(say("It is run in this spirit:"), [aims.values]) if aims.values else ()),
        *sentence(
            say("The aims are looked at again on {day}.", day=words.day(aims.review_on))
            if aims.review_on
            else ""
        ),
    )
    return made or sentence(say(UNDECIDED))


def _relationship(design: Design) -> tuple[Block, ...]:
    meetings, agreement = design.meetings, design.agreement
    named = words.small(agreement.name or say("mentoring agreement"))
    return (
        Paragraph(
            say("Mentoring is a voluntary relationship that "
            "serves the mentee’s learning. The mentee "
            "decides what to work on. The mentor listens, asks, shares experience and encourages.")
        ),
        *sentence(
            say("A pair meets {how_often}, each time for {meeting_length}. A partnership "
"lasts {length}.", how_often=meetings.how_often,
meeting_length=words.meeting_length(design), length=words.length(design)),
            say("Its last day is set at the start.") if design.timing.end_set_at_start else "",
            say("A pair may agree on a later end.") if design.timing.pair_may_extend else "",
            say("Whoever cannot come says so at least "
            "{notice} before and offers another date.",
            notice=words.notice(meetings.notice_hours)) if meetings.notice_hours else "",
        ),
        *sentence(
            say("Both make a {named} and sign it.", named=named) if agreement.in_use else
            say("The pair works with its own goals and notes; no agreement is signed.")
        ),
        *said(design.confidentiality.statement),
        *sentence(
            {
                "coordinator": say("Either of the two may ask for "
                "another partner at any time, without "
                "giving a reason. The co-ordinator decides."),
                "pair": say("Either of the two may ask for another "
                "partner at any time, without giving "
                "a reason."),
                "none": say("Either of the two may end the "
                "partnership at any time, without blame."),
            }[design.matching.rematch]
        ),
    )  # fmt: skip


def _recognition(design: Design) -> tuple[Block, ...]:
    recognition = design.recognition
    points, hours = recognition.points_an_hour, recognition.mentor_hours_a_year
    return (
        *said(recognition.words),
        *sentence(
            say_many("An hour of mentoring counts as {count} CPD point.",
                     "An hour of mentoring counts as {count} CPD points.", points)
            if points
            else say("Mentoring does not count towards CPD."),
            say("Mentors record at least {counted} of their own development each year.",
            counted=say_many("{count} hour", "{count} hours", hours)) if hours else "",
        ),
    )  # fmt: skip


def _appraisal(design: Design) -> tuple[Block, ...]:
    reads = design.confidentiality.coordinator_reads_content
    return (
        Paragraph(
            say("Mentoring is no part of appraisal, of the management of performance or of "
            "discipline. What is said in mentoring is not used there. A mentor is not asked for "
            "an opinion of the mentee.")
        ),
        *sentence(
            words.support(design),
            say("A line manager learns that somebody takes part, and nothing of what a pair talks "
            "about."),
            say("The line manager joins a first conversation "
            "about time and support, and sees nothing "
            "afterwards.") if design.agreement.three_way_start else "",
        ),
        *sentence(
            say("Co-ordinators may read agreements and meeting "
            "logs; everyone is told so before they "
            "accept a match.") if reads else
            say("Co-ordinators see that a pair meets, not what it writes.")
        ),
    )  # fmt: skip


def _conduct(design: Design) -> tuple[Block, ...]:
    known, ethics = design.confidentiality, design.agreement.ethics
    rules = [rule.text for rule in design.agreement.ground_rules]
    return (
        *_bullets(say("Mentors:"), design.mentors.responsibilities),
        *_bullets(say("Mentees:"), design.mentees.responsibilities),
        *_bullets(say("Pairs choose from these ground rules:"), rules),
        *sentence(say("Pairs talk through a code of ethics: {title}.",
        title=ethics.title) if ethics.used else ""),
        *((Paragraph(say(BROKEN)), *said(known.exception)) if known.exception else ()),
        *sentence(
            say("The mentor tells the mentee first, unless that would be unsafe.")
            if known.mentee_told_first
            else "",
            say("Then it goes to {concerns_to}.", concerns_to=known.concerns_to)
            if known.concerns_to else
            say("Whoever fears that somebody may be harmed turns to a co-ordinator."),
            say("A mentor’s contacts are used only when the mentor has said yes.")
            if known.contacts_by_consent
            else "",
        ),
    )  # fmt: skip


def _selection(design: Design) -> tuple[Block, ...]:
    mentors, mentees = design.mentors, design.mentees
    made: list[Block] = []
    for title, side in ((say("Mentors"), mentors), (say("Mentees"), mentees)):
        made += (
            Heading(title, 2),
            *said(side.who),
            *_bullets(say("Criteria:"), [words.requirement(rule) for rule in side.requirements]),
            *sentence(
                say("Approval: {small}.", small=words.small(words.chosen(side, "approval"))),
                say(
                    "The final decision is taken by {within}.", within=words.within(side.decided_by)
                )
                if side.decided_by
                else "",
            ),
        )
    if mentors.check_done_by != "off":
        checks = words.small(words.chosen(mentors, "check_done_by"))
        made += sentence(say("Background checks: {checks}.", checks=checks))
    return tuple(made)


def _practice(design: Design) -> tuple[Block, ...]:
    training, plan, records = design.training, design.evaluation, design.records
    kept = (
        say_many(
            "for {count} month after the partnership’s end",
            "for {count} months after the partnership’s end",
            records.months,
        )
        if records.keep == "months"
        else say("until the evaluation is finished")
    )
    rows = (
        (say("Training for mentors"), words.chosen(training, "mentors")),
        (say("Induction for mentees"), words.chosen(training, "mentees")),
        (say("Supervision of mentors"), words.chosen(design.supervision, "kind")),
        (
            say("Ways of judging the programme"),
            "; ".join(words.several(plan, "methods")) or say(UNDECIDED),
        ),
        (say("Report"), words.day(plan.report_on) if plan.report_on else say(UNDECIDED)),
        (say("Smallest group that a figure is shown for"), str(plan.small_number)),
        (say("What a pair writes is kept"), kept),
    )
    return (
        *_bullets(
            say("No pair ever breaks these rules:"),
            [words.hard_rule(rule) for rule in design.matching.hard_rules],
        ),
        Facts(rows),
    )


def _approval(known: Known) -> tuple[Block, ...]:
    itself = next(
        (one for one in known.policies if one.title.casefold() == ITSELF.casefold()), None
    )
    if itself is None or itself.approved_on is None:
        return sentence(
            say(
                "This policy is approved by: {within}.", within=words.within(overseer(known.design))
            ),
            say("The date of approval is not written down yet."),
        )
    review = itself.review_on
    return sentence(
        say(
            "Approved on {day} by {within}.",
            day=words.day(itself.approved_on),
            within=words.within(itself.approved_by),
        ),
        say("It is looked at again on {day}.", day=words.day(review)) if review else "",
    )


def _related(known: Known) -> tuple[Block, ...]:
    in_force = [
        one for one in known.policies if one.in_force and one.title.casefold() != ITSELF.casefold()
    ]
    if not in_force:
        return sentence(say("No other policy of the programme is in force yet."))
    rows = tuple(
        (
            one.title,
            f"{words.day(one.approved_on)}, {one.approved_by}" if one.approved_on else "–",
            words.day(one.review_on) if one.review_on else "–",
        )
        for one in in_force
    )
    return (
        Table(say("Policies in force"), (say("Policy"), say("Approved"), say("Next review")), rows),
    )
