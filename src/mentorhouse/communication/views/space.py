"""Pages of the mentors’ space, for mentors and for who moderates it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from mentorhouse.access.doors import SignedInRequest, door
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, may
from mentorhouse.access.states import NotNow
from mentorhouse.communication import actions, queries
from mentorhouse.communication.forms import AnswerForm, ChangeForm, KindFilter, ThreadForm, WhyForm
from mentorhouse.communication.models import Post, Thread
from mentorhouse.design.paging import page_of
from mentorhouse.programmes.models import Programme

BOTH = ("GET", "POST")
CONFLICT = 409


@door(Capability.READ_SPACE)
def space(request: SignedInRequest, programme_id: UUID) -> HttpResponseBase:
    """List what mentors ask, share and announce."""
    programme = queries.space_of(request.user, programme_id)
    narrowed, at = KindFilter(request.GET), timezone.now()
    page = page_of(queries.threads_in(request.user, programme, kind=narrowed.chosen()), request)
    ahead = queries.dates_ahead(programme, at=at)
    return _draw(
        request, "space", programme,
        filter=narrowed, page=page, ahead=queries.listed(request.user, programme, ahead, at=at),
        rows=queries.listed(request.user, programme, page, at=at),
        kinds=dict(Thread.Kind.choices),
    )  # fmt: skip


@door(Capability.WRITE_IN_SPACE, methods=BOTH)
def begin(request: SignedInRequest, programme_id: UUID, kind: str) -> HttpResponseBase:
    """Begin a thread of one kind."""
    programme = queries.space_of(request.user, programme_id, Capability.WRITE_IN_SPACE)
    if kind not in Thread.Kind.values:
        raise NotVisible
    form = ThreadForm(request.POST or None, kind=kind)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        new = actions.NewThread(
            kind, said["title"], said["text"], said.get("link", ""), form.meets_at()
        )
        try:
            row = actions.begin(
                programme, new, once=said["once"], by=request.user, at=timezone.now()
            )
        except NotNow as refusal:
            form.add_error("text", str(refusal))
        else:
            return redirect("communication:thread", programme.pk, row.pk)
    titles = {
        "question": _("Ask other mentors"),
        "meeting": _("Announce a date to meet"),
        "material": _("Share material"),
    }
    return _draw(request, "begin", programme, form=form, title=titles[kind])


@door(Capability.READ_SPACE, methods=BOTH)
def thread(request: SignedInRequest, programme_id: UUID, thread_id: UUID) -> HttpResponseBase:
    """Read a thread and answer in it."""
    programme = queries.space_of(request.user, programme_id)
    row, at = queries.thread_in(request.user, programme, thread_id), timezone.now()
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            actions.answer(row, said["text"], once=said["once"], by=request.user, at=at)
        except NotNow as refusal:
            form.add_error("text", str(refusal))
        else:
            messages.success(request, _("Your answer is there."))
            return redirect("communication:thread", programme.pk, row.pk)
    page = page_of(queries.posts_of(row), request)
    return _draw(
        request, "thread", programme,
        thread=row, about=queries.about_thread(request.user, row, at=at), form=form, page=page,
        posts=queries.said(request.user, row, list(page), at=at),
    )  # fmt: skip


@door(Capability.CHANGE_OWN_POST, methods=BOTH)
def change(request: SignedInRequest, programme_id: UUID, post_id: UUID) -> HttpResponseBase:
    """Change one’s own post."""
    programme = queries.space_of(request.user, programme_id)
    row = queries.post_in(request.user, programme, post_id, Capability.CHANGE_OWN_POST)
    at, saved = timezone.now(), ""
    if request.method == "POST":
        form = ChangeForm(request.POST)
        if form.is_valid():
            said = form.cleaned_data
            try:
                actions.change(row, said["text"], version=said["version"], by=request.user, at=at)
            except actions.ChangedMeanwhile as refusal:
                row.refresh_from_db()
                saved = queries.words_of(request.user, row, at=at)
                form = _again(request, row)
                form.add_error("text", str(refusal))
            except NotNow as refusal:
                form.add_error("text", str(refusal))
            else:
                return redirect("communication:thread", programme.pk, row.thread_id)
    else:
        text = queries.words_of(request.user, row, at=at)
        form = ChangeForm(initial={"version": row.version, "text": text})
    status = CONFLICT if saved else 200
    return _draw(request, "change", programme, status=status, form=form, post=row, saved=saved)


def _again(request: SignedInRequest, row: Post) -> ChangeForm:
    """Return the form as it was typed, on top of the version that there is now."""
    typed = request.POST.copy()
    typed["version"] = str(row.version)
    form = ChangeForm(typed)
    form.is_valid()
    return form


@door(Capability.WRITE_IN_SPACE, methods=BOTH)
def report(request: SignedInRequest, programme_id: UUID, post_id: UUID) -> HttpResponseBase:
    """Ask the moderators to look at a post."""
    programme = queries.space_of(request.user, programme_id)
    row = queries.post_in(request.user, programme, post_id, Capability.WRITE_IN_SPACE)
    form = WhyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.report(row, form.cleaned_data["why"], by=request.user, at=timezone.now())
        messages.success(request, _("Thank you. A co-ordinator will look at it."))
        return redirect("communication:thread", programme.pk, row.thread_id)
    return _ask_why(request, programme, row, form, hides=False)


def _ask_why(
    request: SignedInRequest, programme: Programme, row: Post, form: WhyForm, *, hides: bool
) -> HttpResponseBase:
    """Ask what is wrong with a post, beside its words."""
    [said] = queries.said(request.user, row.thread, [row], at=timezone.now())
    return _draw(request, "why", programme, form=form, post=said, hides=hides)


@door(Capability.MODERATE_SPACE, methods=BOTH)
def hide(request: SignedInRequest, programme_id: UUID, post_id: UUID) -> HttpResponseBase:
    """Hide a post."""
    programme = queries.space_of(request.user, programme_id, Capability.MODERATE_SPACE)
    row = queries.post_in(request.user, programme, post_id, Capability.MODERATE_SPACE)
    form = WhyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.hide(row, form.cleaned_data["why"], by=request.user, at=timezone.now())
        messages.success(request, _("The post is hidden. Its author is told, and can see why."))
        return redirect("communication:thread", programme.pk, row.thread_id)
    return _ask_why(request, programme, row, form, hides=True)


@door(Capability.MODERATE_SPACE, methods=("POST",))
def leave(request: SignedInRequest, programme_id: UUID, post_id: UUID) -> HttpResponseBase:
    """Leave a reported post as it is, or show a hidden one again."""
    programme = queries.space_of(request.user, programme_id, Capability.MODERATE_SPACE)
    row = queries.post_in(request.user, programme, post_id, Capability.MODERATE_SPACE)
    actions.leave(row, by=request.user, at=timezone.now())
    messages.success(request, _("The post can be read by all mentors."))
    return redirect("communication:thread", programme.pk, row.thread_id)


@door(Capability.MODERATE_SPACE)
def reports(request: SignedInRequest, programme_id: UUID) -> HttpResponseBase:
    """List the posts that mentors have reported."""
    programme = queries.space_of(request.user, programme_id, Capability.MODERATE_SPACE)
    page = page_of(queries.open_reports(request.user, programme), request)
    rows = queries.reported(request.user, programme, page, at=timezone.now())
    return _draw(request, "reports", programme, page=page, rows=rows)


def _draw(
    request: SignedInRequest, template: str, programme: Programme, *, status: int = 200, **more: Any
) -> HttpResponse:
    """Draw a page: a co-ordinator’s within the programme’s ways, a mentor’s on its own."""
    moderates = may(request.user, Capability.MODERATE_SPACE, programme)
    page = {"programme": programme, "moderates": moderates} | more
    return render(request, f"communication/{template}.html", page, status=status)
