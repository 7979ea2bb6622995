"""A page of texts, each with a box for what it says in the second language."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from pydantic import ValidationError

from mentorhouse.design.forms import Form
from mentorhouse.programmes.design import Design
from mentorhouse.programmes.design.public import Translation
from mentorhouse.programmes.design.speaking import Text, handle_of, translation_of

LONGEST = 12_000
LINE, MOST_ROWS = 60, 14


class TranslationsForm(Form):
    """The texts of one page. An empty box leaves the text in English."""

    narrows_a_list = True  # every box may stay empty; nothing needs to say so

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, design: Design, texts: Sequence[Text]
    ) -> None:
        super().__init__(data)
        self.design, self.texts = design, texts
        for one in texts:
            said = translation_of(design, one.text)
            self.fields[handle_of(one.text)] = self._box(one, said)
            self.fields[_seen(one)] = forms.CharField(
                required=False, initial=said, widget=forms.HiddenInput, strip=False
            )

    def _box(self, one: Text, said: str) -> forms.CharField:
        rows = min(MOST_ROWS, 1 + len(one.text) // LINE + one.text.count("\n"))
        attrs = {"rows": rows, "lang": self.design.public.second_language}
        return forms.CharField(
            label=one.text,
            help_text=one.part,
            initial=said,
            required=False,
            max_length=LONGEST,
            widget=forms.Textarea(attrs=attrs),
        )

    def clean(self) -> dict[str, Any]:
        """Refuse words in braces that the English text does not have."""
        typed = super().clean() or self.cleaned_data
        for one in self.texts:
            says = typed.get(handle_of(one.text), "")
            if says and not _fits(self.design, one.text, says):
                self.add_error(
                    handle_of(one.text),
                    _("Leave out words in braces that the English text does not have."),
                )
        return typed

    def meet(self, text: str, theirs: str) -> None:
        """Say what somebody else wrote meanwhile; to save once more chooses one’s own."""
        words = _("Somebody else wrote “%(theirs)s” meanwhile. Choose one, then save again.")
        self.add_error(handle_of(text), words % {"theirs": theirs})
        seen = f"seen_{handle_of(text)}"
        self.data = {name: self.data.get(name) for name in self.data} | {seen: theirs}

    def written(self) -> dict[str, tuple[str, str]]:
        """Give what its writer saw of each text, and what they wrote."""
        typed = self.cleaned_data
        return {
            one.text: (
                typed[_seen(one)].replace("\r\n", "\n"),
                typed[handle_of(one.text)].replace("\r\n", "\n"),
            )
            for one in self.texts
        }


def _seen(one: Text) -> str:
    return f"seen_{handle_of(one.text)}"


def _fits(design: Design, text: str, says: str) -> bool:
    language = design.public.second_language
    try:
        Translation.model_validate({"language": language, "text": text, "says": says})
    except ValidationError:
        return False
    return True
