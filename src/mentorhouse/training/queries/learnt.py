"""One’s own learning record, from every programme and for as long as the account stays (R4.12)."""

from collections.abc import Iterator
from datetime import UTC, datetime, time

from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import Viewer, require
from mentorhouse.people.queries.profile import own_profile
from mentorhouse.programmes.models import Completion
from mentorhouse.register.queries.renewal import development_texts, own_lines
from mentorhouse.training.library import shipped
from mentorhouse.training.models import Booking, ModuleDone
from mentorhouse.training.rules.learnt import Kind, Line

NOON = time(12, tzinfo=UTC)  # where only the day is known


def own_record(viewer: Viewer, *, at: datetime) -> list[Line]:
    """Return what the viewer has learnt, the newest first."""
    require(viewer, Capability.TAKE_TRAINING, own_profile(viewer))
    lines = [
        *_courses(viewer), *_modules(viewer), *_events(viewer), *_developments(viewer, at=at),
    ]  # fmt: skip
    return sorted(lines, key=lambda line: (line.at, str(line.row)), reverse=True)


def _courses(viewer: Viewer) -> Iterator[Line]:
    rows = Completion.objects.filter(person=viewer.pk).select_related("programme")
    for row in rows:
        yield Line(
            row.pk, Kind.COURSE, row.what, row.get_what_display(), row.at, row.programme.name,
            row.get_source_display(),
        )  # fmt: skip


def _modules(viewer: Viewer) -> Iterator[Line]:
    titles = {module.key: module.title for module in shipped()}
    rows = ModuleDone.objects.filter(user=viewer.pk).select_related("programme")
    for row in rows:
        words = titles.get(row.module, row.module)
        activity = f"modules/{row.module}"
        yield Line(row.pk, Kind.MODULE, activity, words, row.done_at, row.programme.name)


def _events(viewer: Viewer) -> Iterator[Line]:
    rows = Booking.objects.filter(person=viewer.pk, attended=True, event__starts_at__isnull=False)
    for row in rows.select_related("event__programme"):
        event, began = row.event, row.event.starts_at
        if began is not None:
            activity = f"events/{event.pk}"
            minutes = int((event.ends_at - began).total_seconds() // 60) if event.ends_at else 0
            name = event.programme.name
            yield Line(
                row.pk, Kind.EVENT, activity, event.title, began, name,
                event.get_kind_display(), minutes,
            )  # fmt: skip


def _developments(viewer: Viewer, *, at: datetime) -> Iterator[Line]:
    rows = list(own_lines(viewer))
    texts = development_texts(viewer, rows, at=at)
    for row in rows:
        when = datetime.combine(row.on, NOON)
        yield Line(
            row.pk, Kind.DEVELOPMENT, f"development/{row.kind}", texts[row.pk], when,
            how=row.kind_in_words, minutes=row.minutes,
        )  # fmt: skip
