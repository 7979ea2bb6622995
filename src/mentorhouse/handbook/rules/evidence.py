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
    Area("purpose", "Purpose",
         "It is clear what the programme is for, whom it serves and how it fits the strategy."),
    Area("leadership", "Leadership and oversight",
         "Somebody senior answers for the programme, and those who oversee it meet and decide."),
    Area("running", "Running the programme",
         "Roles, plan, procedures and papers let the programme run whoever is in charge."),
    Area("people", "Choosing people",
         "Mentors and mentees know beforehand what is asked, and are chosen fairly."),
    Area("preparing", "Preparing and supporting people",
         "Mentors are trained and supported, mentees introduced, and both find guidance."),
    Area("pairs", "Matching and partnerships",
         "Pairs are made with care, agree on how they work, meet, and end well."),
    Area("safety", "Safety, ethics and fairness",
         "Confidences are kept, concerns have a place to go, and everybody gets a fair chance."),
    Area("learning", "Learning from it",
         "The programme finds out what it achieves, and changes for the better."),
)  # fmt: skip


def at_least(count: int, small: int) -> str:
    """Say a count of people; a group under the small number is not shown exactly."""
    return f"{count:,}" if count >= small else f"fewer than {small}"


def share(count: int, whole: int, small: int) -> str:
    """Say how many of a whole; who knows the whole learns nothing of a small rest."""
    if count >= small > whole - count:
        return f"all, or all but fewer than {small}"
    return at_least(count, small)


def evidence(known: Known, proofs: dict[str, tuple[Proof, ...]]) -> tuple[Section, ...]:
    """Make a section for each area: its evidence, and what is missing."""
    return tuple(
        Section(
            area.key,
            area.title,
            _area(area, (*_of_design(area.key, known.design), *proofs.get(area.key, ()))),
            joins=True,
        )
        for area in AREAS
    )


def _area(area: Area, proofs: tuple[Proof, ...]) -> tuple[Block, ...]:
    rows = tuple(
        (
            (Run(proof.what, href=proof.address),),
            proof.says if proof.there else proof.says or "Nothing yet",
            "There" if proof.there else "Not complete" if proof.says else "Missing",
        )
        for proof in proofs
    )
    gaps = [words.small(proof.what) for proof in proofs if not proof.there]
    return (
        Paragraph(area.asks),
        Table(f"Evidence: {words.small(area.title)}", ("What", "What it shows", "State"), rows),
        *sentence(f"Still missing: {words.listed(gaps)}." if gaps else "Nothing is missing here."),
    )


def _of_design(area: str, design: Design) -> tuple[Proof, ...]:
    return DESIGN_PROOFS[area](design)


def _written(what: str, text: str) -> Proof:
    return Proof(what, "Written" if text.strip() else "", bool(text.strip()))


def _counted(what: str, count: int, one: str) -> Proof:
    return Proof(what, words.counted(count, one) if count else "", count > 0)


def _purpose(design: Design) -> tuple[Proof, ...]:
    aims = design.aims
    due = aims.review_on
    return (
        _written("Purpose statement", design.purpose),
        _counted("Goals", len(aims.goals), "goal"),
        _counted("Expected outcomes", len(aims.outcomes), "outcome"),
        _counted("Links to the strategy", len(aims.strategy), "link"),
        Proof("Review of the purpose", f"Due on {words.day(due)}" if due else "", due is not None),
    )


def _leadership(design: Design) -> tuple[Proof, ...]:
    award = design.governance.quality_award
    return (
        Proof("Oversight", overseer(design), there=True),
        Proof("Award that evidence is collected for", award, there=bool(award)),
    )


def _running(design: Design) -> tuple[Proof, ...]:
    return (
        _counted("Forms in force", len(list(forms_of(design))), "form"),
        _counted("Reminders in force", len(design.reminders), "reminder"),
        _counted("Message templates", len(design.messages), "message"),
        _written("Where papers are kept", design.coordination.papers_kept),
    )


def _people(design: Design) -> tuple[Proof, ...]:
    return (
        _counted("Criteria for mentors", len(design.mentors.requirements), "criterion"),
        _counted("Criteria for mentees", len(design.mentees.requirements), "criterion"),
        _written("Role of a mentor", design.mentors.role_description),
        _counted("What mentees take on", len(design.mentees.responsibilities), "point"),
    )


def _preparing(design: Design) -> tuple[Proof, ...]:
    training, supervision = design.training, design.supervision
    return (
        *(
            Proof(what, words.chosen(part, name), getattr(part, name) != "off")
            for what, part, name in (
                ("Training for mentors", training, "mentors"),
                ("Induction for mentees", training, "mentees"),
                ("Supervision of mentors", supervision, "kind"),
            )
        ),
        _counted("Other help that people are told of", len(design.guidance.help), "place"),
    )


def _pairs(design: Design) -> tuple[Proof, ...]:
    return (
        _counted("Rules that no pair breaks", len(design.matching.hard_rules), "rule"),
        _counted("Clauses of the agreement", len(design.agreement.clauses), "clause"),
        _counted("Phases of a partnership", len(design.phases), "phase"),
    )


def _safety(design: Design) -> tuple[Proof, ...]:
    known = design.confidentiality
    return (
        _written("Confidentiality statement", known.statement),
        Proof("Named contact for concerns", "Named" if known.concerns_to else "",
              bool(known.concerns_to)),
        Proof("Code of ethics", design.agreement.ethics.title, design.agreement.ethics.used),
    )  # fmt: skip


def _learning(design: Design) -> tuple[Proof, ...]:
    plan = design.evaluation
    due = plan.report_on
    return (
        _written("What the evaluation is to find out", plan.purpose),
        _counted("Surveys", len(plan.surveys), "survey"),
        _counted("Indicators", len(plan.indicators), "indicator"),
        Proof("Report of the evaluation", f"Due on {words.day(due)}" if due else "",
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
