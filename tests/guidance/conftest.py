"""A programme whose design has a history, and who looks at its library."""

import pytest
from django.test import Client
from django.urls import reverse

from mentorhouse.accounts.models import User
from mentorhouse.programmes.actions import open_recruitment, start
from mentorhouse.programmes.models import Programme
from tests.factories import (
    AT,
    complete_design,
    coordinator_of,
    make_mentee,
    make_mentor,
    make_person,
    make_user,
)


class Keeper:
    """A co-ordinator with a programme that was started as programmes are."""

    def __init__(self) -> None:
        self.user: User = make_person("Keeta Prism", user=make_user(may_start_programmes=True)).user
        self.programme: Programme = start(complete_design(), by=self.user, at=AT)
        open_recruitment(self.programme, by=self.user, at=AT)
        self.programme.refresh_from_db()
        self.mentor = make_mentor(self.programme)
        self.mentee = make_mentee(self.programme)

    def again(self) -> Programme:
        return Programme.objects.get(pk=self.programme.pk)


@pytest.fixture
def keeper(db) -> Keeper:
    return Keeper()


def as_(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page(name: str, programme: Programme, *args: object) -> str:
    return reverse(f"guidance:{name}", args=[programme.pk, *args])


__all__ = ["Keeper", "as_", "coordinator_of", "page"]
