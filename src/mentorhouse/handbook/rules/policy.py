"""The programme's mentoring policy, made from its settings (R2.12)."""

from mentorhouse.documents import Block, Bullets, Facts, Heading, Paragraph, Table
from mentorhouse.handbook.rules import words
from mentorhouse.handbook.rules.books import Known, Section, said, sentence
from mentorhouse.programmes.design import Design

PRINCIPLES = (
    "Everyone knows the same about the programme before they decide to take part.",
    "The programme has clear aims, and they come from needs that people have named.",
    "Somebody senior stands up for the programme and finds what it needs.",
    "It is written down what mentors and mentees do, and what they may expect.",
    "Taking part is voluntary on both sides.",
    "Mentors are chosen for what they can bring to the aims.",
    "Mentees are introduced to mentoring before they begin.",
    "Mentors are trained before they begin.",
    "A pair that does not fit may part, and nobody is blamed for it.",
    "Mentors, mentees, co-ordinators and line managers all find support.",
    "How the programme is followed and judged is planned before it starts.",
)
BROKEN = "When a mentor may break confidence:"
MEASURED = "The programme measures itself against these principles:"
UNDECIDED = "This is not decided yet."
ITSELF = "Mentoring policy"
HOW_TO_APPROVE = (
    f"Once this policy is approved, download it, add a policy called “{ITSELF}” under Policies and "
    "put it in force there. The date and the name of who approved it then stand here."
)


def policy(known: Known) -> tuple[Section, ...]:
    """Make the twelve sections of the policy."""
    design = known.design
    return (
        Section("purpose", "Purpose", _purpose(design)),
        Section("overview", "Overview", _overview(design)),
        Section("aims", "Aims", _aims(design)),
        Section("relationship", "The mentoring relationship", _relationship(design)),
        Section("recognition", "Recognition", _recognition(design)),
        Section("appraisal", "Mentoring and appraisal", _appraisal(design)),
        Section("conduct", "Conduct", _conduct(design)),
        Section("principles", "Principles", _bullets(MEASURED, PRINCIPLES)),
        Section("selection", "Selection", _selection(design)),
        Section("implementation", "How this policy is put into practice", _practice(design)),
        Section("approval", "Approval", _approval(known), hint=HOW_TO_APPROVE),
        Section("related", "Related policies", _related(known)),
    )


def _bullets(lead: str, items: list[str] | tuple[str, ...]) -> tuple[Block, ...]:
    return (Paragraph(lead), Bullets(tuple(items))) if items else ()


def _purpose(design: Design) -> tuple[Block, ...]:
    return (
        *(said(design.purpose) or sentence(UNDECIDED)),
        *_bullets("It serves these plans and strategies:", design.aims.strategy),
        Paragraph(
            "This policy says what mentoring is in this programme, who may take part, how people "
            "are chosen and matched, and what everyone may rely on."
        ),
    )


def _overview(design: Design) -> tuple[Block, ...]:
    timing = design.timing
    shapes = [words.small(words.chosen(model, "kind")) for model in design.models]
    shown = words.listed(shapes)
    rows: list[tuple[str, str]] = [
        ("Shapes of mentoring", shown[:1].upper() + shown[1:]),
        ("A partnership lasts", words.length(design)),
        ("Meetings", design.meetings.how_often),
        ("A meeting takes", words.meeting_length(design)),
        ("How people find one another", "; ".join(words.several(design.matching, "ways"))),
        ("Overseen by", overseer(design)),
        ("Free of charge", "Yes" if design.charge.free else f"No. {design.charge.explanation}"),
    ]  # fmt: skip
    if timing.starts_on:
        rows.insert(0, ("Begins", words.day(timing.starts_on)))
    if timing.ends_on:
        rows.insert(1, ("Ends", words.day(timing.ends_on)))
    return (Facts(tuple(rows)),)


def overseer(design: Design) -> str:
    """Name who oversees the programme."""
    return design.governance.body_name or words.chosen(design.governance, "body")


def _aims(design: Design) -> tuple[Block, ...]:
    aims = design.aims
    made = (
        *said(aims.vision),
        *_bullets("The programme sets out to:", aims.goals),
        *_bullets("It expects these changes:", aims.outcomes),
        *_bullets("At the end one can count:", aims.outputs),
        *(_bullets("It is run in this spirit:", [aims.values]) if aims.values else ()),
        *sentence(
            f"The aims are looked at again on {words.day(aims.review_on)}."
            if aims.review_on
            else ""
        ),
    )
    return made or sentence(UNDECIDED)


def _relationship(design: Design) -> tuple[Block, ...]:
    meetings, agreement = design.meetings, design.agreement
    named = words.small(agreement.name or "mentoring agreement")
    return (
        Paragraph(
            "Mentoring is a voluntary relationship that serves the mentee’s learning. The mentee "
            "decides what to work on. The mentor listens, asks, shares experience and encourages."
        ),
        *sentence(
            f"A pair meets {meetings.how_often}, each time for "
            f"{words.meeting_length(design)}. A partnership lasts {words.length(design)}.",
            "Its last day is set at the start." if design.timing.end_set_at_start else "",
            "A pair may agree on a later end." if design.timing.pair_may_extend else "",
            f"Whoever cannot come says so at least {words.notice(meetings.notice_hours)} before "
            "and offers another date." if meetings.notice_hours else "",
        ),
        *sentence(
            f"Both make a {named} and sign it." if agreement.in_use else
            "The pair works with its own goals and notes; no agreement is signed."
        ),
        *said(design.confidentiality.statement),
        *sentence(
            {
                "coordinator": "Either of the two may ask for another partner at any time, without "
                "giving a reason. The co-ordinator decides.",
                "pair": "Either of the two may ask for another partner at any time, without giving "
                "a reason.",
                "none": "Either of the two may end the partnership at any time, without blame.",
            }[design.matching.rematch]
        ),
    )  # fmt: skip


