"""Evidence for a quality award: our own eight areas of a well-run mentoring programme (R2.20).

What can be seen in the settings is judged here; counts come from the rooms, already made safe.
"""

from collections.abc import Callable
from dataclasses import dataclass

from mentorhouse.documents import Block, Paragraph, Run, Table
from mentorhouse.handbook.rules import words
from mentorhouse.handbook.rules.books import Known, Section, sentence
from mentorhouse.handbook.rules.forms_in_force import forms_of
from mentorhouse.handbook.rules.policy import overseer
from mentorhouse.languages.saying import mark, say, say_many
from mentorhouse.programmes.design import Design


@dataclass(frozen=True)
class Proof:
    """One piece of evidence: what it is, what it says, where it stands, whether it is there."""

    what: str
    says: str
    there: bool
    address: str = ""


@dataclass(frozen=True)
class Area:
    """One area of a well-run programme."""

    key: str
    title: str
    asks: str


AREAS = (
    Area("purpose", mark("Purpose"),
         mark("It is clear what the programme is for, whom "
         "it serves and how it fits the strategy.")),
    Area("leadership", mark("Leadership and oversight"),
         mark("Somebody senior answers for the programme, "
         "and those who oversee it meet and decide.")),
    Area("running", mark("Running the programme"),
         mark("Roles, plan, procedures and papers let the programme run whoever is in charge.")),
    Area("people", mark("Choosing people"),
         mark("Mentors and mentees know beforehand what is asked, and are chosen fairly.")),
    Area("preparing", mark("Preparing and supporting people"),
         mark("Mentors are trained and supported, mentees introduced, and both find guidance.")),
    Area("pairs", mark("Matching and partnerships"),
         mark("Pairs are made with care, agree on how they work, meet, and end well.")),
    Area("safety", mark("Safety, ethics and fairness"),
         mark("Confidences are kept, concerns have a place "
         "to go, and everybody gets a fair chance.")),
    Area("learning", mark("Learning from it"),
         mark("The programme finds out what it achieves, and changes for the better.")),
)  # fmt: skip


def at_least(count: int, small: int) -> str:
    """Say a count of people; a group under the small number is not shown exactly."""
    return f"{count:,}" if count >= small else say("fewer than {small}", small=small)


def share(count: int, whole: int, small: int) -> str:
    """Say how many of a whole; who knows the whole learns nothing of a small rest."""
    if count >= small > whole - count:
        return say("all, or all but fewer than {small}", small=small)
    return at_least(count, small)


def evidence(known: Known, proofs: dict[str, tuple[Proof, ...]]) -> tuple[Section, ...]:
    """Make a section for each area: its evidence, and what is missing."""
    return tuple(
        Section(
            area.key,
            say(area.title),
            _area(area, (*_of_design(area.key, known.design), *proofs.get(area.key, ()))),
            joins=True,
        )
        for area in AREAS
    )


def _area(area: Area, proofs: tuple[Proof, ...]) -> tuple[Block, ...]:
    rows = tuple(
        (
            (Run(proof.what, href=proof.address),),
            proof.says if proof.there else proof.says or say("Nothing yet"),
            say("There") if proof.there else say("Not complete") if proof.says else say("Missing"),
        )
        for proof in proofs
    )
    gaps = [words.small(proof.what) for proof in proofs if not proof.there]
    return (
        Paragraph(say(area.asks)),
        Table(
            say("Evidence: {small}", small=words.small(say(area.title))),
            (say("What"), say("What it shows"), say("State")),
            rows,
        ),
        *sentence(
            say("Still missing: {listed}.", listed=words.listed(gaps))
            if gaps
            else say("Nothing is missing here.")
        ),
    )


def _of_design(area: str, design: Design) -> tuple[Proof, ...]:
    return DESIGN_PROOFS[area](design)


def _written(what: str, text: str) -> Proof:
    return Proof(what, say("Written") if text.strip() else "", bool(text.strip()))


def _counted(what: str, count: int, number: str) -> Proof:
    return Proof(what, number if count else "", count > 0)


def _purpose(design: Design) -> tuple[Proof, ...]:
    aims = design.aims
    due = aims.review_on
    return (
        _written(say("Purpose statement"), design.purpose),
        _counted(
            say("Goals"),
            len(aims.goals),
            say_many("{count} goal", "{count} goals", len(aims.goals)),
        ),
        _counted(
            say("Expected outcomes"),
            len(aims.outcomes),
            say_many("{count} outcome", "{count} outcomes", len(aims.outcomes)),
        ),
        _counted(
            say("Links to the strategy"),
            len(aims.strategy),
            say_many("{count} link", "{count} links", len(aims.strategy)),
        ),
        Proof(
            say("Review of the purpose"),
            say("Due on {day}", day=words.day(due)) if due else "",
            due is not None,
        ),
    )


