"""Until when somebody takes nobody new in one role of one programme (R1.08)."""

from django.utils.translation import gettext_lazy as _

from mentorhouse.design.forms import DateParts, Form


class PlacePauseForm(Form):
    """The day of return; the pause begins today."""

    returns_on = DateParts(
        label=_("Day of your return"),
        help_text=_("From this day on you can be found and matched here again."),
    )