def _recognition(design: Design) -> tuple[Block, ...]:
    recognition = design.recognition
    points, hours = recognition.points_an_hour, recognition.mentor_hours_a_year
    return (
        *said(recognition.words),
        *sentence(
            f"An hour of mentoring counts as {words.counted(points, 'CPD point')}."
            if points
            else "Mentoring does not count towards CPD.",
            f"Mentors record at least {words.counted(hours, 'hour')} of their own development "
            "each year." if hours else "",
        ),
    )  # fmt: skip


def _appraisal(design: Design) -> tuple[Block, ...]:
    reads = design.confidentiality.coordinator_reads_content
    return (
        Paragraph(
            "Mentoring is no part of appraisal, of the management of performance or of discipline. "
            "What is said in mentoring is not used there. A mentor is not asked for an opinion of "
            "the mentee."
        ),
        *sentence(
            words.support(design),
            "A line manager learns that somebody takes part, and nothing of what a pair talks "
            "about.",
            "The line manager joins a first conversation about time and support, and sees nothing "
            "afterwards." if design.agreement.three_way_start else "",
        ),
        *sentence(
            "Co-ordinators may read agreements and meeting logs; everyone is told so before they "
            "accept a match." if reads else
            "Co-ordinators see that a pair meets, not what it writes."
        ),
    )  # fmt: skip


def _conduct(design: Design) -> tuple[Block, ...]:
    known, ethics = design.confidentiality, design.agreement.ethics
    rules = [rule.text for rule in design.agreement.ground_rules]
    return (
        *_bullets("Mentors:", design.mentors.responsibilities),
        *_bullets("Mentees:", design.mentees.responsibilities),
        *_bullets("Pairs choose from these ground rules:", rules),
        *sentence(f"Pairs talk through a code of ethics: {ethics.title}." if ethics.used else ""),
        *((Paragraph(BROKEN), *said(known.exception)) if known.exception else ()),
        *sentence(
            "The mentor tells the mentee first, unless that would be unsafe."
            if known.mentee_told_first
            else "",
            f"Then it goes to {known.concerns_to}." if known.concerns_to else
            "Whoever fears that somebody may be harmed turns to a co-ordinator.",
            "A mentor’s contacts are used only when the mentor has said yes."
            if known.contacts_by_consent
            else "",
        ),
    )  # fmt: skip


def _selection(design: Design) -> tuple[Block, ...]:
    mentors, mentees = design.mentors, design.mentees
    made: list[Block] = []
    for title, side in (("Mentors", mentors), ("Mentees", mentees)):
        made += (
            Heading(title, 2),
            *said(side.who),
            *_bullets("Criteria:", [words.requirement(rule) for rule in side.requirements]),
            *sentence(
                f"Approval: {words.small(words.chosen(side, 'approval'))}.",
                f"The final decision is taken by {words.within(side.decided_by)}."
                if side.decided_by
                else "",
            ),
        )
    if mentors.check_done_by != "off":
        checks = words.small(words.chosen(mentors, "check_done_by"))
        made += sentence(f"Background checks: {checks}.")
    return tuple(made)


def _practice(design: Design) -> tuple[Block, ...]:
    training, plan, records = design.training, design.evaluation, design.records
    kept = (
        f"for {words.counted(records.months, 'month')} after the partnership’s end"
        if records.keep == "months"
        else "until the evaluation is finished"
    )
    rows = (
        ("Training for mentors", words.chosen(training, "mentors")),
        ("Induction for mentees", words.chosen(training, "mentees")),
        ("Supervision of mentors", words.chosen(design.supervision, "kind")),
        ("Ways of judging the programme", "; ".join(words.several(plan, "methods")) or UNDECIDED),
        ("Report", words.day(plan.report_on) if plan.report_on else UNDECIDED),
        ("Smallest group that a figure is shown for", str(plan.small_number)),
        ("What a pair writes is kept", kept),
    )
    return (
        *_bullets(
            "No pair ever breaks these rules:",
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
            f"This policy is approved by: {words.within(overseer(known.design))}.",
            "The date of approval is not written down yet.",
        )
    review = itself.review_on
    return sentence(
        f"Approved on {words.day(itself.approved_on)} by {words.within(itself.approved_by)}.",
        f"It is looked at again on {words.day(review)}." if review else "",
    )


def _related(known: Known) -> tuple[Block, ...]:
    in_force = [
        one for one in known.policies if one.in_force and one.title.casefold() != ITSELF.casefold()
    ]
    if not in_force:
        return sentence("No other policy of the programme is in force yet.")
    rows = tuple(
        (
            one.title,
            f"{words.day(one.approved_on)}, {one.approved_by}" if one.approved_on else "–",
            words.day(one.review_on) if one.review_on else "–",
        )
        for one in in_force
    )
    return (Table("Policies in force", ("Policy", "Approved", "Next review"), rows),)
