"""The library and one guide, for those who take part and those who run the programme."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone

from mentorhouse.access.doors import SignedInRequest, door
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import may
from mentorhouse.access.states import NotNow
from mentorhouse.design.paging import page_of
from mentorhouse.documents import as_html, from_markdown
from mentorhouse.guidance import actions, forms, queries, rules
from mentorhouse.languages.saying import say
from mentorhouse.programmes.models import Programme
from mentorhouse.programmes.queries import coordinators_of, programme_for


@door(Capability.SEE_PROGRAMME)
def library(request: SignedInRequest, programme_id: UUID) -> HttpResponseBase:
    """List the guides, narrowed by search, role, step and phase."""
    programme = programme_for(request.user, programme_id, Capability.SEE_PROGRAMME)
    roles = queries.roles_of(request.user, programme)
    form = forms.library_filter(request.GET, role=roles[0] if len(roles) == 1 else "")
    asked = form.chosen()
    search = asked.pop("search")
    guides = rules.chosen(queries.library_of(request.user, programme), **asked)
    page = {
        "programme": programme,
        "keeps": may(request.user, Capability.RUN_PROGRAMME, programme),
        "local": may(request.user, Capability.SEE_PEOPLE, programme),
        "form": form,
        "narrowed": bool(search or any(asked.values())),
        "search": search,
        "page": page_of(rules.found(guides, search), request),
    }
    return render(request, "guidance/library.html", page)


@door(Capability.SEE_PROGRAMME, methods=("GET", "POST"))
def guide(request: SignedInRequest, programme_id: UUID, key: str) -> HttpResponseBase:
    """Show one guide, and take a comment on it."""
    programme = programme_for(request.user, programme_id, Capability.SEE_PROGRAMME)
    found = queries.guide_for(request.user, programme, key)
    form = forms.CommentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.comment(
                programme,
                key,
                form.cleaned_data["text"],
                named=form.cleaned_data["name"] == "with",
                by=request.user,
                at=timezone.now(),
            )
        except NotNow as refusal:
            form.add_error("text", str(refusal))
        else:
            messages.success(request, say("Thank you. Your comment is with the co-ordinator."))
            return redirect("guidance:guide", programme.pk, key)
    page = _about(request, programme) | {
        "guide": found,
        "body": as_html(from_markdown(found.text)),
        "form": form,
        "own": queries.own_comments(request.user, programme, key),
        "readable": Capability.READ_GUIDE_COMMENT,
    }
    return render(request, "guidance/guide.html", page)


def _about(request: SignedInRequest, programme: Programme) -> dict[str, Any]:
    """Say whom to ask, and where else to find help."""
    design = programme.design_as_read
    named = design.coordination
    people = [
        (each.name, each.user.email)
        for each in coordinators_of(request.user, programme).filter(organisation=None)
    ]
    told = (named.contact_name, named.contact_email)
    return {
        "programme": programme,
        "keeps": may(request.user, Capability.RUN_PROGRAMME, programme),
        "local": may(request.user, Capability.SEE_PEOPLE, programme),
        "help": design.guidance.help,
        "contacts": [told] if any(told) else people,
    }
