"""Counting large registers by the clock, so that their pages need not (decision 113).

Nothing here decides how anybody stands: a page asks anew about those whom it shows.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import BooleanField, Count, ExpressionWrapper

from mentorhouse.programmes.models import Participation, Programme
from mentorhouse.register.models import Shelf
from mentorhouse.register.queries import lists, standing
from mentorhouse.register.rules import shelf as rules


def shelve_all(*, at: datetime) -> None:
    """Count each register that is large; let go of those that are not any more."""
    mentors = Participation.objects.filter(role=Participation.Role.MENTOR).order_by()
    sizes = mentors.values_list("programme").annotate(Count("pk"))
    large = sorted(pk for pk, count in sizes if count > rules.LARGE)
    Shelf.objects.exclude(programme__in=large).delete()
    for pk in large:
        shelve(Programme.objects.get(pk=pk), at=at)


@transaction.atomic
def shelve(programme: Programme, *, at: datetime) -> None:
    """Count one register: who is listed, by which narrowing, and in each order."""
    rows = lists.all_mentors(programme)
    shows = lists.showing(programme, at=at)
    said = {
        name: ExpressionWrapper(each, output_field=BooleanField()) for name, each in shows.items()
    }
    asked = rows.order_by(*lists.ORDERS["name"]).values_list(
        "pk", "person__given_name", "person__family_name", *said.values()
    )
    places, names, flags = {}, [], bytearray()
    for place, (pk, given, family, *yes) in enumerate(asked.iterator()):
        places[pk] = place
        names.append(f"{given} {family}")
        flags.append(rules.flag_of(yes))
    found = standing.not_ready(programme, at=at).keys()
    Shelf.objects.update_or_create(
        programme=programme,
        defaults={
            "counted_at": at,
            "mentors": rules.together(places),
            "flags": bytes(flags),
            "names": rules.packed_names(names),
            "not_ready": rules.together(lists.in_order_of_names(programme, found)),
            "ready": rules.together(lists.ready_of(programme, rows, at=at)),
        }
        | {
            f"by_{name}": rules.packed_places(
                places[pk]
                for pk in rows.order_by(*fields).values_list("pk", flat=True).iterator()
                if pk in places
            )
            for name, fields in lists.ORDERS.items()
            if name != "name"
        },
    )
