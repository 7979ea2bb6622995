"""The co-ordinator’s page: who hears concerns."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from mentorhouse.access.doors import SignedInRequest, door
from mentorhouse.access.policy import Capability
from mentorhouse.access.states import NotNow
from mentorhouse.concerns import actions
from mentorhouse.concerns.forms.handling import ContactForm
from mentorhouse.concerns.queries.speaking import contacts_of
from mentorhouse.programmes.queries import programme_for


@door(Capability.KEEP_CONTACTS, methods=("GET", "POST"))
def contacts(request: SignedInRequest, programme_id: UUID) -> HttpResponseBase:
    """Show who hears concerns, and name somebody."""
    row = programme_for(request.user, programme_id, Capability.KEEP_CONTACTS)
    form = ContactForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said, at = form.cleaned_data, timezone.now()
        try:
            actions.name_contact(row, said["rank"], said["email"], by=request.user, at=at)
        except NotNow as refusal:
            form.add_error("email", str(refusal))
        else:
            messages.success(request, _("Named. They get an e-mail."))
            return redirect("concerns:contacts", row.pk)
    shown = {"programme": row, "contacts": contacts_of(row), "form": form}
    return render(request, "concerns/contacts.html", shown)
