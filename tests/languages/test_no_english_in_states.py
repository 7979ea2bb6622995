"""Search and events in each of their states: nothing is English on the Welsh page (R13.04)."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from mentorhouse.register import actions as register
from mentorhouse.training.models import Event
from tests.factories import make_mentee, make_person
from tests.languages.test_no_english_left import (
    NAMES,
    is_english,
    of_modules,
    said,
    the_same_in_welsh,
    written_by_people,
)
from tests.register.test_search import mentor_of
from tests.register.worlds import programme_of
from tests.training.conftest import House, signed_in
from tests.training.test_event_pages import typed

pytestmark = [
    pytest.mark.django_db(databases=["default", "keystore"]),
    pytest.mark.requirement("R13.04"),
]
SEARCHES = {
    "all": "",
    "words": "?words=coaching",
    "slip": "?words=negotation",
    "unknown word": "?words=zzzzz",
    "near a town": "?place=York&within=50",
    "no known place": "?place=Nowhereton&within=25",
    "choices": "?words=coaching&skill=coaching&way=video&free=on",
    "nobody": "?words=coaching&grade=none+such",
    "nonsense": "?place=" + 200 * "y" + "&within=never",
}


def left_on(client, address, known=frozenset()):
    data = written_by_people() | NAMES | of_modules() | the_same_in_welsh() | set(known)
    ordered = sorted((text for text in data if len(text) > 2), key=len, reverse=True)
    both = said(client, address, "en-gb") & said(client, address, "cy")
    return [text for text in sorted(both) if is_english(text, ordered)]


@pytest.mark.parametrize("state", SEARCHES)
def test_register_search_says_nothing_in_english(state):
    at = timezone.now()
    programme = programme_of(matching={"ways": ["self_service"]}, training={"mentors": "off"})
    mentee = make_mentee(programme)
    told = {"skills": ["Coaching"], "experience": "Years of negotiation", "ways": ["video"]}
    mentor_of(programme, "Ann", told, location="York", languages="Welsh", profession="Nursing")
    register.refresh(programme, at=at)
    address = reverse("register:search", args=[programme.pk]) + SEARCHES[state]
    typed_here = {"coaching", "negotation", "zzzzz", "York", "Nowhereton", 200 * "y", "none such"}
    client = signed_in(mentee.person.user)
    assert said(client, address, "cy")
    assert left_on(client, address, typed_here | {"negotiation", "Coaching"}) == []


def test_a_search_that_is_being_prepared_says_nothing_in_english():
    programme = programme_of(matching={"ways": ["self_service"]})
    client = signed_in(make_mentee(programme).person.user)
    assert left_on(client, reverse("register:search", args=[programme.pk])) == []


def test_events_say_nothing_in_english():
    house = House()
    keeper, first = signed_in(house.coordinator), signed_in(house.mentee.user)
    second = signed_in(make_mentee(house.programme, make_person("Nia Next")).person.user)
    data = typed(places="1", ways=["room", "telephone"])
    keeper.post(house.path("events/new/"), data)
    event = Event.objects.get()
    here = house.path(f"events/{event.pk}/")
    wrote = {"Room 4", "0300 000"}

    def nothing_on(client, *more):
        for page in (house.path("events/"), here, *more):
            assert said(client, page, "cy")
            assert left_on(client, page, wrote) == [], page

    nothing_on(first)  # there is a place
    first.post(f"{here}book/", {"way": "room"})
    nothing_on(first, f"{here}give-back/")  # booked
    nothing_on(second)  # full
    second.post(f"{here}book/", {"way": "room", "wait": "1"})
    nothing_on(second, f"{here}give-back/")  # waiting
    now = timezone.now()
    over = {"starts_at": now - timedelta(hours=3), "ends_at": now - timedelta(hours=1)}
    Event.objects.update(**over)
    nothing_on(first, f"{here}feedback/")
    nothing_on(second)
    Event.objects.update(starts_at=None, ends_at=None, taken=0)
    third = signed_in(house.mentor.user)
    nothing_on(third)  # undated
    third.post(f"{here}date/")
    nothing_on(third)
    Event.objects.update(state="called off")
    nothing_on(third)
