"""Pages of the house itself: help, accessibility, privacy, licences, and the gallery."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from mentorhouse.access.doors import door
from mentorhouse.access.policy import Capability
from mentorhouse.design.gallery import EveryField


@door(Capability.SEE_PUBLIC_PAGES)
def help_page(request: HttpRequest) -> HttpResponse:
    """Where to turn."""
    return render(request, "design/help.html")


@door(Capability.USE_DEMONSTRATION, methods=("GET", "POST"))
def gallery(request: HttpRequest) -> HttpResponse:
    """Show every component and form field in every state."""
    form = EveryField(request.POST or None, request.FILES or None)
    if form.is_valid():
        messages.success(request, "Nothing was saved: this is the gallery.")
        return redirect("design:gallery")
    return render(request, "design/gallery.html", {"form": form})
