"""Fills one house with a small and a large programme, asks for each page of matching; prints JSON.

Run by `bench.pages` in a process of its own: `python -m bench.pages_asked SEED ASKED SIZE SIZE`.
"""

import json
import statistics
import sys
import time
from collections.abc import Callable
from typing import Any

import django

django.setup()

from django.conf import settings  # noqa: E402  # after the set-up
from django.db import connection  # noqa: E402
from django.db.models import F  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.utils import timezone  # noqa: E402

from mentorhouse.accounts.models import User  # noqa: E402
from mentorhouse.config.cli.demo import _make_keys  # noqa: E402
from mentorhouse.demo.large import COORDINATOR, fill_large  # noqa: E402
from mentorhouse.matching.actions import publishing, sending, tallying  # noqa: E402
from mentorhouse.matching.models import (  # noqa: E402
    DraftPair,
    MatchRun,
    Nearest,
    Shortlist,
    ShortlistPlace,
    Unmatched,
)
from mentorhouse.matching.queries.pool import pool_of  # noqa: E402
from mentorhouse.partnerships.models import Partnership  # noqa: E402
from mentorhouse.programmes.design import parse_design, plain  # noqa: E402
from mentorhouse.programmes.models import Participation, Programme  # noqa: E402

Pages = dict[str, dict[str, float]]
KIND, ROLE, AT_ONCE = MatchRun.Kind, Participation.Role, 2_000
PARTS = [{"title": "Profession", "points": 2500, "most": 5000, "words": "The same profession"}]
settings.ALLOWED_HOSTS = ["*"]


def programme_of(size: int, seed: int) -> tuple[Programme, User]:
    """Make a programme with pairs and shortlists, and drafts of both."""
    at = timezone.now()
    programme = fill_large(people=size, seed=seed, at=at)
    data = plain(programme.design)
    data["matching"]["ways"] = ["cohort", "shortlist"]
    programme.design_data = plain(parse_design(data))
    programme.save(update_fields=["design_data"])
    by = User.objects.get(email=COORDINATOR)
    free = Participation.objects.filter(programme=programme, places_taken__lt=F("capacity"))
    sides = [list(free.filter(role=role).values_list("pk", flat=True)) for role in ROLE]
    common = {
        "programme": programme, "state": "draft", "design_data": programme.design_data,
        "made_by": by, "made_at": at, "finished_at": at, "lowest": 100,
        "mentors": len(sides[0]), "mentees": len(sides[1]), "places": len(sides[0]),
    }  # fmt: skip
    _pairs(MatchRun(kind=KIND.COHORT, total=5000 * len(sides[1]), **common), *sides)
    _lists(MatchRun(kind=KIND.SHORTLIST, pair_count=3 * len(sides[1]), **common), *sides)
    return programme, by


