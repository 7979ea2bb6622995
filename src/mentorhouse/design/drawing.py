"""Draws Django's form fields with the NHS.UK macros, and forms as whole pages.

One function for each kind of widget turns a bound field into the macro's parameters.
"""

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import nhsuk_frontend_jinja
from django import forms
from django.forms import BoundField
from django.forms.forms import BaseForm
from jinja2 import ChainableUndefined, Environment, FileSystemLoader, pass_context
from jinja2.runtime import Context, Macro
from markupsafe import Markup, escape

from mentorhouse.design.fields import PARTS, DatePartsWidget

MACROS = Path(nhsuk_frontend_jinja.__file__).parent / "templates"
Params = dict[str, Any]


@cache
def macros() -> Environment:
    """Make the environment of the NHS.UK macros; they read parameters that were never given."""
    return Environment(
        loader=FileSystemLoader(MACROS), autoescape=True, undefined=ChainableUndefined
    )


@cache
def macro(component: str, name: str) -> Macro:
    """One macro of the design system."""
    module = macros().get_template(f"nhsuk/components/{component}/macro.jinja").module
    return getattr(module, name)  # type: ignore[no-any-return]  # modules are untyped


def field(bound: BoundField) -> Markup:
    """Draw one field with its label, hint, readers, error and typed value."""
    widget = bound.field.widget
    if widget.is_hidden:
        return _drawn(bound.as_hidden())
    draw = next((draw for kind, draw in KINDS if isinstance(widget, kind)), _input)
    component, name, own = draw(bound)
    return _drawn(macro(component, name)(_shared(bound) | own))


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
    listed = [{"text": words, "href": here} for form in several for words, here in problems(form)]
    if not listed:
        return Markup("")
    draw = macro("error-summary", "errorSummary")
    return _drawn(draw({"titleText": "There is a problem", "errorList": listed}))


@pass_context
def form_page(
    context: Context, form: BaseForm | None, button: str = "Continue", **options: Any
) -> Markup:
    """Draw a form: problems (unless the page lists them), fields, one button, a way out.

    Options: `action`, `method`, `secondary` ({"text", "href"}), `warning` (a deed that cannot be
    undone), `hidden` (names and values sent along), and the content of a `call` block, which
    stands above the button.
    """
    template = context.environment.get_template("components/form_page.html")
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
    return _drawn(template.render(names | options | {"form": form, "button": button}))


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
    """Parameters that every component takes."""
    made: Params = {
        "id": bound.auto_id,
        "name": bound.html_name,
        "label": {"text": _label(bound), "size": "s"},
        "attributes": _attributes(bound),
        "disabled": bound.field.disabled,
    }
    if hint := _hint(bound):
        made["hint"] = {"html": hint}
    if bound.errors:
        made["errorMessage"] = {"text": " ".join(str(words) for words in bound.errors)}
    attrs = bound.field.widget.attrs
    made |= {
        name: attrs[name] for name in ("autocomplete", "inputmode", "spellcheck") if name in attrs
    }
    return made


def _label(bound: BoundField) -> str:
    optional = "" if bound.field.required or _is_tick(bound) else " (optional)"
    return f"{bound.label}{optional}"


def _is_tick(bound: BoundField) -> bool:
    return isinstance(bound.field.widget, forms.CheckboxInput)


def _hint(bound: BoundField) -> Markup:
    """Help and, for what is confidential, who can read it. Read out with the box."""
    readers = getattr(bound.field, "readers", "")
    line = Markup('<span class="mh-readers">{}</span>').format(readers) if readers else ""
    return Markup(" ").join(part for part in (escape(bound.help_text), line) if part)


HANDLED = {"rows", "cols", "width", "autocomplete", "inputmode", "spellcheck", "maxlength", "class"}


def _attributes(bound: BoundField) -> Params:
    return {k: v for k, v in bound.field.widget.attrs.items() if k not in HANDLED}


def _value(bound: BoundField) -> str:
    value = bound.field.widget.format_value(bound.value())
    return "" if value is None else str(value)


def _input(bound: BoundField) -> tuple[str, str, Params]:
    widget = bound.field.widget
    own: Params = {"value": _value(bound), "type": getattr(widget, "input_type", "text")}
    if isinstance(widget, forms.NumberInput):
        own |= {"type": "text", "inputmode": "numeric", "width": 5}
    if isinstance(widget, forms.EmailInput):
        own |= {"autocomplete": widget.attrs.get("autocomplete", "email"), "spellcheck": False}
    if "width" in widget.attrs:
        own["width"] = widget.attrs["width"]
    return "input", "input", own


