"""A programme with its co-ordinator, and who looks at it in a browser."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import coordinator_of, make_programme


class World:
    """One programme, and the pages of its governance."""

    def __init__(self, programme):
        self.programme = programme
        self.coordinator = coordinator_of(programme)

    def page(self, name, *args):
        return reverse(f"governance:{name}", args=[self.programme.pk, *args])

    def browser(self, user=None):
        client = Client()
        client.force_login(user or self.coordinator)
        return client

    def shown(self, name, *args, to=None, **asked):
        reply = self.browser(to).get(self.page(name, *args), asked)
        assert reply.status_code == 200, reply.status_code
        return reply.content.decode()


@pytest.fixture
def world(db):
    return World(make_programme())
