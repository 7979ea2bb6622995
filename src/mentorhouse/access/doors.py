"""Doors: every view declares the capability that opens it; a view without a door is refused.

The door checks what can be known before the row is found (signed in, method). The row itself
is checked by the query or action that the view calls; its refusal looks like absence (404).
"""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from allauth.core.internal import ratelimit
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers

from mentorhouse.access.links import LinkIsOver
from mentorhouse.access.policy import POLICY, Capability, Relation
from mentorhouse.access.relations import NotVisible

View = Callable[..., HttpResponseBase]
LinkView = Callable[[HttpRequest, str], HttpResponseBase]


class SignedInRequest(HttpRequest):
    """A request that came through a door for those who are signed in: its user is an account.

    For annotations only; the door sees to it. This room does not know the model by name.
    """

    user: Any


OPEN_TO_VISITORS = frozenset(
    {Relation.ANYONE, Relation.LINK_HOLDER, Relation.OPERATOR, Relation.LEARNING_SYSTEM}
)
SAFE = frozenset({"GET", "HEAD"})
# What may hold a writing request back: the answer instead of the view, or None to let it through.
Hold = Callable[[SignedInRequest, Mapping[str, Any]], HttpResponseBase | None]
_holds: list[Hold] = []


def holds_back(hold: Hold) -> Hold:
    """Register what holds writing requests back, whichever room they are for.

    It answers only those who may see the row: to everybody else the view refuses by absence.
    """
    _holds.append(hold)
    return hold


def door(
    capability: Capability, *, methods: tuple[str, ...] = ("GET",), always: bool = False
) -> Callable[[View], View]:
    """Declare the capability that opens a view, and the methods that it answers.

    `always` says that nothing holds it back.
    """
    allowed = (*methods, "HEAD") if "GET" in methods else methods

    def hang(view: View) -> View:
        @wraps(view)
        def through(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if request.method not in allowed:
                return HttpResponseNotAllowed(methods)
            if not (POLICY[capability].may & OPEN_TO_VISITORS or request.user.is_authenticated):
                return redirect_to_login(request.get_full_path())
            held = None if always else _held_back(request, kwargs)
            if held is not None:
                return held
            try:
                return view(request, *args, **kwargs)
            except NotVisible as refusal:
                raise Http404 from refusal

        through.capability = capability  # type: ignore[attr-defined]  # read by the promise tests
        through.methods = methods  # type: ignore[attr-defined]  # likewise
        return through

    return hang


def _held_back(request: HttpRequest, parts: Mapping[str, Any]) -> HttpResponseBase | None:
    if request.method in SAFE:
        return None
    answers = (hold(request, parts) for hold in _holds)  # type: ignore[arg-type]  # a door's request
    return next((answer for answer in answers if answer is not None), None)


def by_private_link(view: LinkView) -> LinkView:
    """Answer every link that does not open with the same page, and slow down who tries many."""

    @wraps(view)
    def through(request: HttpRequest, token: str) -> HttpResponseBase:
        try:
            response = view(request, token)
        except LinkIsOver:
            response = _link_is_over(request)
        # The address holds the token, so only the site's name goes along with requests from here.
        response.headers["Referrer-Policy"] = "strict-origin"
        response.headers["Cache-Control"] = "no-store"
        return response

    return through


def _link_is_over(request: HttpRequest) -> HttpResponse:
    # As many tries as at sign-in. Only refusals count, so nobody who has a link is held up.
    if not ratelimit.consume(request, app="allauth.account", action="login", limit_get=True):
        refused: HttpResponse = ratelimit.respond_429(request)
        return refused
    return render(request, "design/link_over.html", {}, status=404)


def has_door(view: Callable[..., Any]) -> bool:
    """Whether a view declares a capability, or is exempt by name with a reason in the settings."""
    name = f"{view.__module__}.{getattr(view, '__qualname__', type(view).__name__)}"
    return hasattr(view, "capability") or any(
        name.startswith(prefix) for prefix in settings.DOORS_OF_LIBRARIES
    )


class DoorMiddleware:
    """Refuse every view that has no door; keep signed-in pages out of every cache."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, and say that a signed-in page is kept nowhere."""
        response = self.get_response(request)
        if getattr(request, "user", None) is not None and request.user.is_authenticated:
            add_never_cache_headers(response)
            response["Cache-Control"] = "no-store, private"
        return response

    def process_view(
        self, _request: HttpRequest, view: View, _args: tuple[Any, ...], _kwargs: dict[str, Any]
    ) -> None:
        """Refuse a view that nobody has given a door."""
        if not has_door(view):
            raise Http404
