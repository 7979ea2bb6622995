"""Every write in a space: begin a thread, answer, change, report, hide and show again (R4.11)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from mentorhouse import audit, notifications
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, require
from mentorhouse.access.states import NotNow
from mentorhouse.accounts.models import User
from mentorhouse.communication import queries, rules
from mentorhouse.communication.models import Post, Report, Thread
from mentorhouse.programmes.models import Programme
from mentorhouse.programmes.queries import coordinators_of
from mentorhouse.vault.sealing import seal

BEGUN = audit.Act("space.thread_begun", "began a thread in the mentors’ space")
ANSWERED = audit.Act("space.answered", "answered in the mentors’ space")
CHANGED = audit.Act("space.post_changed", "changed a post")
REPORTED = audit.Act("space.reported", "reported a post")
HIDDEN = audit.Act("space.post_hidden", "hid a post")
SHOWN = audit.Act("space.post_shown", "showed a post again, or left it as it is")


class ChangedMeanwhile(NotNow):
    """Somebody changed the post after it was opened."""


class NamesSomeone(NotNow):
    """The text names a mentee of its author."""


@dataclass(frozen=True)
class NewThread:
    """What a thread begins with."""

    kind: str
    title: str
    text: str
    link: str = ""
    meets_at: datetime | None = None


def begin(programme: Programme, new: NewThread, *, once: UUID, by: User, at: datetime) -> Thread:
    """Begin a thread. The same form sent twice is one thread."""
    with transaction.atomic():
        row = _space(programme)
        require(by, Capability.WRITE_IN_SPACE, row)
        there = Thread.objects.filter(once=once, programme=row, started_by=by).first()
        if there is not None:
            return there
        _names_nobody(row, by, new.title, new.text)
        thread = Thread(
            programme=row, kind=new.kind, meets_at=new.meets_at, started_by=by,
            started_at=at, last_at=at, once=once,
        )  # fmt: skip
        seal(thread, title=new.title, link=new.link or None)
        thread.save()
        _say(thread, new.text, once=once, by=by, at=at)
        detail = {"kind": new.kind}
        audit.record(BEGUN, by=by, on=thread, at=at, programme=row.pk, detail=detail)
    return thread


def answer(thread: Thread, text: str, *, once: UUID, by: User, at: datetime) -> Post:
    """Answer in a thread; whoever began it gets a letter, one a day at most."""
    with transaction.atomic():
        row = _space(thread.programme)
        thread = Thread.objects.select_for_update(no_key=True).get(pk=thread.pk, programme=row)
        require(by, Capability.WRITE_IN_SPACE, row)
        there = Post.objects.filter(once=once, thread=thread, by=by).first()
        if there is not None:
            return there
        _names_nobody(row, by, text)
        post = _say(thread, text, once=once, by=by, at=at)
        thread.last_at = at
        thread.save(update_fields=["last_at"])
        if thread.started_by is not None and thread.started_by != by:
            notifications.post(
                "space.answered", to=thread.started_by, about={"post": str(post.pk)}, at=at,
                key=f"{thread.pk}:{at.date().isoformat()}",
            )  # fmt: skip
        audit.record(ANSWERED, by=by, on=post, at=at, programme=row.pk)
    return post


def change(post: Post, text: str, *, version: int, by: User, at: datetime) -> Post:
    """Change one’s own post. Raises `ChangedMeanwhile` if it is another one by now."""
    with transaction.atomic():
        row = _locked(post)
        require(by, Capability.CHANGE_OWN_POST, row)
        if row.hidden_at:
            raise NotNow(_("A moderator has hidden this post, so it cannot be changed."))
        if row.version != version:
            raise ChangedMeanwhile(
                _("You changed this post meanwhile, perhaps in another window. It now says this.")
            )
        _names_nobody(row.thread.programme, by, text)
        seal(row, text=text)
        row.changed_at, row.version = at, version + 1
        row.save(update_fields=["text", "changed_at", "version"])
        audit.record(CHANGED, by=by, on=row, at=at, programme=row.thread.programme_id)
    return row


def report(post: Post, why: str, *, by: User, at: datetime) -> Report:
    """Ask the moderators to look at a post. A second time changes nothing."""
    with transaction.atomic():
        row = _locked(post)
        require(by, Capability.WRITE_IN_SPACE, row)
        made, fresh = Report.objects.get_or_create(post=row, by=by, defaults={"why": why, "at": at})
        if fresh:
            programme = row.thread.programme
            for each in coordinators_of(by, programme).filter(organisation=None).exclude(user=by):
                about, key = {"report": str(made.pk)}, str(row.pk)
                notifications.post("space.reported", to=each.user, about=about, at=at, key=key)
            audit.record(REPORTED, by=by, on=row, at=at, programme=programme.pk)
    return made


def hide(post: Post, why: str, *, by: User, at: datetime) -> Post:
    """Hide a post from all but its author and the moderators; the author gets a letter."""
    with transaction.atomic():
        row = _locked(post)
        require(by, Capability.MODERATE_SPACE, row.thread.programme)
        if row.hidden_at:
            return row
        row.hidden_at, row.hidden_by, row.hidden_because = at, by, why
        row.save(update_fields=["hidden_at", "hidden_by", "hidden_because"])
        _settle(row, at)
        if row.by is not None and row.by != by:
            about, key = {"post": str(row.pk)}, f"{row.pk}:{at.isoformat()}"
            notifications.post("space.hidden", to=row.by, about=about, at=at, key=key)
        audit.record(HIDDEN, by=by, on=row, at=at, programme=row.thread.programme_id)
    return row


def leave(post: Post, *, by: User, at: datetime) -> Post:
    """Leave a reported post where it is, or show a hidden one again."""
    with transaction.atomic():
        row = _locked(post)
        require(by, Capability.MODERATE_SPACE, row.thread.programme)
        row.hidden_at, row.hidden_by, row.hidden_because = None, None, ""
        row.save(update_fields=["hidden_at", "hidden_by", "hidden_because"])
        _settle(row, at)
        audit.record(SHOWN, by=by, on=row, at=at, programme=row.thread.programme_id)
    return row


def _space(programme: Programme) -> Programme:
    row = Programme.objects.select_for_update(no_key=True).get(pk=programme.pk)
    if not row.design.spaces.mentors_space:
        raise NotVisible
    return row


def _locked(post: Post) -> Post:
    rows = Post.objects.select_for_update(no_key=True, of=("self",))
    return rows.select_related("thread__programme", "by").get(pk=post.pk)


def _say(thread: Thread, text: str, *, once: UUID, by: User, at: datetime) -> Post:
    post = Post(thread=thread, by=by, at=at, once=once)
    seal(post, text=text)
    post.save()
    return post


def _settle(post: Post, at: datetime) -> None:
    post.reports.filter(settled_at=None).update(settled_at=at)


def _names_nobody(programme: Programme, by: User, *texts: str) -> None:
    """Refuse a text that names somebody whom its author mentors; nobody else is looked for.

    To say of any other name that it is a mentee’s would tell who takes part.
    """
    people = queries.mentees_of(programme, by.pk)
    for text in texts:
        name = rules.named_in(text, people)
        if name:
            raise NamesSomeone(
                _("Your text names %(name)s. Please leave names out: say “somebody I mentor”.")
                % {"name": name}
            )