def _pairs(run: MatchRun, mentors: list[Any], mentees: list[Any]) -> None:
    """Pair nineteen mentees of twenty."""
    many = min(len(mentees) * 19 // 20, len(mentors))
    run.pair_count = many
    run.save()
    DraftPair.objects.bulk_create(
        (
            DraftPair(run=run, mentor_id=one, mentee_id=other, score=37 * n % 10_000, parts=PARTS)
            for n, (one, other) in enumerate(zip(mentors[:many], mentees[:many], strict=True))
        ),
        batch_size=AT_ONCE,
    )
    left = [*mentors[many:], *mentees[many:]]
    Unmatched.objects.bulk_create(
        (Unmatched(run=run, participation_id=who, reasons=["Nobody is left."]) for who in left),
        batch_size=AT_ONCE,
    )


def _lists(run: MatchRun, mentors: list[Any], mentees: list[Any]) -> None:
    run.save()
    lists = [Shortlist(run=run, mentee_id=who) for who in mentees]
    Shortlist.objects.bulk_create(lists, batch_size=AT_ONCE)
    ShortlistPlace.objects.bulk_create(
        (
            ShortlistPlace(
                shortlist=one, mentor_id=mentors[(3 * n + k) % len(mentors)], score=5000 - k,
                parts=PARTS,
            )
            for n, one in enumerate(lists)
            for k in range(3)
        ),
        batch_size=AT_ONCE,
    )  # fmt: skip


def addresses(programme: Programme) -> dict[str, str]:
    """Return the pages of a co-ordinator who matches."""
    run, lists = (programme.match_runs.get(kind=kind) for kind in (KIND.COHORT, KIND.SHORTLIST))
    here = f"/programmes/{programme.pk}/matching/"
    draft, offered = f"{here}{run.pk}/", f"{here}shortlists/{lists.pk}/"
    pair = run.pairs.order_by("score", "pk")[1]
    other = run.pairs.exclude(mentor=pair.mentor_id).order_by("-score", "pk")[1]
    word = pair.mentee.person.family_name
    return {
        "runs": here, "draft": draft, "sorted": f"{draft}?sort=mentor&page=2",
        "turned": f"{draft}?sort=-score", "searched": f"{draft}?search={word}",
        "by_hand": f"{draft}?show=by_hand", "warned": f"{draft}?show=warned",
        "last_page": f"{draft}?sort=mentee&page=99999",
        "pair": f"{draft}pairs/{pair.pk}/", "swap": f"{draft}pairs/{pair.pk}/swap/?search={word}",
        "left": f"{draft}unmatched/mentee/", "changes": f"{draft}changes/",
        "considered": f"{draft}why/{pair.mentee_id}/",
        "why_not": f"{draft}why/{other.mentee_id}/{pair.mentor_id}/",
        "lock": f"{draft}lock/{pair.mentor_id}/{pair.mentee_id}/", "hangs": f"{draft}hangs/",
        "publish": f"{draft}publish/", "two": f"{here}two/",
        "two_searched": f"{here}two/?mentee={word}",
        "pair_up": f"{here}two/{pair.mentee_id}/{other.mentor_id}/", "wishes": f"{here}wishes/",
        "check": f"{here}check/", "waiting": f"{here}waiting/",
        "waiting_searched": f"{here}waiting/?search={word}", "try": f"{here}try/",
        "shortlists": f"{here}shortlists/", "lists": offered, "spread": f"{offered}spread/",
        "nobody": f"{offered}nobody/", "one_list": f"{offered}{pair.mentee_id}/",
        "publish_lists": f"{here}{lists.pk}/publish/",
    }  # fmt: skip


def asked_for(client: Client, pages: dict[str, str], times: int) -> Pages:
    """Ask for each page, warm as a server is; return milliseconds of the processor and queries."""
    found: Pages = {}
    for name, address in pages.items():
        assert client.get(address).status_code == 200, address  # noqa: PLR2004
        worked = []
        for _ in range(times):
            busy = time.process_time()
            client.get(address)
            worked.append(1000 * (time.process_time() - busy))
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        found[name] = {"ms": statistics.median(worked), "queries": len(queries)}
    return found


def timed(work: Callable[[], object]) -> float:
    """Return the seconds of the processor that some work takes."""
    busy = time.process_time()
    work()
    return time.process_time() - busy


def counted(programme: Programme) -> dict[str, float]:
    """Count as the end of a run and the clock do; return the seconds of each."""
    pool = pool_of(programme, at=timezone.now())
    runs = list(programme.match_runs.select_related("programme"))
    nearest = [lambda run=run: tallying.nearest_rows(run, pool) for run in runs]
    rows = [row for look in nearest for row in look()]
    Nearest.objects.bulk_create(rows, batch_size=AT_ONCE)
    return {
        "clock.first": timed(lambda: tallying.count_all(at=timezone.now())),
        "clock.again": timed(lambda: tallying.count_all(at=timezone.now())),
        "nearest": timed(nearest[0]),
    }


def sent(programme: Programme, by: User) -> dict[str, float]:
    """Publish the pairs; return what the button and the clock take."""
    run, before = programme.match_runs.get(kind=KIND.COHORT), Partnership.objects.count()
    held = timed(lambda: publishing.hold(run, by=by, at=timezone.now()))
    pressed = timed(lambda: publishing.send(run, by=by, at=timezone.now()))
    whole = timed(lambda: sending.carry_on(run.pk, at=timezone.now()))
    many = Partnership.objects.count() - before
    return {"hold": held, "send": pressed, "clock.sending": whole, "clock.sent": many}


def main(seed: int, asked: int, sizes: list[int]) -> None:
    """Fill both, count, and ask."""
    _make_keys()
    known = {size: programme_of(size, seed) for size in sizes}
    with connection.cursor() as cursor:  # the clock does so, or PostgreSQL by itself
        cursor.execute("ANALYZE")
    work = counted(known[sizes[-1]][0])
    client, pages = Client(), {}
    for size, (programme, by) in known.items():
        client.force_login(by)
        pages[size] = asked_for(client, addresses(programme), asked)
    print(json.dumps({"pages": pages, "work": work | sent(*known[sizes[-1]])}))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), [int(size) for size in sys.argv[3:]])
