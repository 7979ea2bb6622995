"""An applicant who goes through the form, for the tests of applying."""

from datetime import timedelta

from mentorhouse.accounts.models import User
from mentorhouse.programmes.design import Design, parse_design, shipped_designs
from mentorhouse.programmes.models import Programme
from mentorhouse.recruitment.actions import applying as actions
from mentorhouse.recruitment.actions.applying.writing import mark_of, said_in
from mentorhouse.recruitment.models import Application
from mentorhouse.recruitment.queries import applying as queries
from mentorhouse.recruitment.queries.applying import Sitting
from tests.factories import AT, complete_design, make_person, make_programme

GOAL = "I want to chair the meeting that I am afraid of."


def design_of(name: str) -> Design:
    """One of the designs that ship, by its name, with what a launch needs."""
    found = next(shipped.design for shipped in shipped_designs() if shipped.design.name == name)
    data = found.model_dump(mode="json") | {"purpose": "To help people grow."}
    return parse_design(data)


def form_design(**application: object) -> Design:
    """The general design with another form."""
    asked = complete_design().model_dump(mode="json")["application"]
    return complete_design(application=asked | application)


def question(key: str, kind: str = "long_text", **more: object) -> dict[str, object]:
    return {"key": key, "text": f"What about {key}?", "kind": kind} | more


class Applicant:
    """Somebody with a profile who applies to a programme."""

    def __init__(self, programme: Programme | None = None, *, user: User | None = None) -> None:
        self.programme = programme or make_programme()
        self.user = user or make_person(grade="SEO").user

    def begin(self, *roles: str) -> list[Application]:
        return actions.begin(self.programme, roles or ("mentee",), by=self.user, at=AT)

    def sitting(self) -> Sitting:
        return queries.sitting_for(self.user, self.programme.pk, at=AT)

    def says(self, step: str, **said: object) -> None:
        self.writes(step, said)

    def writes(self, step: str, said: dict[str, object], *, began_from: str = "") -> None:
        here = self.sitting()
        there = said_in(next(s for s in here.steps if s.key == step), here.drafts)
        actions.save_step(
            self.programme.pk, step, there | said,
            began_from=began_from or mark_of(there), by=self.user, at=AT + timedelta(minutes=1),
        )  # fmt: skip

    def fills_in(self) -> None:
        """Answer whatever has to be answered."""
        sitting = self.sitting()
        for step in sitting.steps:
            missing = step.missing(sitting.drafts)
            if missing:
                self.writes(step.key, {ask.key: answer_to(ask) for ask in missing})

    def sends(self) -> list[Application]:
        return actions.send(self.programme.pk, by=self.user, at=AT + timedelta(hours=1))

    def applies(self, *roles: str) -> list[Application]:
        self.begin(*roles)
        self.fills_in()
        return self.sends()


def answer_to(ask) -> object:
    return {"tick": True, "places": 1, "number": 1, "scale": 1, "yes_no": "yes"}.get(
        ask.kind, ask.options[0] if ask.kind == "choice" else GOAL
    )
