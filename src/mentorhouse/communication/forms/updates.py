"""What somebody sends to the co-ordinators."""

from django import forms
from django.utils.translation import gettext_lazy as _

from mentorhouse.access.policy import Capability
from mentorhouse.communication.forms.space import Once
from mentorhouse.design.fields import SealedTextField


class UpdateForm(Once):
    """Words, and that what is somebody else’s in them goes with their yes."""

    text = SealedTextField(
        label=_("What would you like to tell?"),
        help_text=_(
            "How it goes, a question, or a passage that you choose to pass on. Your own words are "
            "yours to send."
        ),
        capability=Capability.READ_UPDATE,
        max_length=4000,
        rows=8,
    )
    agreed = forms.BooleanField(
        label=_("Nothing of my partner stands in it, or they have said yes to sending it"),
        error_messages={
            "required": _("Take out what is your partner’s, or ask them first. Then tick the box")
        },
    )
