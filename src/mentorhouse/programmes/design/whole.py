"""The whole design of a programme, and what has to agree across its parts."""

from collections.abc import Iterator
from typing import Annotated, Any, Final, Literal

from pydantic import Field, model_validator

from mentorhouse.languages.saying import say
from mentorhouse.programmes.design.agreement import Agreement, Confidentiality, Phase
from mentorhouse.programmes.design.evaluation import Evaluation
from mentorhouse.programmes.design.learning import (
    Recognition,
    Records,
    Register,
    Spaces,
    Supervision,
    Training,
)
from mentorhouse.programmes.design.matching import Matching
from mentorhouse.programmes.design.meetings import Meetings
from mentorhouse.programmes.design.messages import Message, Reminder
from mentorhouse.programmes.design.parts import Key, Part, Title, prose, setting, twice, unlike
from mentorhouse.programmes.design.people import Application, Mentees, Mentors
from mentorhouse.programmes.design.public import Guidance, PublicPage, Translation
from mentorhouse.programmes.design.purpose import (
    MODEL_WORDS,
    Aims,
    Charge,
    Coordination,
    Expenses,
    Governance,
    Launch,
    MentoringModel,
    Pilot,
    Timing,
)

FORMAT: Final = 2
Ladder = Annotated[list[Annotated[str, Field(min_length=1, max_length=80)]], Field(min_length=1)]


class Design(Part):
    """The whole design of a programme: one file, one version, one history (R2.02)."""

    format: Literal[2] = setting("Format", "The version of this kind of file.", FORMAT)
    name: Title = setting("Name of the programme", "As everyone sees it.")
    about: str = prose(
        "For whom is this kind of programme?",
        "Two sentences for co-ordinators who look for a design to start from.",
        most=600,
    )
    purpose: str = prose(
        "What is the programme for?", "Everyone who is invited reads this before they answer."
    )
    aims: Aims = setting("Aims", "Vision, goals and outcomes.", Aims())
    timing: Timing = setting("Dates and length", "When it runs.", Timing())
    pilot: Pilot = setting("Pilot", "A first run with few places.", Pilot())
    models: list[MentoringModel] = setting(
        "Shapes of mentoring", "Which shapes there are.", [MentoringModel()], min_length=1
    )
    ladders: dict[Key, Ladder] = setting(
        "Ladders", "The order of grades, lowest first. Rules about seniority use it.", {}
    )
    mentors: Mentors = setting("Mentors", "Who may be a mentor.", Mentors())
    mentees: Mentees = setting("Mentees", "Who may be a mentee.", Mentees())
    application: Application = setting("Forms", "What is asked.", Application())
    training: Training = setting("Training", "How people prepare.", Training())
    supervision: Supervision = setting("Supervision", "Support for mentors.", Supervision())
    mentor_register: Register = setting("Register", "How long a place on it lasts.", Register())
    matching: Matching = setting("Matching", "How people find one another.", Matching())
    agreement: Agreement = setting("Agreement", "What pairs agree on.", Agreement())
    confidentiality: Confidentiality = setting(
        "Confidentiality", "What stays within a pair.", Confidentiality()
    )
    meetings: Meetings = setting("Meetings", "How pairs meet.", Meetings())
    phases: list[Phase] = setting("Phases", "The life of a partnership.", [])
    recognition: Recognition = setting("Recognition", "How mentoring counts.", Recognition())
    evaluation: Evaluation = setting("Evaluation", "How you learn whether it works.", Evaluation())
    messages: list[Message] = setting("Messages", "Texts that leave as e-mails.", [])
    reminders: list[Reminder] = setting("Reminders", "When which message leaves.", [])
    governance: Governance = setting("Oversight", "Who oversees it.", Governance())
    launch: Launch = setting("Launch", "What has to be there.", Launch())
    coordination: Coordination = setting("Co-ordination", "Who runs it.", Coordination())
    expenses: Expenses = setting("Expenses", "What is paid.", Expenses())
    charge: Charge = setting("Charge", "What it costs.", Charge())
    public: PublicPage = setting("Public page", "What it tells.", PublicPage())
    spaces: Spaces = setting("Spaces", "Where people help.", Spaces())
    records: Records = setting("Records", "How long they live.", Records())
    guidance: Guidance = setting("Guidance", "Texts and help.", Guidance())
    documents: dict[Key, dict[Key, str]] = setting(
        "Own words in documents", "Sections that the programme writes itself.", {}
    )

    translations: list[Translation] = setting(
        "Texts in the second language", "What the programme’s own texts are in it.", []
    )

    @model_validator(mode="after")
    def _parts_agree(self) -> "Design":
        for check in (_keys, _ladders, _switched_off, _messages, _launch, _lengths):
            for problem in check(self):
                raise problem
        return self


def _keys(design: Design) -> Iterator[ValueError]:
    for name, keys in (
        ("phases", [phase.key for phase in design.phases]),
        ("messages", [message.key for message in design.messages]),
        ("reminders", [reminder.key for reminder in design.reminders]),
        ("mentors.requirements", [r.key for r in design.mentors.requirements]),
        ("mentees.requirements", [r.key for r in design.mentees.requirements]),
        ("application.mentor_questions", [q.key for q in design.application.mentor_questions]),
        ("application.mentee_questions", [q.key for q in design.application.mentee_questions]),
        ("application.commitments", [c.key for c in design.application.commitments]),
        ("guidance.pages", [page.key for page in design.guidance.pages]),
    ):
        if found := twice([str(key) for key in keys]):
            yield ValueError(
                say(
                    "{name} has two entries with the key “{value}”: rename one",
                    name=name,
                    value=found[0],
                )
            )
    if found := twice([f"{one.language}: {one.text}" for one in design.translations]):
        yield ValueError(say("translations has two of “{value}”: remove one", value=found[0][:80]))
    if found := twice([str(model.kind) for model in design.models]):
        yield ValueError(
            say("models names the shape “{value}” twice: remove one", value=MODEL_WORDS[found[0]])
        )


