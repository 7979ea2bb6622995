"""Fills one pair's history and asks for its pages; prints JSON.

Run by `bench.pairs` in a process of its own: `python -m bench.pairs_asked ASKED MEETINGS ACTIONS
MESSAGES`.
"""

import json
import sys
import time
from datetime import timedelta
from uuid import uuid4

import django

django.setup()

from django.conf import settings  # noqa: E402  # after the set-up
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils import timezone  # noqa: E402

from mentorhouse.config.cli.demo import _make_keys  # noqa: E402
from mentorhouse.meetings.actions.acting import Doing, add_action  # noqa: E402
from mentorhouse.meetings.actions.arranging import Details, pick, propose  # noqa: E402
from mentorhouse.meetings.actions.contacting import send_message  # noqa: E402
from mentorhouse.meetings.actions.recording import Facts, record_held, write_log  # noqa: E402
from mentorhouse.partnerships.queries import partnership_for  # noqa: E402
from tests.factories import make_partnership, user_of  # noqa: E402

settings.ALLOWED_HOSTS = ["*"]
NEWEST = 0.95
TEXTS = {"topics": "What changes when one leads former colleagues.", "next_topic": "Saying no."}


def filled(meetings: int, actions: int, messages: int) -> tuple[object, dict[str, str]]:
    """Let a pair meet, agree and write; give the mentee and the addresses of their pages."""
    at, row = timezone.now(), make_partnership()
    mentee, mentor = user_of(row, "mentee"), user_of(row, "mentor")
    pair = partnership_for(mentee, row.pk)
    for number in range(meetings):
        facts = Facts((at - timedelta(days=number)).date(), 60, "telephone")
        met = record_held(pair, facts, zone="Europe/London", by=mentee, at=at)
        write_log(met, TEXTS, based_on=0, by=mentee, at=at)
    for number in range(actions):
        doing = Doing(f"Action {number}", mentee.pk, (at + timedelta(days=number % 90)).date())
        add_action(pair, doing, once=uuid4(), by=mentee, at=at)
    for number in range(messages):
        send_message(pair, f"Message {number}", once=uuid4(), by=mentor, at=at)
    offered = propose(pair, [at + timedelta(days=9)], Details(60, "video"), by=mentee, at=at)
    meeting = pick(offered, offered.options.get().pk, by=mentor, at=at)
    of_pair = ("home:partnership", "meetings:meetings", "meetings:actions", "meetings:messages",
               "meetings:between")  # fmt: skip
    of_one = ("meetings:meeting", "meetings:agenda", "meetings:during")
    pages = {name: reverse(name, args=[row.pk]) for name in of_pair}
    return mentee, pages | {name: reverse(name, args=[row.pk, meeting.pk]) for name in of_one}


def asked_for(client: Client, address: str, asked: int) -> dict[str, float]:
    """Ask for a page again and again; give its 95th percentile and its queries."""
    taken = []
    for _ in range(asked):
        began = time.process_time()
        client.get(address)
        taken.append((time.process_time() - began) * 1000)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200  # noqa: PLR2004  # it is there
    return {"p95": sorted(taken)[int(len(taken) * NEWEST)], "queries": len(queries)}


def main(asked: int, meetings: int, actions: int, messages: int) -> None:
    """Fill, and ask."""
    _make_keys()
    mentee, pages = filled(meetings, actions, messages)
    client = Client()
    client.force_login(mentee)
    print(json.dumps({name: asked_for(client, page, asked) for name, page in pages.items()}))


if __name__ == "__main__":
    main(*(int(number) for number in sys.argv[1:]))
