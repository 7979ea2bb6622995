"""How people are matched, as two pages: the rules with their weights, and the ladders of grades."""

from typing import Any

from django import forms

from mentorhouse.programmes.forms.topics import Data, TopicForm, text_box, whole_number

SAME = {
    "profession": "Points for the same profession",
    "location": "Points for the same place of work",
    "job_title": "Points for the same job title",
}
DIFFERENT = {"rule": "different", "field": "organisation"}


class MatchingForm(TopicForm):
    """Rules that are never broken, and what a good pair has."""

    different = forms.BooleanField(
        label="Mentor and mentee come from different organisations", required=False
    )
    least_gap = whole_number(
        "How many grades must the mentor stand above the mentee, at least?",
        "1 means one grade or more. Leave it empty for no such rule.",
        0,
        20,
        required=False,
    )
    grade_weight = whole_number(
        "Points for a good distance between their grades", "0 leaves it out.", 0, 100
    )
    best_gap = whole_number("Which distance is best, in grades?", "It gets all points.", 0, 20)
    zero_at = whole_number(
        "From which distance are there no points left?",
        "Between the best and this, points fall evenly.",
        1,
        40,
    )
    private_weight = whole_number(
        "Points for a shared identity, where the mentee asked for one",
        "Private: it helps to choose between good pairs, and is never shown in a score or a "
        "reason. Only people who consented are looked at.",
        0,
        100,
    )

    def prepare(self, design: Data) -> None:
        """Add a weight for each thing that may be the same; drop grades where no ladder is."""
        for field, label in SAME.items():
            self.fields[f"same_{field}"] = whole_number(label, "0 leaves it out.", 0, 100)
        self.order_fields(["version", "different", "least_gap", *(f"same_{f}" for f in SAME)])
        self.order_fields([*(n for n in self.fields if n != "private_weight"), "private_weight"])
        if not design["ladders"]:
            for name in ("least_gap", "grade_weight", "best_gap", "zero_at"):
                del self.fields[name]

    def clean(self) -> None:
        """Refuse a way of scoring in which nothing counts, or that falls the wrong way."""
        found = self.cleaned_data
        weights = [found.get(n) for n in (*(f"same_{f}" for f in SAME), "grade_weight")]
        if not self.errors and not any(weights):
            self.add_error("same_profession", "Give points to one thing at least")
        best, zero = found.get("best_gap"), found.get("zero_at")
        if best is not None and zero is not None and zero <= best:
            self.add_error("zero_at", f"Enter {best + 1} or more: the best distance is {best}")

    def read(self, design: Data) -> Data:
        """Return rules and weights."""
        matching = design["matching"]
        gap = _grade_gap(matching["hard_rules"]) or {}
        close = _grade_gap(matching["criteria"]) or {"weight": 0, "best": 2, "zero_at": 7}
        same = {c["field"]: c["weight"] for c in matching["criteria"] if c["criterion"] == "same"}
        private = matching["private"]
        shown = {
            "different": DIFFERENT in matching["hard_rules"],
            "least_gap": gap.get("least"),
            "grade_weight": close["weight"],
            "best_gap": close["best"],
            "zero_at": close["zero_at"],
            "private_weight": private[0]["weight"] if private else 0,
        } | {f"same_{field}": same.get(field, 0) for field in SAME}
        return {name: value for name, value in shown.items() if name in self.fields}

    def write(self, design: Data) -> None:
        """Put rules and weights; rules and criteria that the page does not show stay."""
        found, matching = self.cleaned_data, design["matching"]
        matching["hard_rules"] = [DIFFERENT] * found["different"] + [
            rule for rule in matching["hard_rules"] if rule != DIFFERENT and not _is_grade_gap(rule)
        ]
        matching["criteria"] = [
            {"criterion": "same", "field": field, "weight": weight}
            for field in SAME
            if (weight := found[f"same_{field}"])
        ] + [c for c in matching["criteria"] if c.get("field") not in SAME and not _is_grade_gap(c)]
        weight = found["private_weight"]
        matching["private"] = [{"criterion": "shared_identity", "weight": weight}] if weight else []
        if design["ladders"]:
            self._write_grades(design)

    def _write_grades(self, design: Data) -> None:
        found, matching = self.cleaned_data, design["matching"]
        grades = {"field": "grade", "ladder": next(iter(design["ladders"]))}
        if found["least_gap"] is not None:
            gap = {"rule": "gap_at_least", "least": found["least_gap"]}
            matching["hard_rules"].append(gap | grades)
        if found["grade_weight"]:
            shape = {
                "criterion": "gap_close_to",
                "weight": found["grade_weight"],
                "best": found["best_gap"],
                "zero_at": found["zero_at"],
            }
            matching["criteria"].append(shape | grades)


class LadderForm(TopicForm):
    """The grades from the lowest to the highest."""

    def prepare(self, design: Data) -> None:
        """Add a box for each ladder."""
        for name in design["ladders"] or {"grades": []}:
            self.fields[f"ladder_{name}"] = text_box(
                name.replace("_", " ").capitalize(),
                "One a line, the lowest first. Write them as they stand in your spreadsheets.",
                rows=14,
            )

    def read(self, design: Data) -> Data:
        """Return each ladder, a rung a line."""
        ladders = design["ladders"] or {"grades": []}
        return {f"ladder_{name}": "\n".join(rungs) for name, rungs in ladders.items()}

    def clean(self) -> None:
        """Refuse a ladder of one rung, and a rung that is there twice."""
        for name, typed in list(self.cleaned_data.items()):
            if not name.startswith("ladder_"):
                continue
            rungs = _rungs(typed)
            folded = [rung.casefold() for rung in rungs]
            twice = next((r for r in rungs if folded.count(r.casefold()) > 1), None)
            if twice:
                self.add_error(name, f"“{twice}” is there twice: remove one")
            elif len(rungs) < 2:  # noqa: PLR2004  # a ladder has two rungs at least
                self.add_error(name, "Enter two grades at least, one a line")

    def write(self, design: Data) -> None:
        """Put each ladder."""
        design["ladders"] |= {
            name.removeprefix("ladder_"): _rungs(typed)
            for name, typed in self.cleaned_data.items()
            if name.startswith("ladder_")
        }


def _rungs(typed: str) -> list[str]:
    return [rung for line in typed.splitlines() if (rung := " ".join(line.split()))]


def _is_grade_gap(part: Data) -> bool:
    kind = part.get("rule") or part.get("criterion")
    return part.get("field") == "grade" and kind in {"gap_at_least", "gap_close_to"}


def _grade_gap(parts: list[Any]) -> Data | None:
    return next((part for part in parts if _is_grade_gap(part)), None)