def _ladders(design: Design) -> Iterator[ValueError]:
    for name, rungs in design.ladders.items():
        if found := twice([rung.casefold() for rung in rungs]):
            yield ValueError(
                say(
                    "ladders.{name} holds the grade “{value}” twice: remove one",
                    name=name,
                    value=found[0],
                )
            )
    for place, part in _looking_at_ladders(design):
        ladder = getattr(part, "ladder", None)
        if ladder is not None and ladder not in design.ladders:
            yield ValueError(
                say(
                    "{place} names the ladder “{ladder}”, but ladders holds only: {value}",
                    place=place,
                    ladder=ladder,
                    value=", ".join(design.ladders) or "none",
                )
            )
        grade = getattr(part, "grade", None)
        if grade is not None and ladder in design.ladders and grade not in design.ladders[ladder]:
            yield ValueError(
                say(
                    "{place} names the grade “{grade}”, which is not on the ladder “{ladder}”: "
                    "add it there or choose another",
                    place=place,
                    grade=grade,
                    ladder=ladder,
                )
            )


def _looking_at_ladders(design: Design) -> Iterator[tuple[str, Any]]:
    """Return each rule that may name a ladder, with its place."""
    for name, rules in (
        ("matching.hard_rules", design.matching.hard_rules),
        ("matching.soft_rules", design.matching.soft_rules),
        ("matching.criteria", design.matching.criteria),
        ("mentors.requirements", design.mentors.requirements),
        ("mentees.requirements", design.mentees.requirements),
    ):
        for number, rule in enumerate(rules, start=1):
            yield f"{name}.{number}", rule


def _switched_off(design: Design) -> Iterator[ValueError]:
    """Find what is demanded in one place and switched off in another."""
    if design.agreement.three_way_start and not design.agreement.used:
        yield unlike(
            "agreement.three_way_start", "yes", "agreement.used", "no",
            say("use an agreement, or leave the three-way start out"),
        )  # fmt: skip
    taught = {
        "mentor_training": design.training.mentors,
        "mentee_induction": design.training.mentees,
    }
    for who in ("mentors", "mentees"):
        for rule in getattr(design, who).requirements:
            what = getattr(rule, "what", "")
            if rule.must and taught.get(what) == "off":
                yield unlike(
                    f"{who}.requirements.{rule.key}", what,
                    f"training.{'mentors' if what == 'mentor_training' else 'mentees'}", "off",
                    say("offer it, or drop the criterion"),
                )  # fmt: skip
    if design.matching.chemistry.used and not {"self_service", "shortlist"} & set(
        design.matching.ways
    ):
        yield unlike(
            "matching.chemistry.used", "yes", "matching.ways", ", ".join(design.matching.ways),
            say("chemistry meetings need a way in which mentees choose"),
        )  # fmt: skip
    if design.governance.sees_nominations and design.mentees.entry != "nomination":
        yield unlike(
            "governance.sees_nominations", "yes", "mentees.entry", design.mentees.entry,
            say("there are no nominations to see"),
        )  # fmt: skip


AGREEMENT_EVENTS = {"agreement_unsigned", "agreement_review"}


def _messages(design: Design) -> Iterator[ValueError]:
    keys = {message.key for message in design.messages}
    for reminder in design.reminders:
        place = f"reminders.{reminder.key}"
        if reminder.message not in keys:
            yield ValueError(
                say(
                    "{place} sends the message “{message}”, which is not among messages: {value}",
                    place=place,
                    message=reminder.message,
                    value=", ".join(sorted(keys)) or "there are none",
                )
            )
        if reminder.event in AGREEMENT_EVENTS and not design.agreement.used:
            yield unlike(
                f"{place}.event", reminder.event, "agreement.used", "no",
                say("remove the reminder, or use an agreement"),
            )  # fmt: skip
        if reminder.event == "supervision_due" and design.supervision.kind == "off":
            yield unlike(
                f"{place}.event", reminder.event, "supervision.kind", "off",
                say("remove the reminder, or offer supervision"),
            )  # fmt: skip


def _launch(design: Design) -> Iterator[ValueError]:
    """Find a point that recruitment waits for and that can never be reached."""
    points = set(design.launch.points)
    impossible = (
        ("agreement", "agreement.used", "no", not design.agreement.used),
        ("training", "training.mentors", "off", design.training.mentors == "off"),
        ("induction", "training.mentees", "off", design.training.mentees == "off"),
    )
    for point, place, value, off in impossible:
        if point in points and off:
            yield unlike(
                "launch.points", point, place, value,
                say("switch it on, or do not make recruitment wait for it"),
            )  # fmt: skip


def _lengths(design: Design) -> Iterator[ValueError]:
    months = design.timing.length_months
    review = design.agreement.review_months
    if months and review and review > months:
        yield unlike(
            "agreement.review_months", review, "timing.length_months", months,
            say("let the first review come before the end"),
        )  # fmt: skip
    chosen = {model.kind for model in design.models}
    if design.application.ranks_models and len(chosen) == 1:
        yield unlike(
            "application.ranks_models", "yes", "models", chosen.pop(),
            say("there is only one shape to rank"),
        )  # fmt: skip
