"""Every read of a space. Titles and posts are opened for whoever takes part in it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, Viewer, may, require
from mentorhouse.communication.models import Post, Report, Thread
from mentorhouse.partnerships.models import Member
from mentorhouse.programmes.models import Participation, Programme
from mentorhouse.programmes.queries import programme_for, programmes_of
from mentorhouse.programmes.states import ParticipationState, ProgrammeState
from mentorhouse.vault.sealing import open_row, open_rows

MENTEE = Participation.Role.MENTEE.value
NOBODY_MODERATES = (ProgrammeState.DRAFT.value, ProgrammeState.ARCHIVED.value)


@dataclass(frozen=True)
class Listed:
    """A thread in the list."""

    row: Thread
    title: str
    author: str
    answers: int


@dataclass(frozen=True)
class Said:
    """A post as a page shows it; a hidden one has its text for its author and moderators alone."""

    row: Post
    author: str
    text: str
    own: bool
    reported: bool = False  # a report waits; moderators alone are told


@dataclass(frozen=True)
class Reported:
    """A report that waits, with the post that it is about."""

    row: Report
    by: str
    post: Said


def space_of(
    viewer: Viewer, programme_id: UUID, capability: Capability = Capability.READ_SPACE
) -> Programme:
    """Return a programme whose mentors’ space the viewer may use. Raises `NotVisible`."""
    programme = programme_for(viewer, programme_id, capability)
    if not programme.design.spaces.mentors_space:
        raise NotVisible
    return programme


def threads_in(viewer: Viewer, programme: Programme, *, kind: str = "") -> QuerySet[Thread]:
    """Return the threads, the one with the newest post first."""
    require(viewer, Capability.READ_SPACE, programme)
    rows = Thread.objects.filter(programme=programme, **({"kind": kind} if kind else {}))
    return _counted(rows)


def listed(
    viewer: Viewer, programme: Programme, rows: Iterable[Thread], *, at: datetime
) -> list[Listed]:
    """Open the titles of some threads, in one go."""
    threads = list(rows)
    for row in threads:
        row.programme = programme
    shown = [row for row in threads if _may_be_read(viewer, row)]
    texts = open_rows(viewer, shown, at=at, purpose="see what mentors talk about")
    title_of = {row.pk: said["title"] for row, said in zip(shown, texts, strict=True)}
    return [
        Listed(
            row,
            title_of.get(row.pk, _("Hidden by a moderator")),
            _author(row.started_by),
            max(0, row.said - 1),  # type: ignore[attr-defined]  # the query adds it
        )
        for row in threads
    ]


def dates_ahead(programme: Programme, *, at: datetime) -> list[Thread]:
    """Return dates to meet that lie ahead, the next first, ten at most."""
    rows = Thread.objects.filter(
        programme=programme, kind=Thread.Kind.MEETING.value, meets_at__gte=at
    )
    shown = _counted(rows).filter(hidden=False)  # type: ignore[misc]  # the query adds it
    return list(shown.order_by("meets_at", "pk")[:10])


def thread_in(viewer: Viewer, programme: Programme, thread_id: UUID) -> Thread:
    """Return one thread. Raises `NotVisible`."""
    row = _counted(Thread.objects.filter(programme=programme, pk=thread_id)).first()
    if row is None:
        raise NotVisible
    row.programme = programme
    require(viewer, Capability.READ_SPACE, row)
    return row


def about_thread(viewer: Viewer, row: Thread, *, at: datetime) -> dict[str, str]:
    """Open title and link of a thread; they are hidden with the post that began it."""
    if not _may_be_read(viewer, row):
        return {"title": _("Hidden by a moderator"), "link": ""}
    return open_row(viewer, row, at=at, purpose="read a thread of mentors")


def posts_of(row: Thread) -> QuerySet[Post]:
    """Return the posts of a thread that the viewer was let into, in their order."""
    return row.posts.select_related("by__person")


def said(viewer: Viewer, thread: Thread, rows: Sequence[Post], *, at: datetime) -> list[Said]:
    """Open some posts of a thread: hidden ones only for their author and for moderators."""
    moderates = may(viewer, Capability.MODERATE_SPACE, thread.programme)
    for row in rows:
        row.thread = thread
    opened = [row for row in rows if moderates or not row.hidden_at or row.by_id == viewer.pk]
    texts = open_rows(viewer, opened, at=at, purpose="read a thread of mentors")
    by_row = {row.pk: text["text"] for row, text in zip(opened, texts, strict=True)}
    waiting = Report.objects.filter(post__in=rows, settled_at=None).values_list("post", flat=True)
    reported = set(waiting) if moderates else set()
    return [
        Said(row, _author(row.by), by_row.get(row.pk, ""), row.by_id == viewer.pk,
             row.pk in reported)
        for row in rows
    ]  # fmt: skip


def post_in(viewer: Viewer, programme: Programme, post_id: UUID, capability: Capability) -> Post:
    """Return one post with its thread. Raises `NotVisible`."""
    row = (
        Post.objects.select_related("thread", "by__person")
        .filter(thread__programme=programme, pk=post_id)
        .first()
    )
    if row is None:
        raise NotVisible
    row.thread.programme = programme
    require(viewer, capability, programme if capability == Capability.MODERATE_SPACE else row)
    hidden_from = row.hidden_at and row.by_id != viewer.pk
    if hidden_from and not may(viewer, Capability.MODERATE_SPACE, programme):
        raise NotVisible
    return row


def words_of(viewer: Viewer, row: Post, *, at: datetime) -> str:
    """Open one post."""
    return open_row(viewer, row, at=at, purpose="read a post of a mentor")["text"]


def open_reports(viewer: Viewer, programme: Programme) -> QuerySet[Report]:
    """Return reports that nobody has settled, the oldest first."""
    require(viewer, Capability.MODERATE_SPACE, programme)
    rows = Report.objects.filter(post__thread__programme=programme, settled_at=None)
    return rows.select_related("post__thread", "post__by__person", "by__person").order_by(
        "at", "pk"
    )


def reported(
    viewer: Viewer, programme: Programme, rows: Iterable[Report], *, at: datetime
) -> list[Reported]:
    """Open the posts that some reports are about, for whoever moderates."""
    require(viewer, Capability.MODERATE_SPACE, programme)
    reports = list(rows)
    for row in reports:
        row.post.thread.programme = programme
    posts = [row.post for row in reports]
    texts = open_rows(viewer, posts, at=at, purpose="look at reported posts")
    return [
        Reported(
            row,
            _author(row.by),
            Said(row.post, _author(row.post.by), text["text"], row.post.by_id == viewer.pk),
        )
        for row, text in zip(reports, texts, strict=True)
    ]


def mentees_of(programme: Programme, mentor_id: UUID) -> list[tuple[str, str]]:
    """Return the names (given, family) of everybody whom somebody mentors or mentored here."""
    own = Member.objects.filter(
        participation__person=mentor_id, participation__role=Participation.Role.MENTOR,
        partnership__programme=programme,
    )  # fmt: skip
    partners = Member.objects.filter(
        partnership__in=own.values("partnership"), participation__role=MENTEE
    ).exclude(participation__person=mentor_id)  # of two who mentor each other, the other one
    names = partners.values_list(
        "participation__person__given_name", "participation__person__family_name"
    )
    return sorted(set(names))


def spaces_of(viewer: Viewer, parts: Iterable[Participation]) -> list[Programme]:
    """Return the programmes, of the viewer’s own taking part, in whose mentors’ space they are."""
    mine = [
        part.programme
        for part in parts
        if part.person_id == viewer.pk
        and part.role == Participation.Role.MENTOR
        and part.state == ParticipationState.ACCEPTED
    ]
    return [row for row in mine if row.design.spaces.mentors_space]


def spaces_moderated(viewer: Viewer) -> list[tuple[Programme, int]]:
    """Return the spaces that the viewer moderates, each with its reports that wait."""
    runs = [
        row
        for row in programmes_of(viewer).exclude(state__in=NOBODY_MODERATES)
        if row.design.spaces.mentors_space
    ]
    waiting = Report.objects.filter(post__thread__programme__in=runs, settled_at=None).order_by()
    counts = dict(waiting.values_list("post__thread__programme").annotate(Count("pk")))
    return [(row, counts.get(row.pk, 0)) for row in runs]


def post_about(post_id: str) -> Post | None:
    """Return the post that a letter speaks of, while there is a space."""
    row = Post.objects.select_related("thread__programme").filter(pk=post_id).first()
    return row if row is not None and row.thread.programme.design.spaces.mentors_space else None


def report_about(report_id: str) -> Report | None:
    """Return the report that a letter speaks of, while nobody has settled it."""
    rows = Report.objects.select_related("post__thread__programme")
    return rows.filter(pk=report_id, settled_at=None).first()


def _counted(rows: QuerySet[Thread]) -> QuerySet[Thread]:
    """Add how many posts can be read, and whether the one that began the thread is hidden."""
    began = Post.objects.filter(
        thread=OuterRef("pk"), once=OuterRef("once"), hidden_at__isnull=False
    )
    readable = Count("posts", filter=Q(posts__hidden_at=None))
    return rows.select_related("started_by__person").annotate(said=readable, hidden=Exists(began))


def _may_be_read(viewer: Viewer, row: Thread) -> bool:
    hidden: bool = row.hidden  # type: ignore[attr-defined]  # the query adds it
    own = row.started_by_id == viewer.pk
    return not hidden or own or may(viewer, Capability.MODERATE_SPACE, row.programme)


def _author(user: object) -> str:
    """Return the name as shown; "" for an account that is gone."""
    person = getattr(user, "person", None)
    return person.name if person else getattr(user, "email", "")