def _leadership(design: Design) -> tuple[Proof, ...]:
    award = design.governance.quality_award
    return (
        Proof(say("Oversight"), overseer(design), there=True),
        Proof(say("Award that evidence is collected for"), award, there=bool(award)),
    )


def _running(design: Design) -> tuple[Proof, ...]:
    return (
        _counted(
            say("Forms in force"),
            len(list(forms_of(design))),
            say_many("{count} form", "{count} forms", len(list(forms_of(design)))),
        ),
        _counted(
            say("Reminders in force"),
            len(design.reminders),
            say_many("{count} reminder", "{count} reminders", len(design.reminders)),
        ),
        _counted(
            say("Message templates"),
            len(design.messages),
            say_many("{count} message", "{count} messages", len(design.messages)),
        ),
        _written(say("Where papers are kept"), design.coordination.papers_kept),
    )


def _people(design: Design) -> tuple[Proof, ...]:
    return (
        _counted(
            say("Criteria for mentors"),
            len(design.mentors.requirements),
            say_many("{count} criterion", "{count} criteria", len(design.mentors.requirements)),
        ),
        _counted(
            say("Criteria for mentees"),
            len(design.mentees.requirements),
            say_many("{count} criterion", "{count} criteria", len(design.mentees.requirements)),
        ),
        _written(say("Role of a mentor"), design.mentors.role_description),
        _counted(
            say("What mentees take on"),
            len(design.mentees.responsibilities),
            say_many("{count} point", "{count} points", len(design.mentees.responsibilities)),
        ),
    )


def _preparing(design: Design) -> tuple[Proof, ...]:
    training, supervision = design.training, design.supervision
    return (
        *(
            Proof(what, words.chosen(part, name), getattr(part, name) != "off")
            for what, part, name in (
                (say("Training for mentors"), training, "mentors"),
                (say("Induction for mentees"), training, "mentees"),
                (say("Supervision of mentors"), supervision, "kind"),
            )
        ),
        _counted(
            say("Other help that people are told of"),
            len(design.guidance.help),
            say_many("{count} place", "{count} places", len(design.guidance.help)),
        ),
    )


def _pairs(design: Design) -> tuple[Proof, ...]:
    return (
        _counted(
            say("Rules that no pair breaks"),
            len(design.matching.hard_rules),
            say_many("{count} rule", "{count} rules", len(design.matching.hard_rules)),
        ),
        _counted(
            say("Clauses of the agreement"),
            len(design.agreement.clauses),
            say_many("{count} clause", "{count} clauses", len(design.agreement.clauses)),
        ),
        _counted(
            say("Phases of a partnership"),
            len(design.phases),
            say_many("{count} phase", "{count} phases", len(design.phases)),
        ),
    )


def _safety(design: Design) -> tuple[Proof, ...]:
    known = design.confidentiality
    return (
        _written(say("Confidentiality statement"), known.statement),
        Proof(say("Named contact for concerns"), say("Named") if known.concerns_to else "",
              bool(known.concerns_to)),
        Proof(say("Code of ethics"), design.agreement.ethics.title, design.agreement.ethics.used),
    )  # fmt: skip


def _learning(design: Design) -> tuple[Proof, ...]:
    plan = design.evaluation
    due, surveys, indicators = plan.report_on, len(plan.surveys), len(plan.indicators)
    return (
        _written(say("What the evaluation is to find out"), plan.purpose),
        _counted(say("Surveys"), surveys, say_many("{count} survey", "{count} surveys", surveys)),
        _counted(
            say("Indicators"),
            indicators,
            say_many("{count} indicator", "{count} indicators", indicators),
        ),
        Proof(say("Report of the evaluation"), say("Due on {day}",
        day=words.day(due)) if due else "",
              due is not None),
    )  # fmt: skip


DESIGN_PROOFS: dict[str, Callable[[Design], tuple[Proof, ...]]] = {
    "purpose": _purpose,
    "leadership": _leadership,
    "running": _running,
    "people": _people,
    "preparing": _preparing,
    "pairs": _pairs,
    "safety": _safety,
    "learning": _learning,
}
