"""The history of a design: who changed what and when; one version, as a file, and back to it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from mentorhouse.access.doors import SignedInRequest, door
from mentorhouse.access.policy import Capability
from mentorhouse.access.states import NotNow
from mentorhouse.design.paging import page_of
from mentorhouse.languages.saying import say
from mentorhouse.programmes import actions, queries
from mentorhouse.programmes.design import plain
from mentorhouse.programmes.design.telling import Change, differences
from mentorhouse.programmes.models import DesignVersion, Programme
from mentorhouse.programmes.views import saving

BOTH = ("GET", "POST")
SHOWN = 3


@door(Capability.RUN_PROGRAMME)
def history(request: SignedInRequest, programme_id: UUID) -> HttpResponseBase:
    """List the versions of the design: who, when, and what changed."""
    programme = queries.programme_for(request.user, programme_id)
    page = page_of(queries.design_versions(request.user, programme), request)
    before = queries.versions_before(request.user, programme, page.rows)
    told = {row.number: _in_short(_changes(row, before.get(row.number))) for row in page}
    return render(
        request, "programmes/history.html", {"programme": programme, "page": page, "told": told}
    )


def _changes(row: DesignVersion, before: DesignVersion | None) -> list[Change] | None:
    """Return what a version changed; None for the first one."""
    return differences(plain(before.design), plain(row.design)) if before else None


def _in_short(changes: list[Change] | None) -> str:
    if changes is None:
        return say("The design as it was at the start.")
    titles = list(dict.fromkeys(change.title for change in changes))
    more = len(titles) - SHOWN
    rest = say("; and {more} more", more=more) if more > 0 else ""
    return ("; ".join(titles[:SHOWN]) + rest) or say("Nothing that this page can show.")


@door(Capability.RUN_PROGRAMME, methods=BOTH)
def version(request: SignedInRequest, programme_id: UUID, number: int) -> HttpResponseBase:
    """Show what one version changed; go back to it when asked."""
    programme = queries.programme_for(request.user, programme_id)
    row = queries.design_version(request.user, programme, number)
    if request.method == "POST":
        return _restore(request, programme, row)
    before = queries.versions_before(request.user, programme, [row])
    page = {
        "programme": programme,
        "row": row,
        "changes": _changes(row, before.get(row.number)),
        "differs": plain(row.design) != plain(programme.design),
    }
    return render(request, "programmes/version.html", page)


def _restore(request: SignedInRequest, programme: Programme, row: DesignVersion) -> HttpResponse:
    here = reverse("programmes:version", args=[programme.pk, row.number])
    seen = request.POST.get("version", "")
    if saving.AGAIN in request.POST:
        return redirect(here)
    wish = saving.Wish(
        row.design,
        int(seen) if seen.isdecimal() and len(seen) < 10 else 0,  # noqa: PLR2004  # a count
        say(
            "The design is as it was in version {number}. This is a new version.", number=row.number
        ),
        reverse("programmes:history", args=[programme.pk]),
    )
    try:
        return saving.settle(request, programme, wish, always_ask=True)
    except actions.ChangedMeanwhile:
        messages.error(
            request,
            say(
                "Someone else changed this programme meanwhile, "
                "so nothing was changed. Please look "
                "again, then try once more."
            ),
        )
    except NotNow as refusal:
        messages.error(request, str(refusal))
    return redirect(here)


@door(Capability.RUN_PROGRAMME)
def version_file(request: SignedInRequest, programme_id: UUID, number: int) -> HttpResponseBase:
    """Hand out one version as a file."""
    programme = queries.programme_for(request.user, programme_id)
    row = queries.design_version(request.user, programme, number)
    text = actions.export_design(programme, by=request.user, at=timezone.now(), version=row)
    answer = HttpResponse(text, content_type="application/yaml; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="design-version-{row.number}.yaml"'
    return answer
