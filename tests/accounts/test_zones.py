"""Pages show and take times in the zone that somebody chose on the page of their account."""

import re
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from mentorhouse.accounts.models import User
from mentorhouse.accounts.rules import time_zones
from mentorhouse.audit.models import AuditEntry
from mentorhouse.design.clocks import zone_named
from mentorhouse.design.words import clock
from tests.accounts.conftest import sign_in

pytestmark = pytest.mark.django_db
ADDRESS = "/account/time-zone/"


def test_every_zone_that_is_offered_is_known_and_is_named_by_its_place():
    offered = dict(time_zones())
    assert offered["Europe/London"] == "London (Europe)"
    assert offered["America/Argentina/Buenos_Aires"] == "Buenos Aires (Argentina)"
    assert [zone for zone in offered if zone_named(zone) is None] == []


def test_a_zone_is_chosen_on_the_page_and_times_follow(client, user):
    sign_in(client)
    page = client.get(ADDRESS).content.decode()
    assert re.search(r'value="Europe/London" selected', page)
    told = client.post(ADDRESS, {"timezone": "Asia/Tokyo"}, follow=True)
    assert "Tokyo (Asia)" in told.content.decode()
    assert User.objects.get(pk=user.pk).timezone == "Asia/Tokyo"
    assert AuditEntry.objects.filter(act="account.time_zone_chosen", subject_id=user.pk).exists()
    before, page, after = tokyo(), client.get(ADDRESS).content.decode(), tokyo()
    assert f"it is now {before}." in page or f"it is now {after}." in page


def tokyo():
    """What clocks show there, as pages say it."""
    return clock(timezone.now().astimezone(ZoneInfo("Asia/Tokyo")).time())


@pytest.mark.parametrize("nonsense", ["", "Europe/Atlantis", "../etc/passwd", "x" * 300])
def test_what_is_no_zone_is_refused_and_nothing_is_kept(client, user, nonsense):
    sign_in(client)
    page = client.post(ADDRESS, {"timezone": nonsense})
    assert "There is a problem" in page.content.decode()
    assert User.objects.get(pk=user.pk).timezone == "Europe/London"
