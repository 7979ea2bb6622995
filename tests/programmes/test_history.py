"""The history of a design: who, when, what; one version as a file; back to an earlier one."""

import pytest
from django.urls import reverse

from mentorhouse.programmes import actions
from mentorhouse.programmes.design import read_design, shipped_design
from mentorhouse.programmes.models import DesignVersion
from tests.factories import AT, make_person, make_user
from tests.programmes.posting import posted
from tests.programmes.test_topics import as_, form_of, page

pytestmark = pytest.mark.django_db


def started():
    by = make_user(may_start_programmes=True)
    make_person("Ada Example", user=by)
    return actions.start(shipped_design(), by=by, at=AT), as_(by), by


def change(programme, client, purpose):
    programme.refresh_from_db()
    data = posted(form_of(programme, "purpose"), purpose=purpose)
    client.post(page("topic", programme, "purpose"), data)
    programme.refresh_from_db()


def test_the_history_says_who_changed_what_and_when():
    programme, client, _ = started()
    change(programme, client, "To grow.")
    text = client.get(page("history", programme)).content.decode()
    assert "Ada Example" in text
    assert "What is the programme for?" in text
    assert "The design as it was at the start." in text
    assert text.index("Version 2") < text.index("Version 1")
    one = client.get(page("version", programme, 2)).content.decode()
    assert "To grow." in one
    assert "nothing" in one


def test_a_version_is_downloaded_as_the_file_that_it_was():
    programme, client, _ = started()
    change(programme, client, "To grow.")
    answer = client.get(page("version_file", programme, 1))
    assert read_design(answer.content.decode()) == shipped_design()
    assert "attachment" in answer["Content-Disposition"]


def test_going_back_asks_first_and_makes_a_new_version():
    programme, client, _ = started()
    change(programme, client, "To grow.")
    asked = client.post(page("version", programme, 1), {"version": 2}).content.decode()
    assert "What this changes" in asked
    client.post(page("version", programme, 1), {"version": 1, "confirmed": "yes"})
    programme.refresh_from_db()
    assert programme.design.purpose == "To grow."  # somebody changed it meanwhile
    client.post(page("version", programme, 1), {"version": 2, "confirmed": "yes"})
    programme.refresh_from_db()
    assert programme.design == shipped_design()
    assert programme.design_version == 3
    assert DesignVersion.objects.filter(programme=programme).count() == 3


def test_an_unknown_version_is_absent_and_an_account_that_is_gone_is_said_so():
    programme, client, by = started()
    assert client.get(page("version", programme, 9)).status_code == 404
    programme.design_versions.update(by=None)
    assert "account that is gone" in client.get(page("history", programme)).content.decode()
    assert "account that is gone" in client.get(page("version", programme, 1)).content.decode()
    assert by.pk


def test_a_long_history_pages_with_the_same_number_of_queries(django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    programme, client, _ = started()
    change(programme, client, "1")
    address = reverse("programmes:history", args=[programme.pk])
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
        counted = len(captured)
    for number in range(2, 4):
        change(programme, client, str(number))
    with django_assert_num_queries(counted):
        client.get(address)
    data = programme.design_data
    DesignVersion.objects.bulk_create(
        DesignVersion(programme=programme, number=number, data=data, at=AT)
        for number in range(5, 40)
    )
    assert "Version 14" in client.get(f"{address}?page=2").content.decode()


def test_a_number_of_a_version_that_nobody_can_have_seen_changes_nothing():
    programme, client, _ = started()
    change(programme, client, "To grow.")
    answer = client.post(page("version", programme, 1), {"version": "9" * 5000, "confirmed": "1"})
    assert answer.status_code == 302
    programme.refresh_from_db()
    assert programme.design_version == 2
