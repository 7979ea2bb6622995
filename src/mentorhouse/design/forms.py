"""Forms: the renderer that draws any Django form the NHS.UK way, and a form with kind words."""

from collections.abc import Mapping
from typing import Any, ClassVar
from uuid import UUID, uuid4

from django import forms
from django.forms.renderers import BaseRenderer, DjangoTemplates
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy

from mentorhouse.access.policy import Relation
from mentorhouse.access.readers import who_can_read
from mentorhouse.design import drawing
from mentorhouse.design.fields import DateParts, HoursField, SealedTextField, TimeOfDay
from mentorhouse.languages.saying import SOURCE, mark, say, tongue

__all__ = [
    "DateParts",
    "Form",
    "HoursField",
    "NHSRenderer",
    "OnceForm",
    "SealedTextField",
    "TimeOfDay",
    "once_of",
]

CHOSEN = (forms.ChoiceField, forms.MultipleChoiceField, forms.TypedChoiceField)


class NHSRenderer(BaseRenderer):
    """Draws fields and forms as NHS.UK components; anything else as Django does."""

    form_template_name = "design/form"
    field_template_name = "design/field"

    def __init__(self) -> None:
        self.others = DjangoTemplates()

    def get_template(self, template_name: str) -> Any:
        """Find a template of Django's own, for bare widgets."""
        return self.others.get_template(template_name)

    def render(
        self, template_name: str, context: Mapping[str, Any], request: HttpRequest | None = None
    ) -> SafeString:
        """Draw one field, a whole form's fields, or a bare widget."""
        if template_name == self.field_template_name:
            return SafeString(drawing.field(context["field"]))
        if template_name == self.form_template_name:
            return SafeString(drawing.fields(context["form"]))
        return SafeString(super().render(template_name, dict(context), request))


class Form(forms.Form):
    """A form whose refusals say what to do, and whose sealed boxes say who can read them.

    `holding` names the conditional relations in force for the row. `hints` gives words under a
    choice: field, value, words.
    """

    hints: ClassVar[Mapping[str, Mapping[str, Any]]] = {}

    def __init__(
        self, *args: Any, holding: frozenset[Relation] = frozenset(), **options: Any
    ) -> None:
        options.setdefault("label_suffix", "")
        super().__init__(*args, **options)
        for field in self.fields.values():
            if isinstance(field, SealedTextField):
                field.readers = who_can_read(field.capability, holding=holding)
        self.ask_by_name()

    def ask_by_name(self) -> None:
        """Let each refusal of an empty box say what to enter; again where fields are added."""
        for name, field in self.fields.items():
            if field.error_messages.get("required") == STOCK_REQUIRED:
                field.error_messages["required"] = asking_for(name, field)
            elif field.error_messages.get("required") == DATE_REQUIRED:
                for kind, words in (("required", DATE_REQUIRED), ("invalid", DATE_INVALID)):
                    field.error_messages[kind] = f"{words}: {field.label or name}"
            for kind, words in limits_of(name, field).items():
                if field.error_messages.get(kind) in (None, STOCK.get(kind)) or kind == "invalid":
                    field.error_messages[kind] = words


class OnceForm(Form):
    """A form with a name of its own, so that sending it twice is sending it once."""

    once = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: Mapping[str, Any] | None = None, **options: Any) -> None:
        super().__init__(data, **options)
        self.fields["once"].initial = self.fields["once"].initial or uuid4()


def once_of(request: HttpRequest) -> UUID | None:
    """Return the name of the form that was sent; nonsense is none."""
    try:
        return UUID(request.POST.get("once", ""))
    except ValueError:
        return None


def choices_of(table: Mapping[str, str]) -> list[tuple[str, Any]]:
    """Offer the values of a table; its words are said when they are drawn."""
    return [(value, gettext_lazy(words)) for value, words in table.items()]


DATE_REQUIRED = DateParts.default_error_messages["required"]
DATE_INVALID = DateParts.default_error_messages["invalid"]
STOCK_REQUIRED = forms.Field.default_error_messages["required"]


# What Django says by itself, where we have words of our own.
STOCK = {"empty": forms.FileField.default_error_messages["empty"]}
STOCK_NUMBERS = (
    (forms.IntegerField.default_error_messages["invalid"], mark("Enter a whole number: {words}")),
    (forms.DecimalField.default_error_messages["invalid"], mark("Enter a number: {words}")),
)


NUMBER_LIMITS = {  # of decimal numbers too; a date has words of its own
    "min_value": mark("Enter {limit} or more: {words}"),
    "max_value": mark("Enter {limit} or less: {words}"),
}
TEXT_LIMITS = {
    "max_length": mark("Enter at most {limit} characters (you have {number}): {words}"),
}


def limits_of(name: str, field: forms.Field) -> dict[str, str]:
    """Say of which box the limit is, and what fits; Django fills the limit in."""
    words = str(field.label or name.replace("_", " "))
    if isinstance(field, forms.FileField):
        return {"empty": say("The file is empty. Choose another one.")}
    limits = NUMBER_LIMITS if isinstance(field, forms.IntegerField) else TEXT_LIMITS
    shown = {"limit": "%(limit_value)s", "number": "%(show_value)s"}
    found = {
        kind: say(told, words=words.replace("%", "%%"), **shown) for kind, told in limits.items()
    }
    told = field.error_messages.get("invalid")
    numbers = [
        ("invalid", say(ours, words=words)) for stock, ours in STOCK_NUMBERS if told is stock
    ]
    return found | dict(numbers)


# A label that begins so needs no article: “Enter your full name”, but “Enter the given name”.
DETERMINERS = frozenset({"a", "an", "the", "your", "their", "what", "who", "which", "how", "when"})


def asking_for(name: str, field: forms.Field) -> str:
    """Say what to enter in a box that was left empty."""
    words = str(field.label or name.replace("_", " "))
    if isinstance(field, forms.FileField):
        return say("Choose a file")
    if isinstance(field, forms.BooleanField):
        return say("Tick the box: {words}", words=words)
    chosen = isinstance(field, CHOSEN)
    if words.endswith("?") or tongue() != SOURCE:  # only English is known to make a sentence of it
        choose, enter = mark("Choose an answer: {words}"), mark("Enter an answer: {words}")
        return say(choose if chosen else enter, words=words)
    verb = "Choose" if chosen else "Enter"
    first = words.split(" ", maxsplit=1)[0]
    starts_as_is = len(first) > 1 and first.isupper()  # an abbreviation
    named = words if starts_as_is else words[:1].lower() + words[1:]
    complete = first.lower() in DETERMINERS or named[-1].isdigit()
    return f"{verb} {named if complete else f'the {named}'}"
