"""Pages of the house itself: help, accessibility, privacy, licence, the session, the gallery."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from mentorhouse.access.doors import door
from mentorhouse.access.policy import Capability
from mentorhouse.design import session
from mentorhouse.design.gallery import EveryField, gallery_context


@door(Capability.SEE_PUBLIC_PAGES)
def help_page(request: HttpRequest) -> HttpResponse:
    """Where to turn."""
    return render(request, "design/help.html")


@door(Capability.SEE_PUBLIC_PAGES)
def accessibility(request: HttpRequest) -> HttpResponse:
    """How accessible the pages are, and whom to tell when they are not."""
    return render(request, "design/accessibility.html")


@door(Capability.SEE_PUBLIC_PAGES)
def privacy(request: HttpRequest) -> HttpResponse:
    """Say what is kept, who can read it, and for how long."""
    return render(request, "design/privacy.html")


@door(Capability.SEE_PUBLIC_PAGES)
def licence(request: HttpRequest) -> HttpResponse:
    """Where the source is and what one may do with it."""
    return render(request, "design/licence.html")


@door(Capability.SEE_PUBLIC_PAGES)
def logo(_request: HttpRequest, name: str) -> HttpResponse:
    """Serve the organisation's picture. Its name changes with it, so a browser may keep it."""
    chosen = settings.THEME.logo
    if chosen is None or chosen.name != name:
        raise Http404
    answer = HttpResponse(chosen.content, content_type=chosen.kind)
    answer["Cache-Control"] = "public, max-age=31536000, immutable"
    return answer


@door(Capability.SEE_OWN_START, methods=("GET", "POST"))
def session_end(request: HttpRequest) -> HttpResponse:
    """Tell how long the session lasts; when posted to, let it last its full length from now."""
    at = timezone.now()
    if request.method == "POST":
        session.renew(request.session, at=at)
    return JsonResponse({"seconds": session.seconds_left(request, at=at)})


@door(Capability.USE_DEMONSTRATION, methods=("GET", "POST"))
def gallery(request: HttpRequest) -> HttpResponse:
    """Show every component and form field in every state."""
    form = EveryField(request.POST or None, request.FILES or None)
    if form.is_valid():
        messages.success(request, "Nothing was saved: this is the gallery.")
        return redirect("design:gallery")
    return render(request, "design/gallery.html", gallery_context(request) | {"form": form})
