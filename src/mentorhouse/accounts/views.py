"""The pages of our own about signing in; the others are allauth's, drawn with our templates."""

from typing import TYPE_CHECKING, cast

from allauth.account.utils import perform_login
from allauth.core import ratelimit
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from mentorhouse.access.doors import door
from mentorhouse.access.policy import Capability
from mentorhouse.accounts import actions, queries, rules
from mentorhouse.accounts.forms import LanguageForm, LinkForm, TimeZoneForm, WelcomeForm
from mentorhouse.accounts.tongues import A_YEAR, COOKIE
from mentorhouse.languages.offered import named
from mentorhouse.languages.saying import say, tongue

if TYPE_CHECKING:
    from mentorhouse.accounts.models import User


@sensitive_post_parameters()
@door(Capability.SEE_PUBLIC_PAGES, methods=("GET", "POST"))
def welcome(request: HttpRequest, token: str) -> HttpResponseBase:
    """Choose the first password by a link. Opening it uses nothing up: scanners open links."""
    try:
        response = _welcome(request, token)
    except queries.LinkNoLongerOpens:
        over = {"form": LinkForm(), "back_to": reverse("accounts:new_link")}
        response = render(request, "accounts/link_over.html", over, status=404)
    # The address holds the token, so only the site's name may go along with requests from here.
    response.headers["Referrer-Policy"] = "strict-origin"
    response.headers["Cache-Control"] = "no-store"
    return response


def _welcome(request: HttpRequest, token: str) -> HttpResponseBase:
    at = timezone.now()
    user = queries.invitation(token, at=at).user
    if request.user.is_authenticated and request.user.pk != user.pk:
        raise queries.LinkNoLongerOpens  # somebody else's, as far as the one who is here can tell
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


@door(Capability.SEE_PUBLIC_PAGES, methods=("GET", "POST"), always=True)
def language(request: HttpRequest) -> HttpResponseBase:
    """Choose the language of pages and letters (R13.04); every page's foot posts here too."""
    form = LanguageForm(request.POST or None, initial={"language": tongue()})
    if request.method == "POST" and form.is_valid():
        code = form.cleaned_data["language"]
        if request.user.is_authenticated:
            actions.choose_language(request.user, code, at=timezone.now())
        response = redirect(_back_to(request))
        response.set_cookie(
            COOKIE,
            code,
            max_age=A_YEAR,
            httponly=True,
            samesite="Lax",
            secure=request.is_secure(),
        )
        return response
    return render(request, "accounts/language.html", {"form": form})


def _back_to(request: HttpRequest) -> str:
    """Where the reader was: a page of this site, else the start page."""
    target = request.POST.get("next", "")
    here = target.startswith("/")  # an address from the root, not the name of a page
    fits = here and url_has_allowed_host_and_scheme(target, allowed_hosts=None)
    return target if fits else reverse("home:start")


@door(Capability.MANAGE_OWN_SIGN_IN, methods=("GET", "POST"))
def time_zone(request: HttpRequest) -> HttpResponseBase:
    """Choose the time zone in which times are shown and typed."""
    user = cast("User", request.user)  # the door lets only those in who are signed in
    form = TimeZoneForm(request.POST or None, initial={"timezone": user.timezone})
    if request.method == "POST" and form.is_valid():
        actions.choose_time_zone(user, form.cleaned_data["timezone"], at=timezone.now())
        messages.success(request, _("Times are now shown as clocks show them there."))
        return redirect("accounts:security")
    return render(request, "accounts/time_zone.html", {"form": form, "now": timezone.now()})


@door(Capability.MANAGE_OWN_SIGN_IN)
def security(request: HttpRequest) -> HttpResponse:
    """Everything about one's own sign-in on one page."""
    user = cast("User", request.user)  # the door lets only those in who are signed in
    kinds = queries.second_factors(user)
    rows = [
        _row(say("Password"), say("Change"), say("your password"), "account_change_password")
        | {"state": say("Set")}
        if user.has_usable_password()
        else _row(say("Password"), say("Choose"), say("a password"), "account_set_password")
        | {"state": say("Not set")},
        _row(say("Authenticator app"), say("Remove"), say("the app"), "mfa_deactivate_totp")
        | {"state": say("In use")}
        if queries.Kind.TOTP in kinds
        else _row(say("Authenticator app"), say("Add"), say("an app"), "mfa_activate_totp")
        | {"state": say("None")},
        _row(say("Passkeys"), say("See"), say("your passkeys"), "mfa_list_webauthn")
        | {"state": say("In use") if queries.Kind.WEBAUTHN in kinds else say("None")},
    ]
    if queries.Kind.RECOVERY_CODES in kinds:
        codes = _row(
            say("Recovery codes"), say("See"), say("your recovery codes"), "mfa_view_recovery_codes"
        )
        rows.append(codes | {"state": say("Made")})
    rows.append(
        _row(say("Language"), say("Change"), say("the language"), "accounts:language")
        | {"state": named(tongue()).name}
    )
    rows.append(
        _row(say("Time zone"), say("Change"), say("the time zone"), "accounts:time_zone")
        | {"state": dict(rules.time_zones()).get(user.timezone, user.timezone)}
    )
    sessions = _row(
        say("Where you are signed in"),
        say("See"),
        say("where you are signed in"),
        "usersessions_list",
    )
    rows.append(sessions | {"state": say("This browser, and perhaps others")})
    return render(request, "accounts/security.html", {"address": user.email, "rows": rows})


def _row(what: str, deed: str, of: str, name: str) -> dict[str, str]:
    return {"what": what, "deed": deed, "of": of, "href": reverse(name)}
