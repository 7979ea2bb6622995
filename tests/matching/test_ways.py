"""A way of matching that is off has no page, no link and no deed (R5.01)."""

import pytest
from django.test import Client
from django.urls import reverse

from mentorhouse.access.relations import NotVisible
from mentorhouse.matching.actions.starting import start
from mentorhouse.matching.models import MatchRun
from mentorhouse.programmes.design import parse_design, plain
from tests.factories import AT, coordinator_of
from tests.matching.test_pages import addresses
from tests.matching.worlds import drafted, programme_of

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])


def choose(programme, *ways):
    data = plain(programme.design)
    data["matching"]["ways"] = list(ways)
    programme.design_data = plain(parse_design(data))
    programme.save(update_fields=["design_data"])


@pytest.mark.requirement("R5.01")
def test_where_nobody_is_matched_at_once_runs_do_not_exist():
    programme = programme_of()
    run = drafted(programme)
    client = Client()
    client.force_login(coordinator_of(programme))
    pages = addresses(run)
    for shared in ("wishes", "lock", "forbid", "lift"):
        del pages[shared]  # what is laid down counts for shortlists too
    assert {client.get(page).status_code for page in pages.values()} == {200}
    desk = reverse("home:desk", args=[programme.pk])
    link = f'href="{pages["runs"]}"'
    assert link in client.get(desk).text
    choose(programme, "shortlist", "self_service")
    assert {client.get(page).status_code for page in pages.values()} == {404}
    assert link not in client.get(desk).text
    with pytest.raises(NotVisible):
        start(programme, by=coordinator_of(programme), at=AT)
    assert MatchRun.objects.count() == 1
