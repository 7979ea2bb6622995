"""Two people write in one form at the same time, and nobody's words are lost.

The form carries what its writer began from. If the other person saved meanwhile, nothing is saved:
`meet` gives a new form in which both texts stand side by side, and the writer decides.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms

from mentorhouse.access.policy import Capability, Relation
from mentorhouse.design.fields import SealedTextField
from mentorhouse.design.forms import Form
from mentorhouse.languages.saying import say

Texts = Mapping[str, str]


class ChangedMeanwhile(Exception):
    """Somebody saved after this writer began. Nothing was written; the message is for a person."""

    def __init__(self) -> None:
        super().__init__(say("The other person saved a change while you were writing."))


@dataclass(frozen=True)
class Box:
    """One box that both may write in."""

    name: str
    label: str
    hint: str = ""
    longest: int = 4000
    rows: int = 5


@dataclass(frozen=True)
class Met:
    """Two hands' work on the same boxes: what to begin from now, and where both changed it."""

    texts: dict[str, str]
    clashes: dict[str, str]


def tidy(text: str) -> str:
    """Return a text with plain line ends and nothing around it; browsers each send their own."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def meet(before: Texts, mine: Texts, theirs: Texts) -> Met:
    """Bring two changes of the same boxes together.

    A box that only one of the two changed holds that change. Where both did, it holds mine, and
    theirs stands beside it as a clash.
    """
    texts, clashes = {}, {}
    for name in mine:
        own, other, old = (tidy(side.get(name, "")) for side in (mine, theirs, before))
        texts[name] = other if own == old else own
        if own not in (old, other) and other != old:
            clashes[name] = other
    return Met(texts, clashes)


class TwoWritersForm(Form):
    """Sealed boxes that two may write in. `revision` is the state that this writer began from."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(
        self,
        boxes: Sequence[Box],
        data: Mapping[str, Any] | None = None,
        *,
        texts: Texts,
        revision: int,
        capability: Capability,
        holding: frozenset[Relation] = frozenset(),
    ) -> None:
        super().__init__(data, initial={"revision": revision})
        self.boxes, self._for = tuple(boxes), (capability, holding)
        self.clashes: Texts = {}
        self.changed_meanwhile = False
        for box in boxes:
            self.fields[box.name] = SealedTextField(
                capability=capability, holding=holding, rows=box.rows, label=box.label,
                help_text=box.hint, max_length=box.longest, required=False,
                initial=texts.get(box.name, ""),
            )  # fmt: skip
            self.fields[f"{box.name}_before"] = forms.CharField(
                widget=forms.HiddenInput, required=False, initial=texts.get(box.name, "")
            )

    @property
    def mine(self) -> dict[str, str]:
        """What this writer wrote."""
        return {box.name: tidy(self.cleaned_data[box.name]) for box in self.boxes}

    @property
    def before(self) -> dict[str, str]:
        """What this writer began from."""
        return {box.name: tidy(self.cleaned_data[f"{box.name}_before"]) for box in self.boxes}

    @property
    def changes_something(self) -> bool:
        """Whether this writer changed any box."""
        return self.mine != self.before

    def met_by(self, theirs: Texts, *, revision: int) -> "TwoWritersForm":
        """Return the form to go on with, after the other saved `theirs` as `revision`."""
        met = meet(self.before, self.mine, theirs)
        capability, holding = self._for
        form = TwoWritersForm(
            self.boxes, texts=met.texts, revision=revision, capability=capability, holding=holding
        )
        for box in self.boxes:
            form.initial[f"{box.name}_before"] = theirs.get(box.name, "")
        form.clashes, form.changed_meanwhile = met.clashes, True
        return form
