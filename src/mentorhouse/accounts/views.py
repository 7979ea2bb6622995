"""The pages of our own about signing in; the others are allauth's, drawn with our templates."""

from allauth.account.utils import perform_login
from allauth.core import ratelimit
from allauth.mfa.models import Authenticator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.debug import sensitive_post_parameters

from mentorhouse.access.doors import door
from mentorhouse.access.policy import Capability
from mentorhouse.accounts import actions
from mentorhouse.accounts.forms import LinkForm, WelcomeForm
from mentorhouse.accounts.models import User


@sensitive_post_parameters()
@door(Capability.SEE_PUBLIC_PAGES, methods=("GET", "POST"))
def welcome(request: HttpRequest, token: str) -> HttpResponseBase:
    """Choose the first password by a link. Opening the page uses nothing up: scanners open links."""
    try:
        response = _welcome(request, token)
    except actions.LinkNoLongerOpens:
        response = render(request, "accounts/link_over.html", {"form": LinkForm()}, status=404)
    # The address holds the token, so only the site's name may go along with requests from here.
    response.headers["Referrer-Policy"] = "strict-origin"
    response.headers["Cache-Control"] = "no-store"
    return response


def _welcome(request: HttpRequest, token: str) -> HttpResponseBase:
    at = timezone.now()
    user = actions.owner_of_link(token, at=at)
    if request.user.is_authenticated and request.user.pk != user.pk:
        raise actions.LinkNoLongerOpens  # somebody else's, as far as the one who is here can tell
    form = WelcomeForm(request.POST or None, user=user)
    if request.method == "POST" and form.is_valid():
        actions.set_up_sign_in(token, password=form.cleaned_data["password1"], at=at)
        user.refresh_from_db()
        signed_in: HttpResponse = perform_login(request, user, redirect_url=_then(request))
        return signed_in
    return render(request, "accounts/welcome.html", {"form": form, "address": user.email})


def _then(request: HttpRequest) -> str | None:
    """Where to go on to: a page of this site, or None for the start page."""
    target = request.GET.get("next", "")
    return target if url_has_allowed_host_and_scheme(target, allowed_hosts=None) else None


@door(Capability.SEE_PUBLIC_PAGES, methods=("GET", "POST"))
def new_link(request: HttpRequest) -> HttpResponseBase:
    """Ask for a way in by e-mail. The answer is the same whether the address has an account."""
    form = LinkForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        address = form.cleaned_data["email"]
        if ratelimit.consume(request, action="reset_password", key=address.lower()):
            actions.ask_for_link(address, at=timezone.now())
        return redirect("accounts:link_sent")
    return render(request, "accounts/new_link.html", {"form": form})


@door(Capability.SEE_PUBLIC_PAGES)
def link_sent(request: HttpRequest) -> HttpResponse:
    """Say what happens next."""
    return render(request, "accounts/link_sent.html")


@door(Capability.MANAGE_OWN_SIGN_IN)
def security(request: HttpRequest) -> HttpResponse:
    """Everything about one's own sign-in on one page."""
    assert isinstance(request.user, User)  # the door lets only those in who are signed in
    kinds = set(Authenticator.objects.filter(user=request.user).values_list("type", flat=True))
    facts = {
        "address": request.user.email,
        "has_password": request.user.has_usable_password(),
        "has_app": Authenticator.Type.TOTP in kinds,
        "has_passkey": Authenticator.Type.WEBAUTHN in kinds,
        "has_codes": Authenticator.Type.RECOVERY_CODES in kinds,
    }
    return render(request, "accounts/security.html", facts)
