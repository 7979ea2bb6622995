"""Posting what a page of the set-up shows, with some of it typed otherwise."""

import re
from datetime import date


def as_browsers_do(text):
    """Every kind of line end becomes the one that forms are sent with."""
    return "\r\n".join(re.split(r"\r\n|\r|\n", text))


def posted(form, **typed):
    """What a browser sends for a form as it is shown, with some boxes typed otherwise."""
    data = {}
    for name, field in form.fields.items():
        value = form.get_initial_for_field(field, name)
        if value is None:
            continue
        if isinstance(value, date):
            parts = zip(("day", "month", "year"), (value.day, value.month, value.year), strict=True)
            data |= {f"{name}_{part}": str(number) for part, number in parts}
        elif isinstance(value, list):
            shown = field.prepare_value(value)
            data[name] = shown if isinstance(shown, list) else as_browsers_do(shown)
        else:
            data[name] = as_browsers_do(str(value))
    return data | typed
