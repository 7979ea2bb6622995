"""Two at once: one version in force, one acceptance of what was shown, nobody's words lost."""

import pytest
from django.db import connection

from mentorhouse.audit.queries import verify_chain
from mentorhouse.design.two_writers import ChangedMeanwhile
from mentorhouse.notifications.models import OutboxLetter
from mentorhouse.policies.actions import accepting, writing
from mentorhouse.policies.actions.writing import Wording
from mentorhouse.policies.models import Acceptance, Document, Policy
from mentorhouse.policies.rules import OutdatedVersion, RemindedToday
from tests.policies.conftest import AT, TODAY, House
from tests.together import at_once

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keystore"])
ROUNDS = 3


def putting(house, draft):
    return lambda: writing.put_in_force(
        draft, based_on=draft.revision, approved_by="The board", approved_on=TODAY,
        by=house.coordinator, at=AT,
    )  # fmt: skip


def accepting_it(house, person, document):
    shown, user = house.again(document), person.user
    return lambda: accepting.accept(shown, by=user, at=AT)


def kinds(done):
    return sorted(type(row).__name__ for row in done)


def test_two_put_the_same_draft_in_force():
    for _ in range(ROUNDS):
        house = House()
        draft = house.write()
        done = at_once(putting(house, draft), putting(house, draft))
        assert kinds(done) == ["AlreadyInForce", "Document"], done
    assert verify_chain().whole


def test_two_put_two_drafts_in_force():
    for _ in range(ROUNDS):
        house = House()
        house.in_force()
        common = house.write("New for everyone.")
        own = house.write("New for Aspen.", organisation=house.mentor.organisation)
        done = at_once(putting(house, common), putting(house, own))
        assert kinds(done) == ["Document", "Document"], done
        in_force = Document.objects.filter(
            policy__programme=house.programme, state="in force"
        ).values_list("text", flat=True)
        assert set(in_force) == {"New for everyone.", "New for Aspen."}


def test_one_puts_a_draft_in_force_while_the_other_changes_it():
    for _ in range(ROUNDS):
        house = House()
        draft = house.write("Old")
        policy = house.policy()
        done = at_once(
            putting(house, draft),
            lambda house=house, policy=policy: writing.write(
                policy, None, Wording(text="New"), based_on=1, by=house.coordinator, at=AT
            ),
        )
        assert sum(isinstance(row, ChangedMeanwhile) for row in done) == 1, done
        text = "Old" if isinstance(done[0], Document) else "New"
        row = Document.objects.get(policy__programme=house.programme)
        assert (row.text, row.state) == (text, "in force" if text == "Old" else "draft")


def test_two_write_to_an_empty_place():
    for _ in range(ROUNDS):
        house = House()
        policy = house.policy()
        done = at_once(*(
            lambda text=text, policy=policy, house=house: writing.write(
                policy, None, Wording(text=text), based_on=0, by=house.coordinator, at=AT
            )
            for text in ("One", "Two")
        ))  # fmt: skip
        assert kinds(done) == ["ChangedMeanwhile", "Document"], done
        assert Policy.objects.filter(programme=house.programme).count() == 1


def test_accepting_while_a_new_version_goes_into_force():
    for _ in range(ROUNDS):
        house = House()
        house.require()
        shown = house.in_force("Old")
        draft = house.write("New")
        done = at_once(accepting_it(house, house.mentee, shown), putting(house, draft))
        assert isinstance(done[1], Document), done
        kept = Acceptance.objects.filter(person=house.mentee).first()
        # Either it was accepted before it was replaced, or the stale one was refused.
        assert (kept is None) == isinstance(done[0], OutdatedVersion), done
        assert kept is None or kept.document == shown


def test_a_double_press():
    house = House()
    house.require()
    document = house.in_force()
    done = at_once(*[accepting_it(house, house.mentee, document)] * 2)
    assert kinds(done) == ["Acceptance", "Acceptance"], done
    assert Acceptance.objects.count() == 1


def test_two_reminders_at_once():
    house = House()
    house.require()
    house.in_force()
    policy = house.policy()
    remind = lambda: accepting.remind(policy, by=house.coordinator, at=AT)  # noqa: E731
    done = at_once(remind, remind)
    assert sum(isinstance(row, RemindedToday) for row in done) == 1, done
    assert OutboxLetter.objects.count() == 2


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite lets one deed write at a time")
def test_without_the_lock_the_database_still_keeps_one_version_in_force(monkeypatch):
    house = House()
    house.in_force()
    draft = house.write("New")
    monkeypatch.setattr(writing, "locked", unlocked)
    done = at_once(putting(house, draft), putting(house, draft))
    assert Document.objects.filter(state="in force").count() == 1, done


def unlocked(policy, *, by):
    return Policy.objects.get(pk=policy.pk)
