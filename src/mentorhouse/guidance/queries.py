"""Every read of guides and comments, viewer first."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, Viewer, may, require
from mentorhouse.guidance import rules
from mentorhouse.guidance.library import as_read, shipped
from mentorhouse.guidance.models import Comment
from mentorhouse.guidance.rules import Guide
from mentorhouse.guidance.states import CommentState
from mentorhouse.languages.saying import say
from mentorhouse.programmes.models import DesignVersion, Programme
from mentorhouse.programmes.queries import participations_of


@dataclass(frozen=True)
class Here:
    """The few guides that fit where somebody is."""

    programme_id: UUID
    guides: tuple[Guide, ...]


def texts_for(programme: Programme, *, role: str, step: str, phase: str = "") -> Here:
    """Choose the guides for a role at a step; it reads nothing but the programme’s design."""
    guides = rules.merged(as_read(), programme.design_as_read.guidance)
    return Here(programme.pk, rules.fitting(guides, role=role, step=step, phase=phase))


def library_of(viewer: Viewer, programme: Programme) -> tuple[Guide, ...]:
    """Return the guides of a programme that the viewer may read; local co-ordinators read all."""
    require(viewer, Capability.SEE_PROGRAMME, programme)
    helps = may(viewer, Capability.SEE_PEOPLE, programme)
    guides = rules.merged(as_read(), programme.design_as_read.guidance)
    return rules.readable(guides, helps=helps)


def whole_library_of(viewer: Viewer, programme: Programme) -> tuple[Guide, ...]:
    """Return every guide of a programme as it is kept, in English and those left out as well."""
    require(viewer, Capability.RUN_PROGRAMME, programme)
    return rules.merged(shipped(), programme.design.guidance)


def guide_for(viewer: Viewer, programme: Programme, key: str) -> Guide:
    """Return one guide that the viewer may read."""
    return _with_key(library_of(viewer, programme), key)


def kept_guide(viewer: Viewer, programme: Programme, key: str) -> Guide:
    """Return one guide to who keeps the library, as it is kept, even where it is left out."""
    return _with_key(whole_library_of(viewer, programme), key)


def _with_key(guides: Sequence[Guide], key: str) -> Guide:
    found = next((guide for guide in guides if guide.key == key), None)
    if found is None:
        raise NotVisible
    return found


def shipped_guide(key: str) -> Guide | None:
    """Return a guide as it ships."""
    return next((guide for guide in shipped() if guide.key == key), None)


def roles_of(viewer: Viewer, programme: Programme) -> tuple[str, ...]:
    """Return in which roles the viewer takes part, to show what is theirs first."""
    own = participations_of(viewer).filter(programme=programme).order_by("role")
    return tuple(own.values_list("role", flat=True))


def editions_of(viewer: Viewer, programme: Programme, key: str) -> tuple[rules.Edition, ...]:
    """Return what a guide was and when, from the history of the design, the newest first."""
    require(viewer, Capability.RUN_PROGRAMME, programme)
    rows = DesignVersion.objects.filter(programme=programme).order_by("number")
    names = ("by__person__given_name", "by__person__family_name", "by__email")
    history = (
        rules.Saved(number, _name(*who), at, guidance or {})
        for number, at, guidance, *who in rows.values_list("number", "at", "data__guidance", *names)
    )
    return rules.editions(key, history, shipped_guide(key))


def _name(given: str | None, family: str | None, email: str | None) -> str:
    return f"{given or ''} {family or ''}".strip() or email or say("Somebody whose account is gone")


def comments_in(viewer: Viewer, programme: Programme, *, state: str = "") -> QuerySet[Comment]:
    """Return the comments on a programme’s guides, for who runs it; the open ones by default."""
    require(viewer, Capability.RUN_PROGRAMME, programme)
    rows = Comment.objects.filter(programme=programme).select_related("author__person")
    return rows.filter(state=state) if state else rows


def open_comments(viewer: Viewer, programme: Programme) -> int:
    """Count the comments that wait for a co-ordinator."""
    return comments_in(viewer, programme, state=CommentState.OPEN.value).count()


def own_comments(viewer: Viewer, programme: Programme, key: str) -> QuerySet[Comment]:
    """Return what the viewer said about one guide with their name, and the answers."""
    require(viewer, Capability.SEE_PROGRAMME, programme)
    return Comment.objects.filter(programme=programme, guide=key, author_id=viewer.pk)


def comment_for(viewer: Viewer, programme: Programme, comment_id: UUID) -> Comment:
    """Return one comment to who runs the programme."""
    row = comments_in(viewer, programme).filter(pk=comment_id).first()
    if row is None:
        raise NotVisible
    require(viewer, Capability.READ_GUIDE_COMMENT, row)
    return row


def comment_about(to: Viewer, comment_id: str) -> Comment | None:
    """Return the comment that a letter is about, if this account may read it."""
    row = Comment.objects.select_related("programme").filter(pk=comment_id).first()
    if row is None or not may(to, Capability.READ_GUIDE_COMMENT, row):
        return None
    return row
