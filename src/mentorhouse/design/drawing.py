"""Draws Django's form fields as NHS.UK components, and forms as whole pages.

One function for each kind of widget says what the component needs; the components themselves are
in `templates/components/fields.html`.
"""

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from django import forms
from django.forms import BoundField
from django.forms.forms import BaseForm
from django.template import engines
from jinja2 import Environment, pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from mentorhouse.design.fields import PART_WORDS, PARTS, DatePartsWidget
from mentorhouse.languages.saying import say

Params = dict[str, Any]
Draw = Callable[[BoundField], tuple[str, Params]]


@cache
def pages() -> Environment:
    """Give the environment of all pages."""
    made: Environment = engines["jinja2"].env  # type: ignore[attr-defined]  # the Jinja2 backend
    return made


@cache
def components() -> Any:
    """Give the components, one macro each."""
    return pages().get_template("components/fields.html").module


def field(bound: BoundField) -> Markup:
    """Draw one field with its label, hint, readers, error and typed value."""
    widget = bound.field.widget
    if widget.is_hidden:
        return _drawn(bound.as_hidden())
    draw = next((draw for kind, draw in KINDS if isinstance(widget, kind)), _input)
    component, own = draw(bound)
    return _drawn(getattr(components(), component)(_shared(bound) | own))


def _drawn(html: str) -> Markup:
    return Markup(html)  # noqa: S704  # drawn by a template that escapes


def fields(form: BaseForm) -> Markup:
    """Draw all fields of a form."""
    return Markup("\n").join(field(bound) for bound in form)


def problems(form: BaseForm) -> Iterator[tuple[str, str]]:
    """Give each problem of a form with the address of its box on the page."""
    for name, found in form.errors.items():
        here = f"#{_place(form[name])}" if name in form.fields else ""
        for message in found:
            yield str(message), here


def error_summary(*several: BaseForm) -> Markup:
    """List the problems of forms at the top of the page, each linked to its box."""
    listed = [problem for form in several for problem in problems(form)]
    template = pages().get_template("components/error_summary.html")
    return _drawn(template.render({"listed": listed})) if listed else Markup()


@pass_context
def form_page(context: Context, form: BaseForm | None, button: str = "", **options: Any) -> Markup:
    """Draw a form: problems (unless the page lists them), fields, one button, a way out.

    Options: `action`, `method`, `secondary` ({"text", "href"}), `warning` (a deed that cannot be
    undone), `hidden` (names and values sent along), and the content of a `call` block, which
    stands above the button.
    """
    template = pages().get_template("components/form_page.html")
    caller = options.pop("caller", None)
    names: Params = {
        "action": "",
        "method": "post",
        "secondary": None,
        "warning": False,
        "hidden": {},
        "csrf_input": context.get("csrf_input", ""),
        "listed": any(form is known for known in forms_of(context)),
        "extra": caller() if caller else "",
    }
    names |= options | {"form": form, "button": button or say("Continue")}
    return _drawn(template.render(names))


@pass_context
def button_form(context: Context, button: str, **options: Any) -> Markup:
    """Draw one button that does one deed, with the options of `form_page`."""
    return form_page(context, None, button, **options)


def forms_of(context: Context) -> list[BaseForm]:
    """Name the forms whose problems the page itself lists: `form` and `forms`."""
    known = [context.get("form"), *(context.get("forms") or ())]
    return [form for form in known if isinstance(form, BaseForm)]


def _place(bound: BoundField) -> str:
    if isinstance(bound.field.widget, DatePartsWidget):
        return f"{bound.auto_id}-{_faulty_parts(bound)[0]}"
    return bound.auto_id


def _shared(bound: BoundField) -> Params:
    """Say what every component needs."""
    hint = _hint(bound)
    told = (("hint", hint), ("error", bound.errors))
    described = " ".join(f"{bound.auto_id}-{name}" for name, words in told if words)
    return {
        "id": bound.auto_id,
        "name": bound.html_name,
        "label": _label(bound),
        "hint": hint,
        "error": " ".join(str(words) for words in bound.errors),
        "described": described or None,
        "attributes": _attributes(bound),
        "width": bound.field.widget.attrs.get("width"),
    }


def _label(bound: BoundField) -> str:
    is_tick = isinstance(bound.field.widget, forms.CheckboxInput)
    # In a form that narrows a list everything is optional, so nothing says so.
    narrows = getattr(bound.form, "narrows_a_list", False)
    if bound.field.required or is_tick or narrows:
        return str(bound.label)
    return say("{label} (optional)", label=bound.label)


def _hint(bound: BoundField) -> Markup:
    """Help and, for what is confidential, who can read it. Read out with the box."""
    readers = getattr(bound.field, "readers", "")
    line = Markup('<span class="mh-readers">{}</span>').format(readers) if readers else ""
    return Markup(" ").join(part for part in (escape(bound.help_text), line) if part)


