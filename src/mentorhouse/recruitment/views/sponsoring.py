"""Pages around sponsors: their links, whom they have identified, and the identified themselves."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from mentorhouse.access.doors import SignedInRequest, door
from mentorhouse.access.policy import Capability
from mentorhouse.access.states import NotNow
from mentorhouse.design.paging import page_of
from mentorhouse.recruitment.actions import sponsoring as actions
from mentorhouse.recruitment.forms.endorsing import IdentifyForm, SponsorForm
from mentorhouse.recruitment.queries import sponsoring as queries
from mentorhouse.recruitment.views.endorsing_pages import BOTH, one_form
from mentorhouse.vault.sealing import open_row


@door(Capability.NAME_SPONSORS)
def sponsors(request: SignedInRequest, programme_id: UUID) -> HttpResponse:
    """List the links of sponsors, and whom they have identified."""
    programme = queries.identifying_programme(request.user, programme_id)
    links = list(queries.sponsor_links_in(request.user, programme))
    at = timezone.now()
    page = {
        "programme": programme,
        "here": "people",
        "links": [(link, queries.can_identify(link, at=at)) for link in links],
        "page": page_of(queries.identified_in(request.user, programme), request),
    }
    return render(request, "recruitment/endorsing/sponsors.html", page)


@door(Capability.NAME_SPONSORS, methods=BOTH)
def give_link(request: SignedInRequest, programme_id: UUID) -> HttpResponseBase:
    """Give a sponsor a link."""
    programme = queries.identifying_programme(request.user, programme_id)
    form = SponsorForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        once = form.cleaned_data["once"]
        try:
            actions.give_link(
                programme, form.sponsor(), once=once, by=request.user, at=timezone.now()
            )
        except NotNow as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The sponsor gets a letter with a private link."))
            return redirect("recruitment:sponsors", programme.pk)
    lede = (
        _("A sponsor is somebody of HR, of learning and development, a manager or a board."),
        _("With the link they name people, who are then invited to apply. They see nothing else."),
    )
    return one_form(
        request, programme, form, title=_("Give a sponsor a link"), button=_("Send the link"),
        lede=lede, back=(_("Sponsors"), "recruitment:sponsors", programme.pk),
    )  # fmt: skip


@door(Capability.NAME_SPONSORS, methods=("POST",))
def end_link(request: SignedInRequest, programme_id: UUID, link_id: UUID) -> HttpResponse:
    """End a sponsor's link before its day."""
    programme = queries.identifying_programme(request.user, programme_id)
    link = queries.sponsor_link_for(request.user, programme, link_id)
    actions.end_link(link, by=request.user, at=timezone.now())
    messages.success(request, _("The link is ended. Whom it named stays invited."))
    return redirect("recruitment:sponsors", programme.pk)


@door(Capability.IDENTIFY, methods=BOTH)
def identify(request: SignedInRequest, programme_id: UUID) -> HttpResponseBase:
    """Identify somebody oneself, as a co-ordinator."""
    programme = queries.identifying_programme(request.user, programme_id)
    form = IdentifyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        once = form.cleaned_data["once"]
        try:
            actions.identify(programme, form.seen(), once=once, by=request.user, at=timezone.now())
        except NotNow as refusal:
            form.add_error("email", str(refusal))
        else:
            messages.success(request, _("They get an invitation to apply."))
            return redirect("recruitment:sponsors", programme.pk)
    lede = (_("They are invited to apply and decide freely. The invitation names you."),)
    return one_form(
        request, programme, form, title=_("Identify somebody"), button=_("Invite them to apply"),
        lede=lede, back=(_("Sponsors"), "recruitment:sponsors", programme.pk),
    )  # fmt: skip


@door(Capability.READ_IDENTIFICATION)
def identification(
    request: SignedInRequest, programme_id: UUID, identification_id: UUID
) -> HttpResponse:
    """Show somebody who has identified them and why, and how to apply; or a co-ordinator."""
    row = queries.identification_for(request.user, programme_id, identification_id)
    words = open_row(request.user, row, at=timezone.now(), purpose="read an identification")
    own = row.user_id == request.user.pk
    page = {"programme": row.programme, "row": row, "why": words["why"], "own": own}
    return render(request, "recruitment/endorsing/identification.html", page)
