"""Every address has a door, or is exempt by name with a reason."""

from collections.abc import Iterator

import pytest
from django.test import RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver

from mentorhouse.access.doors import DoorMiddleware, has_door
from mentorhouse.access.policy import POLICY


def patterns(resolver: URLResolver, above: str = "") -> Iterator[tuple[str, URLPattern]]:
    for entry in resolver.url_patterns:
        where = above + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from patterns(entry, where)
        else:
            yield where, entry


ALL = list(patterns(get_resolver()))


@pytest.mark.parametrize("where, pattern", ALL, ids=[where for where, _ in ALL])
def test_every_address_has_a_door(where, pattern):
    assert has_door(pattern.callback), f"/{where} has no door: hang it in @door(Capability.…)"


def test_every_door_names_a_capability_of_the_policy():
    named = {p.callback.capability for _, p in ALL if hasattr(p.callback, "capability")}
    assert named <= set(POLICY)


def test_a_view_without_a_door_is_refused():
    def doorless(request): ...

    from django.http import Http404

    with pytest.raises(Http404):
        DoorMiddleware(doorless).process_view(RequestFactory().get("/"), doorless, (), {})


def test_there_are_addresses_to_check():
    assert len(ALL) > 40
