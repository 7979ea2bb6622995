"""Counts of recruitment by role, organisation, grade and what people say of themselves (R3.11)."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef

from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import COUNTER, Viewer, require
from mentorhouse.partnerships.models import Member
from mentorhouse.partnerships.states import PartnershipState
from mentorhouse.programmes.models import Programme
from mentorhouse.recruitment.models import Application, Baseline, EqualityAnswer
from mentorhouse.recruitment.rules import equality as rules
from mentorhouse.recruitment.rules import funnel
from mentorhouse.recruitment.rules.applying import CHECK, steps_of
from mentorhouse.recruitment.rules.counting import Row, Table
from mentorhouse.recruitment.rules.equality import Workforce
from mentorhouse.recruitment.rules.funnel import Applicant
from mentorhouse.recruitment.states import ApplicationState
from mentorhouse.vault.errors import Destroyed
from mentorhouse.vault.sealing import open_row, open_rows, without_destroyed

About = Baseline.About
# Partnerships that began, whatever became of them.
BEGUN = Member.objects.filter(
    participation__programme=OuterRef("programme"),
    participation__person=OuterRef("person"),
    role=OuterRef("role"),
    partnership__began_at__isnull=False,
).exclude(partnership__state=PartnershipState.OFFERED.value)
ORGANISATION, GRADE = About.ORGANISATION.value, About.GRADE.value


@dataclass(frozen=True)
class Counted:
    """Recruitment in one role: the row of everybody, and tables under it."""

    everybody: Row
    stops: Row
    tables: Mapping[str, Table]
    workforces: Mapping[str, Workforce]

    def figures(self) -> list[rules.Figures]:
        """Return the tables beside the workforce."""
        return [
            rules.figures(title, rows, self.everybody, self.workforces[title])
            for title, rows in self.tables.items()
        ]


def counted(viewer: Viewer, programme: Programme, role: str, *, at: datetime) -> Counted:
    """Count who began to apply in a role. Answers on identity are counted and shown to nobody."""
    require(viewer, Capability.SEE_RECRUITMENT_FIGURES, programme)
    least = programme.design.evaluation.small_number
    workforces = workforces_of(programme)
    people = list(
        Application.objects.filter(programme=programme, role=role)
        .annotate(begun=Exists(BEGUN))
        .order_by()
        .values_list(
            "person", "state", "submitted_at", "begun", "person__organisation__name",
            "person__grade", "came_to",
        )
    )  # fmt: skip
    said = (
        _said_by_all(programme, at)
        if any(t not in {ORGANISATION, GRADE} for t in workforces)
        else {}
    )
    applicants: dict[str, list[Applicant]] = {title: [] for title in workforces}
    unsent: list[str | None] = []
    for person, state, sent, begun, organisation, grade, came_to in people:
        place = funnel.place_of(ApplicationState(state), sent=sent is not None, matched=begun)
        unsent += [came_to] if place == "unsent" else []
        known = {ORGANISATION: organisation or "", GRADE: grade} | said.get(person, {})
        for title, workforce in workforces.items():
            under = rules.counted_under(known.get(title, ""), workforce)
            applicants[title].append(Applicant(place, under))
    everybody = funnel.everybody(applicants[ORGANISATION], least=least)
    first = {title: [*workforce.numbers] for title, workforce in workforces.items()}
    tables = funnel.tables(everybody, applicants, first, least=least)
    pages = [*(step.key for step in steps_of(programme.design, (role,))), CHECK]
    stops = funnel.stops(pages, unsent, everybody, least=least)
    return Counted(everybody, stops, tables, workforces)


def workforces_of(programme: Programme) -> dict[str, Workforce]:
    """Return the workforce by organisation, by grade, then by each question, as entered."""
    rows = list(programme.baselines.all())
    questions = [row.question for row in rows if row.about == About.CHARACTERISTIC]
    return {
        title: _workforce([row for row in rows if _title(row) == title])
        for title in dict.fromkeys((ORGANISATION, GRADE, *questions))
    }


def questions_for(programme: Programme) -> dict[str, Sequence[str]]:
    """Return what people may say of themselves to be counted: question → answers."""
    found = workforces_of(programme)
    return {q: [*w.numbers] for q, w in found.items() if q not in {ORGANISATION, GRADE}}


def said_by(viewer: Viewer, programme: Programme) -> EqualityAnswer | None:
    """Return what the viewer said of themselves to be counted, sealed as it is."""
    return EqualityAnswer.objects.filter(programme=programme, person=viewer.pk).first()


def own_words(viewer: Viewer, row: EqualityAnswer, *, at: datetime) -> dict[str, str]:
    """Open what the viewer said of themselves."""
    text = open_row(viewer, row, at=at, purpose="read own answers")["answers"]
    said: dict[str, str] = json.loads(text) if text else {}
    return said


def _said_by_all(programme: Programme, at: datetime) -> dict[UUID, dict[str, str]]:
    rows = list(programme.equality_answers.filter(batch__isnull=False).order_by("pk"))
    try:
        texts = open_rows(COUNTER, rows, at=at, purpose="count figures")
    except Destroyed:
        rows = without_destroyed(rows)
        texts = open_rows(COUNTER, rows, at=at, purpose="count figures")
    return {
        row.person_id: json.loads(text["answers"]) for row, text in zip(rows, texts, strict=True)
    }


def _title(row: Baseline) -> str:
    return row.question if row.about == About.CHARACTERISTIC else row.about


def _workforce(rows: Sequence[Baseline]) -> Workforce:
    if not rows:
        return Workforce({})
    return Workforce({row.name: row.number for row in rows}, rows[0].source, rows[0].as_of)
