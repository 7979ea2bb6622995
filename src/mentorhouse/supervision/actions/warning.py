"""Overdue supervision warns the mentor first, then the co-ordinator (R4.07)."""

from datetime import datetime

from mentorhouse.notifications.actions import post, post_all
from mentorhouse.programmes.relations import day_of, in_force
from mentorhouse.supervision.queries import letters
from mentorhouse.supervision.rules import tells_coordinator


def warn(*, at: datetime) -> None:
    """Post each warning once: to the mentor for a due date, to co-ordinators for a week."""
    today = day_of(at)
    year, week, _ = today.isocalendar()
    for programme in letters.required_in():
        late = letters.late_in(programme, today=today)
        mine = [
            (one.row.person_id, {"participation": str(one.row.pk)}, f"{one.row.pk}:{one.due.on}")
            for one in late
        ]
        post_all("supervision.due", mine, at=at)
        if any(tells_coordinator(one.due, today=today) for one in late):
            for each in in_force().central().filter(programme=programme).select_related("user"):
                about, key = {"programme": str(programme.pk)}, f"{programme.pk}:{year}-{week}"
                post("supervision.overdue", to=each.user, about=about, at=at, key=key)
