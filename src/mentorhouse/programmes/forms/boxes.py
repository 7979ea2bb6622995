"""Boxes that several forms of this room use."""

from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _


def text_box(label: Any, hint: Any = "", *, rows: int = 8, **options: Any) -> forms.CharField:
    """Make a box for text of several lines."""
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=options.pop("max_length", 4000),
        widget=forms.Textarea(attrs={"rows": rows}),
        **options,
    )


def whole_number(
    label: Any, hint: Any, least: int, most: int, **options: Any
) -> forms.IntegerField:
    """Make a box for a whole number within bounds; one refusal says all."""
    refusal = format_lazy(
        _("Enter a whole number from {least} to {most}: {label}"),
        least=least,
        most=most,
        label=label,
    )
    kinds = ("required", "invalid", "min_value", "max_value")
    return forms.IntegerField(
        label=label,
        help_text=hint,
        min_value=least,
        max_value=most,
        error_messages=dict.fromkeys(kinds, refusal),
        **options,
    )
