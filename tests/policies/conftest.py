"""A programme with people, and what its co-ordinator and they do with policies."""

from datetime import UTC, date, datetime

import pytest
from django.test import Client

from mentorhouse.policies.actions import accepting, keeping, writing
from mentorhouse.policies.actions.keeping import Particulars
from mentorhouse.policies.actions.writing import Wording
from mentorhouse.policies.models import Document
from mentorhouse.policies.queries import keeping as queries
from mentorhouse.programmes.states import ProgrammeState
from tests.factories import coordinator_of, make_mentee, make_mentor, make_person, make_programme

AT = datetime(2026, 11, 3, 10, 0, tzinfo=UTC)
TODAY = date(2026, 11, 3)
TEXT = "## How we meet\n\nBe kind.\n\n- Be on time.\n- Say so when you cannot come."


class House:
    """A running programme, its co-ordinator, a mentor and a mentee of two organisations."""

    def __init__(self):
        self.programme = make_programme(state=ProgrammeState.RUNNING)
        self.coordinator = coordinator_of(self.programme)
        make_person("Cora Keeper", user=self.coordinator)
        self.mentor = make_person("Mary Mentor", organisation="Aspen Trust", grade="SCS1")
        self.mentee = make_person("Menna Mentee", organisation="Birch Council")
        make_mentor(self.programme, self.mentor)
        make_mentee(self.programme, self.mentee)

    def policy(self, key="conduct", viewer=None):
        return queries.policy_for(viewer or self.coordinator, self.programme.pk, key)

    def require(self, of="both", key="conduct", at=AT, **more):
        policy = self.policy(key)
        said = Particulars(title=policy.title, required_of=of, **more)
        return keeping.change(policy, said, based_on=policy.revision, by=self.coordinator, at=at)

    def write(self, text=TEXT, key="conduct", organisation=None, based_on=None, at=AT, **wording):
        policy = self.policy(key)
        draft = queries.draft_of(self.coordinator, policy, organisation)
        seen = draft.revision if draft else 0
        return writing.write(
            policy, organisation, Wording(text=text, **wording),
            based_on=seen if based_on is None else based_on, by=self.coordinator, at=at,
        )  # fmt: skip

    def put(self, draft, at=AT, by=None):
        return writing.put_in_force(
            draft, based_on=draft.revision, approved_by="The steering group", approved_on=TODAY,
            by=by or self.coordinator, at=at,
        )  # fmt: skip

    def in_force(self, text=TEXT, key="conduct", organisation=None, at=AT, **wording):
        return self.put(self.write(text, key, organisation, at=at, **wording), at=at)

    def accept(self, person, document, at=AT):
        return accepting.accept(self.again(document), by=person.user, at=at)

    def again(self, document):
        return Document.objects.select_related("policy__programme", "organisation").get(
            pk=document.pk
        )


@pytest.fixture
def house():
    return House()


@pytest.fixture
def at_browser():
    """Give a client signed in as somebody."""

    def sign_in(user):
        client = Client()
        client.force_login(user)
        return client

    return sign_in
