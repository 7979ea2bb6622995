"""What the pages share: where what is missing is done, and until when a place was renewed."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from mentorhouse.design.words import day
from mentorhouse.programmes.models import Participation
from mentorhouse.register.models import Entry
from mentorhouse.register.rules.admission import Step, Where

Way = tuple[str, str]  # words, and an address; "" where somebody else does it


def ways(steps: Iterable[Step], participation: Participation) -> list[Way]:
    """Return what is missing, with the page on which its owner does it."""
    return [(step.words, _address(step.where, participation)) for step in steps]


def _address(where: Where, participation: Participation) -> str:
    match where:
        case Where.EVIDENCE:
            return reverse("people:background")
        case Where.TRAINING | Where.INDUCTION:
            return reverse("training:mine", args=[participation.programme_id])
        case Where.PLACE:
            return reverse("programmes:pause", args=[participation.pk])
        case Where.PROFILE:
            return reverse("people:profile")
        case Where.OWN_ENTRY:
            return reverse("register:mine", args=[participation.pk])
    return ""


def renewed_until(entry: Entry) -> str:
    """Say until when a place goes on now."""
    if entry.renew_by is None:  # the programme gave up last days meanwhile
        return _("Renewed. The place has no end date.")
    return _("Renewed until %(day)s.") % {"day": day(entry.renew_by)}
