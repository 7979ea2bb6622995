"""Error pages are calm, the same for everyone, and need neither the request nor the database."""

import pytest
from django.http import Http404
from django.test import Client, RequestFactory
from django.urls import path

from mentorhouse.access.doors import door
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible
from mentorhouse.config import urls
from mentorhouse.design import errors


@door(Capability.SEE_PUBLIC_PAGES)
def absent(request):
    raise Http404("row 17 of the concerns")


@door(Capability.SEE_PUBLIC_PAGES)
def forbidden(request):
    raise NotVisible


@door(Capability.SEE_PUBLIC_PAGES, methods=("GET", "POST"))
def broken(request):
    raise ValueError("words that nobody may see")


handler400, handler403 = urls.handler400, urls.handler403
handler404, handler500 = urls.handler404, urls.handler500
urlpatterns = [
    path("absent/", absent),
    path("forbidden/", forbidden),
    path("broken/", broken),
    *urls.urlpatterns,
]


@pytest.mark.urls(__name__)
@pytest.mark.django_db
def test_what_is_absent_and_what_is_forbidden_look_the_same(client):
    answers = [client.get(address) for address in ("/absent/", "/forbidden/", "/no/such/address/")]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1
    for answer in answers:
        answer.headers.pop("X-Request-ID", None)  # random
    assert len({tuple(sorted(answer.headers.items())) for answer in answers}) == 1
    assert b"row 17" not in answers[0].content
    assert "Page not found" in answers[0].content.decode()


@pytest.mark.urls(__name__)
def test_a_failure_is_told_calmly_without_a_database(client):
    """No `django_db` mark: a query would fail the test."""
    client.raise_request_exception = False
    answer = client.get("/broken/")
    assert answer.status_code == 500
    assert "This is our fault" in answer.content.decode()
    assert b"words that nobody" not in answer.content
    assert b"Traceback" not in answer.content


@pytest.mark.urls(__name__)
def test_a_form_without_its_token_is_refused_in_words():
    answer = Client(enforce_csrf_checks=True).post("/broken/", {"text": "typed"})
    assert answer.status_code == 403
    assert "what you typed is usually still there" in answer.content.decode()
    assert b"typed</" not in answer.content


def test_a_refused_permission_looks_like_absence():
    request = RequestFactory().get("/")
    answers = [page(request, Exception("x")) for page in (errors.forbidden, errors.not_found)]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert answers[0].content == answers[1].content
    assert errors.bad_request(request, Exception("x")).status_code == 400
