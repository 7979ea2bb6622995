"""Boxes for words of the vocabulary, and the forms that hold them (R1.05)."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mentorhouse.design.forms import Form
from mentorhouse.people.forms.versions import Versioned
from mentorhouse.people.models import Skill
from mentorhouse.people.rules import LONGEST_WORD, MOST_WORDS, distinct, fold, listed, too_long

Kind = Skill.Kind


class WordsField(forms.CharField):
    """Words, one on each line. What is typed between commas counts as several."""

    def __init__(self, *, rows: int = 5, most: int = MOST_WORDS, **options: Any) -> None:
        options.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        super().__init__(required=False, **options)
        self.most = most

    def prepare_value(self, value: Any) -> Any:
        """Show words as lines."""
        return value if isinstance(value, str) or value is None else "\n".join(value)

    def clean(self, value: Any) -> Any:
        """Read the words, and refuse too many or too long ones by name."""
        words = listed(super().clean(value))
        long = next((word for word in words if too_long(word)), None)
        if long is not None:
            raise ValidationError(
                _("“%(word)s…” is longer than %(most)d letters. Put fewer words on each line.")
                % {"word": long[:40], "most": LONGEST_WORD}
            )
        if len(words) > self.most:
            raise ValidationError(
                _("These are %(count)d. Choose the %(most)d that matter most.")
                % {"count": len(words), "most": self.most}
            )
        return words

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether other words were typed."""
        return listed(self.prepare_value(initial) or "") != listed(data or "")


class InterestsForm(Form):
    """What somebody is interested in and wants to develop."""

    developing = WordsField(
        label=gettext_lazy("What do you want to develop?"),
        help_text=gettext_lazy(
            "One on each line, in your own words. For example: leading change, speaking in public."
        ),
    )
    interests = WordsField(
        label=gettext_lazy("What are you interested in?"),
        help_text=gettext_lazy("One on each line. It helps people to find common ground."),
    )

    @property
    def words(self) -> dict[Kind, tuple[str, ...]]:
        """Return the words by what they say of the person."""
        return {
            Kind.DEVELOPING: self.cleaned_data["developing"],
            Kind.INTEREST: self.cleaned_data["interests"],
        }


class TermForm(Versioned):
    """A term of the vocabulary."""

    name = forms.CharField(label=gettext_lazy("Term"), max_length=LONGEST_WORD)
    synonyms = WordsField(
        label=gettext_lazy("Other words for it"),
        help_text=gettext_lazy(
            "One on each line. Whoever uses one of them is found under the term."
        ),
        most=100,
    )

    def clean_name(self) -> str:
        """Refuse a name that is several, or no word at all."""
        words = listed(self.cleaned_data["name"])
        if len(words) != 1 or too_long(words[0]):
            raise ValidationError(_("Enter one term, without commas"))
        return words[0]


class MergeForm(Form):
    """Which other term means the same."""

    other = forms.CharField(
        label=gettext_lazy("Which term means the same?"),
        help_text=gettext_lazy("Type the term or one of its other words."),
        max_length=LONGEST_WORD,
    )


class BringForm(Form):
    """Terms brought as lines or as a file."""

    lines = forms.CharField(
        label=gettext_lazy("Terms"),
        help_text=gettext_lazy(
            "One term on each line, then its other words, with commas between them. For example: "
            "Presenting, public speaking, giving talks"
        ),
        widget=forms.Textarea(attrs={"rows": 10}),
        max_length=200_000,
        required=False,
    )
    file = forms.FileField(
        label=gettext_lazy("Or a CSV file"),
        help_text=gettext_lazy("The term in the first column, other words in the columns after."),
        required=False,
    )

    def clean_file(self) -> str:
        """Read the file as text."""
        file = self.cleaned_data["file"]
        if not file:
            return ""
        if file.size > MOST_FILE_BYTES:
            raise ValidationError(_("The file is larger than 1 MB. Bring it in parts."))
        try:
            text: str = file.read().decode("utf-8-sig")
        except UnicodeDecodeError as problem:
            raise ValidationError(
                _("The file is no text in UTF-8. Save it as “CSV UTF-8” and choose it again.")
            ) from problem
        if "\0" in text:
            raise ValidationError(_("The file is no text. Save it as “CSV UTF-8”."))
        return text

    def clean(self) -> dict[str, Any]:
        """Read the rows, and name the first word that is too long."""
        said = super().clean() or {}
        text = f"{said.get('lines') or ''}\n{said.get('file') or ''}"
        self.rows = [row for row in map(_row, text.splitlines()) if row]
        long = next((word for row in self.rows for word in row if too_long(word)), None)
        if long is not None:
            raise ValidationError(
                _("“%(word)s…” is longer than %(most)d letters.")
                % {"word": long[:40], "most": LONGEST_WORD}
            )
        if not self.rows and not self.errors:
            raise ValidationError(_("Enter terms, or choose a file"))
        return said

    @property
    def terms(self) -> Iterable[tuple[str, tuple[str, ...]]]:
        """Return each term with its other words."""
        return [(row[0], row[1:]) for row in self.rows]


MOST_FILE_BYTES = 2**20


def _row(line: str) -> tuple[str, ...]:
    return distinct(cell.strip().strip('"') for cell in listed(line) if fold(cell.strip('" ')))
