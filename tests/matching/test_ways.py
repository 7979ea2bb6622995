"""A way of matching that is off has no page, no link and no deed (R5.01)."""

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from mentorhouse.access.relations import NotVisible
from mentorhouse.matching.actions.starting import start
from mentorhouse.matching.models import MatchRun
from mentorhouse.programmes.design import parse_design, plain, shipped_design
from tests.factories import AT, coordinator_of, make_programme
from tests.matching.test_pages import addresses
from tests.matching.worlds import drafted, programme_of

Kind = MatchRun.Kind
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


PAGES = {
    "cohort": ("runs", "trial"),
    "shortlist": ("shortlists",),
    "either": ("two", "wishes"),
    "always": ("check", "waiting"),
}
OF_TEMPLATES = {
    "health_talent": {"shortlist", "either", "always"},
    "mentor_register": {"always"},
    "peer_mentoring": {"cohort", "either", "always"},
    "open_mentoring": {"always"},
    "learning_contract": {"cohort", "shortlist", "either", "always"},
}


@pytest.mark.requirement("R5.01")
@pytest.mark.parametrize("template", sorted(OF_TEMPLATES))
def test_each_template_has_the_pages_and_links_of_its_ways_and_no_others(template):
    data = plain(shipped_design(template)) | {"name": template}
    programme = make_programme(design=parse_design(data))
    client = Client()
    client.force_login(coordinator_of(programme))
    links = client.get(reverse("matching:check", args=[programme.pk])).text
    for way, names in PAGES.items():
        on = way in OF_TEMPLATES[template]
        for name in names:
            address = reverse(f"matching:{name}", args=[programme.pk])
            assert client.get(address).status_code == (200 if on else 404), name
            if name in {"runs", "shortlists", "two"}:
                assert (f'href="{address}"' in links) == on, name
    for way, kind in (("cohort", Kind.COHORT), ("shortlist", Kind.SHORTLIST)):
        if way not in OF_TEMPLATES[template]:
            with pytest.raises(NotVisible):
                start(programme, kind, by=coordinator_of(programme), at=AT)
    if "either" not in OF_TEMPLATES[template]:
        address = reverse("matching:pair_up", args=[programme.pk, uuid4(), uuid4()])
        assert client.post(address).status_code == 404