# What the components say themselves, or what the design system leaves to the server.
HANDLED = {"rows", "cols", "width", "maxlength", "class", "style", "required"}


def _attributes(bound: BoundField) -> Params:
    widget = bound.field.widget
    named = {name: value for name, value in widget.attrs.items() if name not in HANDLED}
    if "spellcheck" in named:
        named["spellcheck"] = str(named["spellcheck"]).lower()
    return named | {"disabled": bound.field.disabled}


def _value(bound: BoundField) -> str:
    value = bound.field.widget.format_value(bound.value())
    return "" if value is None else str(value)


def _input(bound: BoundField) -> tuple[str, Params]:
    widget = bound.field.widget
    own: Params = {"value": _value(bound), "type": getattr(widget, "input_type", "text")}
    if isinstance(widget, forms.NumberInput):
        attributes = {"inputmode": "numeric"} | _attributes(bound)
        own |= {"type": "text", "width": widget.attrs.get("width", 5), "attributes": attributes}
    if isinstance(widget, forms.EmailInput):
        own["attributes"] = {"autocomplete": "email", "spellcheck": "false"} | _attributes(bound)
    return "input", own


def _password(bound: BoundField) -> tuple[str, Params]:
    stock = {"autocomplete": "current-password", "spellcheck": "false", "autocapitalize": "none"}
    return "password", {"value": "", "type": "password", "attributes": stock | _attributes(bound)}


def _textarea(bound: BoundField) -> tuple[str, Params]:
    rows = bound.field.widget.attrs.get("rows")
    limit = getattr(bound.field, "max_length", None)
    stock = rows in {None, "10"}  # Django's, too tall for a page of several questions
    return "textarea", {"value": _value(bound), "rows": 5 if stock else rows, "maxlength": limit}


def _file(_bound: BoundField) -> tuple[str, Params]:
    return "file", {}


def _date(bound: BoundField) -> tuple[str, Params]:
    value = bound.value()
    typed = value if isinstance(value, list) else bound.field.widget.decompress(value)
    faulty = _faulty_parts(bound) if bound.errors else ()
    parts = [
        {
            "id": f"{bound.auto_id}-{part}",
            "name": f"{bound.html_name}_{part}",
            "label": say(PART_WORDS[part]),
            "type": "text",
            "value": "" if box is None else str(box),
            "width": 4 if part == "year" else 2,
            "error": part in faulty,
            "described": None,
            "attributes": _attributes(bound) | {"inputmode": "numeric"},
        }
        for part, box in zip(PARTS, typed, strict=True)
    ]
    return "date", {"parts": parts}


def _faulty_parts(bound: BoundField) -> tuple[str, ...]:
    for problem in bound.errors.as_data():
        if problem.params and "parts" in problem.params:
            return tuple(problem.params["parts"])
    return PARTS


def _choosing(component: str) -> Draw:
    def draw(bound: BoundField) -> tuple[str, Params]:
        return component, {"choices": _choices(bound)}

    return draw


def _tick(bound: BoundField) -> tuple[str, Params]:
    checked = bound.field.widget.check_test(bound.value())
    choice = {"value": "on", "words": _label(bound), "chosen": checked, "hint": ""}
    return "tick", {"choices": [choice]}


def _choices(bound: BoundField) -> list[Params]:
    """Give the choices, flat, with those marked that were chosen."""
    widget = bound.field.widget
    chosen = {str(value) for value in widget.format_value(bound.value()) or () if value is not None}
    hints: dict[Any, str] = getattr(bound.form, "hints", {}).get(bound.name, {})
    return [
        {
            "value": str(value),
            "words": words,
            "chosen": str(value) in chosen,
            "hint": hints.get(value, ""),
        }
        for value, words in _flat(widget.choices)
        if value not in {None, ""} or not isinstance(widget, forms.RadioSelect)
    ]


def _flat(choices: Any) -> Iterator[tuple[Any, Any]]:
    for value, words in choices:
        if isinstance(words, list | tuple):
            yield from words
        else:
            yield ("" if value is None else value), words


KINDS: tuple[tuple[type[forms.Widget], Draw], ...] = (
    (DatePartsWidget, _date),
    (forms.CheckboxSelectMultiple, _choosing("checkboxes")),  # before radios: Django derives it
    (forms.RadioSelect, _choosing("radios")),
    (forms.SelectMultiple, _choosing("checkboxes")),
    (forms.Select, _choosing("select")),
    (forms.CheckboxInput, _tick),
    (forms.PasswordInput, _password),
    (forms.FileInput, _file),
    (forms.Textarea, _textarea),
)