def _password(_bound: BoundField) -> tuple[str, str, Params]:
    return "password-input", "passwordInput", {"value": ""}


def _textarea(bound: BoundField) -> tuple[str, str, Params]:
    rows = bound.field.widget.attrs.get("rows")
    own: Params = {"value": _value(bound), "rows": 5 if rows in {None, "10"} else rows}  # Django's
    limit = getattr(bound.field, "max_length", None)
    if limit:
        return "character-count", "characterCount", own | {"maxlength": limit, "threshold": 75}
    return "textarea", "textarea", own


def _file(_bound: BoundField) -> tuple[str, str, Params]:
    return "file-upload", "fileUpload", {}


def _date(bound: BoundField) -> tuple[str, str, Params]:
    widget = bound.field.widget
    value = bound.value()
    typed = value if isinstance(value, list) else widget.decompress(value)
    faulty = _faulty_parts(bound) if bound.errors else ()
    items = [
        {
            "id": f"{bound.auto_id}-{part}",
            "name": f"{bound.html_name}_{part}",
            "label": part.capitalize(),
            "value": "" if box is None else str(box),
            "width": 4 if part == "year" else 2,
            "error": part in faulty,
        }
        for part, box in zip(PARTS, typed, strict=True)
    ]
    return "date-input", "dateInput", {"items": items, "fieldset": _fieldset(bound)}


def _faulty_parts(bound: BoundField) -> tuple[str, ...]:
    for problem in bound.errors.as_data():
        if problem.params and "parts" in problem.params:
            return tuple(problem.params["parts"])
    return PARTS


def _fieldset(bound: BoundField) -> Params:
    return {"legend": {"text": _label(bound), "size": "s"}}


def _select(bound: BoundField) -> tuple[str, str, Params]:
    return "select", "select", {"items": _choices(bound, "selected")}


def _radios(bound: BoundField) -> tuple[str, str, Params]:
    own = {"items": _choices(bound, "checked"), "fieldset": _fieldset(bound)}
    return "radios", "radios", own | {"idPrefix": bound.auto_id, "id": None}


def _checkboxes(bound: BoundField) -> tuple[str, str, Params]:
    own = {"items": _choices(bound, "checked"), "fieldset": _fieldset(bound)}
    return "checkboxes", "checkboxes", own | {"idPrefix": bound.auto_id, "id": None}


def _tick(bound: BoundField) -> tuple[str, str, Params]:
    checked = bound.field.widget.check_test(bound.value())
    item = {"value": "on", "text": _label(bound), "checked": checked}
    return "checkboxes", "checkboxes", {"items": [item], "idPrefix": bound.auto_id, "id": None}


def _choices(bound: BoundField, mark: str) -> list[Params]:
    """Give the choices, flat, with those marked that were chosen. A choice may carry a hint."""
    widget = bound.field.widget
    chosen = {str(value) for value in widget.format_value(bound.value()) or () if value is not None}
    hints: dict[Any, str] = getattr(bound.form, "hints", {}).get(bound.name, {})
    return [
        {"value": str(value), "text": str(words), mark: str(value) in chosen}
        | ({"hint": {"text": hints[value]}} if value in hints else {})
        for value, words in _flat(widget.choices)
        if value not in {None, ""} or not isinstance(widget, forms.RadioSelect)
    ]


def _flat(choices: Any) -> Iterator[tuple[Any, Any]]:
    for value, words in choices:
        if isinstance(words, list | tuple):
            yield from words
        else:
            yield ("" if value is None else value), words


Draw = Callable[[BoundField], tuple[str, str, Params]]
KINDS: tuple[tuple[type[forms.Widget], Draw], ...] = (
    (DatePartsWidget, _date),
    (forms.CheckboxSelectMultiple, _checkboxes),  # before radios, which Django derives it from
    (forms.RadioSelect, _radios),
    (forms.SelectMultiple, _checkboxes),
    (forms.Select, _select),
    (forms.CheckboxInput, _tick),
    (forms.PasswordInput, _password),
    (forms.FileInput, _file),
    (forms.Textarea, _textarea),
)
