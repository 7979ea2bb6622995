"""The shape of what is typed in a space; forms never save."""

from datetime import datetime
from typing import Any
from uuid import uuid4

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mentorhouse.access.policy import Capability
from mentorhouse.communication.models import Thread, Why
from mentorhouse.design.fields import SealedTextField
from mentorhouse.design.forms import DateParts, Form, TimeOfDay

HINT = _("Please name nobody whom you mentor, and nothing that lets readers guess who it is.")


class Once(Form):
    """A form that counts once however often it is sent."""

    once = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **options: Any) -> None:
        options["initial"] = {"once": uuid4()} | (options.get("initial") or {})
        super().__init__(*args, **options)


class AnswerForm(Once):
    """What somebody says."""

    text = SealedTextField(
        label=_("What would you like to say?"), help_text=HINT, capability=Capability.READ_SPACE
    )


class ThreadForm(Once):
    """How a thread begins; each kind has boxes of its own."""

    title = forms.CharField(label=_("In a few words, what is it about?"), max_length=120)
    text = SealedTextField(label=_("Say more"), help_text=HINT, capability=Capability.READ_SPACE)
    link = forms.URLField(
        label=_("Where is the material?"),
        help_text=_("The address of a page or document that all mentors may open. https://…"),
        max_length=500,
        assume_scheme="https",
    )
    day = DateParts(label=_("On which day?"))
    time = TimeOfDay(label=_("At what time?"))

    def __init__(self, *args: Any, kind: str, **options: Any) -> None:
        super().__init__(*args, **options)
        if kind != Thread.Kind.MATERIAL:
            del self.fields["link"]
        if kind != Thread.Kind.MEETING:
            del self.fields["day"], self.fields["time"]
        else:
            self.fields["text"].label = _("Where or how do you meet?")
        self.ask_by_name()

    def clean_link(self) -> str:
        """Take addresses of pages alone."""
        link: str = self.cleaned_data["link"]
        if not link.startswith("https://"):
            raise forms.ValidationError(_("Give an address that begins with https://"))
        return link

    def meets_at(self) -> datetime | None:
        """Return the moment to meet, in the writer’s own zone."""
        if "day" not in self.fields:
            return None
        day, time = self.cleaned_data["day"], self.cleaned_data["time"]
        return timezone.make_aware(datetime.combine(day, time))

    def clean(self) -> dict[str, Any]:
        """Refuse a date that has passed."""
        said = super().clean() or {}
        if said.get("day") and said.get("time") is not None:
            moment = timezone.make_aware(datetime.combine(said["day"], said["time"]))
            if moment < timezone.now():
                self.add_error("day", _("This has passed already. Give a date that lies ahead."))
        return said


class ChangeForm(Form):
    """One’s own post, from the version that one has read."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    text = SealedTextField(label=_("Your post"), help_text=HINT, capability=Capability.READ_SPACE)


class WhyForm(Form):
    """What is wrong with a post."""

    why = forms.ChoiceField(
        label=_("What is wrong with it?"), choices=Why.choices, widget=forms.RadioSelect
    )


class KindFilter(Form):
    """Which threads to list. Nonsense narrows nothing."""

    narrows_a_list = True

    kind = forms.ChoiceField(
        label=_("Show"), required=False, choices=[("", _("Everything")), *Thread.Kind.choices]
    )

    def chosen(self) -> str:
        """Return the kind, if it is one."""
        self.is_valid()
        return str(self.cleaned_data.get("kind") or "")
