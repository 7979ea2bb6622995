"""The demonstration’s own pages: choose a persona, read the mail that would have been sent."""

from django.contrib import messages
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from mentorhouse.access.doors import door
from mentorhouse.access.policy import Capability
from mentorhouse.demo import queries
from mentorhouse.design import session
from mentorhouse.design.paging import page_of


@door(Capability.USE_DEMONSTRATION)
def choose_persona(request: HttpRequest) -> HttpResponse:
    """Show everyone that one can be."""
    return render(request, "demo/personas.html", {"programmes": queries.personas_by_programme()})


@door(Capability.USE_DEMONSTRATION, methods=("POST",))
def sign_in(request: HttpRequest) -> HttpResponse:
    """Become a persona, with one press."""
    user = queries.user_of_persona(request.POST.get("persona", ""))
    if user is None:
        messages.error(request, "There is no such person here. Choose one from the list.")
        return redirect("demo:personas")
    login(request, user, backend="allauth.account.auth_backends.AuthenticationBackend")
    session.renew(request.session, at=timezone.now())
    return redirect("home:start")


@door(Capability.USE_DEMONSTRATION)
def mailbox(request: HttpRequest) -> HttpResponse:
    """List the letters that would have been sent, newest first."""
    letters = queries.letters(to=request.GET.get("to", ""))
    return render(
        request,
        "demo/mailbox.html",
        {"page": page_of(letters, request), "to": request.GET.get("to", "")},
    )


@door(Capability.USE_DEMONSTRATION)
def read_letter(request: HttpRequest, letter: str) -> HttpResponse:
    """Show one letter as its reader would see it."""
    found = queries.letter(letter)
    if found is None:
        raise Http404
    context = {"letter": found, "paragraphs": queries.paragraphs(found.text)}
    return render(request, "demo/letter.html", context)
