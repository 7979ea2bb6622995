"""Doors: methods, signing in first, and refusals that look like absence."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpResponse
from django.test import RequestFactory

from mentorhouse.access.doors import door
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import HOUSE, NotVisible, may, relations_to, require
from mentorhouse.accounts.models import User

ASK = RequestFactory()


def ask(view, method="GET", user=None):
    request = ASK.generic(method, "/somewhere/?page=2")
    request.user = user or AnonymousUser()
    return view(request)


@door(Capability.READ_MEETING_LOG, methods=("GET",))
def guarded(request):
    return HttpResponse("in")


@door(Capability.SEE_PUBLIC_PAGES)
def public(request):
    return HttpResponse("in")


@door(Capability.READ_MEETING_LOG)
def refusing(request):
    raise NotVisible


def test_a_visitor_is_asked_to_sign_in_and_comes_back_to_the_same_page():
    answer = ask(guarded)
    assert answer.status_code == 302
    assert answer["Location"] == "/account/login/?next=/somewhere/%3Fpage%3D2"


def test_a_public_door_is_open():
    assert ask(public).content == b"in"


def test_a_method_that_the_door_does_not_name_is_refused():
    assert ask(guarded, "POST", User()).status_code == 405
    assert ask(guarded, "HEAD", User()).status_code == 200


def test_a_refusal_looks_like_absence():
    with pytest.raises(Http404):
        ask(refusing, user=User())


def test_a_row_that_no_room_knows_permits_nothing():
    assert relations_to(object(), User()) == frozenset()
    assert not may(User(), Capability.READ_MEETING_LOG, object())
    with pytest.raises(NotVisible):
        require(User(), Capability.RUN_INSTALLATION, HOUSE)
    require(User(is_administrator=True), Capability.RUN_INSTALLATION, HOUSE)
