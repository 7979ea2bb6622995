"""Opening accounts and the link that lets people in."""

import re
import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mentorhouse.accounts import actions, queries
from mentorhouse.accounts.emails import CHANGES, changed, reset, welcome
from mentorhouse.accounts.models import SignInInvitation, User
from mentorhouse.accounts.rules import INVITATION_LIFE
from mentorhouse.audit.models import AuditEntry
from mentorhouse.notifications.models import OutboxLetter
from tests.accounts.conftest import AT, PASSWORD

pytestmark = pytest.mark.django_db


def acts() -> list[str]:
    return list(AuditEntry.objects.order_by("sequence").values_list("act", flat=True))


def token_of(url: str) -> str:
    return url.split("/account/welcome/")[1].split("/", maxsplit=1)[0]


@pytest.mark.requirement("R1.01")
def test_accounts_are_found_or_opened_by_address(user):
    found = actions.find_or_open(["ANWEN@example.org ", "new@example.org", "New@example.org", " "])
    assert found["ANWEN@example.org "] == user
    assert found["new@example.org"] == found["New@example.org"]
    assert set(found) == {"ANWEN@example.org ", "new@example.org", "New@example.org"}
    assert User.objects.count() == 2
    assert not found["new@example.org"].has_usable_password()


def test_opening_again_changes_nothing(user):
    before = User.objects.values().get()
    actions.find_or_open(["anwen@example.org"])
    assert User.objects.values().get() == before


def test_many_accounts_cost_few_questions(db, django_assert_max_num_queries):
    addresses = [f"p{n}@example.org" for n in range(1200)]
    with django_assert_max_num_queries(30):
        assert len(actions.find_or_open(addresses)) == 1200


@pytest.mark.django_db(transaction=True)
@pytest.mark.requirement("R1.01")
def test_two_at_once_open_one_account():
    begin, found = threading.Barrier(8), []

    def open_it() -> None:
        begin.wait()
        try:
            found.append(actions.find_or_open(["new@example.org"])["new@example.org"].pk)
        finally:
            connection.close()

    threads = [threading.Thread(target=open_it) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 8
    assert len(set(found)) == User.objects.count() == 1


def test_an_invitation_gives_standings_and_posts_one_letter(db):
    user = actions.invite("Boss@example.org", standings=["is_administrator"], at=AT)
    assert (user.email, user.is_administrator, user.is_auditor) == ("boss@example.org", True, False)
    assert OutboxLetter.objects.get().kind == "account.welcome"
    actions.invite("boss@example.org", standings=["is_auditor"], at=AT + timedelta(minutes=1))
    user.refresh_from_db()
    assert (user.is_administrator, user.is_auditor) == (True, True)
    assert acts() == ["account.invited"] * 2


@pytest.mark.requirement("R3.08")
def test_a_welcome_letter_holds_a_link_and_no_password(invited):
    letter = welcome(invited, {})
    assert token_of(letter.link.url)
    assert queries.invitation(token_of(letter.link.url), at=AT).user == invited
    assert not invited.has_usable_password()
    assert SignInInvitation.objects.get().token_hash not in letter.link.url


def test_no_welcome_for_someone_who_is_in_already(user):
    assert welcome(user, {}) is None


def test_someone_with_a_password_is_led_to_the_page_itself(user):
    assert actions.welcome_link(user, at=AT, then="/x/") == "http://127.0.0.1:8000/x/"
    assert not SignInInvitation.objects.exists()


def test_a_link_sets_the_password_once(invited):
    first, second = (token_of(actions.welcome_link(invited, at=AT)) for _ in range(2))
    actions.set_up_sign_in(first, password=PASSWORD, at=AT)
    invited.refresh_from_db()
    assert invited.check_password(PASSWORD)
    for token in (first, second):
        with pytest.raises(queries.LinkNoLongerOpens):
            actions.set_up_sign_in(token, password="another long phrase", at=AT)
    assert acts() == ["account.set_up"]


def test_a_link_that_was_written_while_a_password_was_chosen_does_not_open(invited):
    """The worker read the account before, and makes its link after the password is set."""
    as_it_was = User.objects.get(pk=invited.pk)
    actions.set_up_sign_in(token_of(actions.welcome_link(invited, at=AT)), password=PASSWORD, at=AT)
    late = token_of(actions.welcome_link(as_it_was, at=AT))
    with pytest.raises(queries.LinkNoLongerOpens):
        actions.set_up_sign_in(late, password="another long phrase", at=AT)


def test_a_link_expires(invited):
    token = token_of(actions.welcome_link(invited, at=AT))
    with pytest.raises(queries.LinkNoLongerOpens):
        actions.set_up_sign_in(token, password=PASSWORD, at=AT + INVITATION_LIFE)
    actions.set_up_sign_in(token, password=PASSWORD, at=AT + INVITATION_LIFE - timedelta(seconds=1))


def test_a_link_to_a_closed_account_does_not_open(invited):
    token = token_of(actions.welcome_link(invited, at=AT))
    User.objects.update(is_active=False)
    with pytest.raises(queries.LinkNoLongerOpens):
        actions.set_up_sign_in(token, password=PASSWORD, at=AT)


@pytest.mark.django_db(transaction=True)
def test_two_at_once_use_a_link_once():
    token = token_of(actions.welcome_link(User.objects.create_user("x@example.org"), at=AT))
    begin, outcomes = threading.Barrier(6), []

    def use(password: str) -> None:
        begin.wait()
        try:
            actions.set_up_sign_in(token, password=password, at=AT)
            outcomes.append(password)
        except queries.LinkNoLongerOpens:
            outcomes.append("")
        finally:
            connection.close()

    threads = [threading.Thread(target=use, args=(f"{PASSWORD} {n}",)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    [winner] = filter(None, outcomes)
    assert len(outcomes) == 6
    assert User.objects.get().check_password(winner)


def test_asking_for_a_link_posts_what_fits_the_account(user, invited):
    for address in ("ANWEN@example.org", "sion@example.org", "nobody@example.org"):
        actions.ask_for_link(address, at=AT)
    posted = set(OutboxLetter.objects.values_list("kind", "to"))
    assert posted == {("account.reset", user.pk), ("account.welcome", invited.pk)}


def test_asking_for_an_address_without_an_account_leaves_the_same_trace_and_no_letter(user):
    actions.ask_for_link("anwen@example.org", at=AT)
    actions.ask_for_link("nobody@example.org", at=AT)
    assert acts() == ["account.link_asked"] * 2
    assert OutboxLetter.objects.count() == 1


def test_asking_often_posts_one_letter_in_five_minutes(user):
    for seconds in (0, 1, 200, 299):
        actions.ask_for_link("anwen@example.org", at=AT + timedelta(seconds=seconds))
    assert OutboxLetter.objects.count() == 1
    actions.ask_for_link("anwen@example.org", at=AT + timedelta(seconds=300))
    assert OutboxLetter.objects.count() == 2


def test_a_closed_account_gets_no_link(user):
    User.objects.update(is_active=False)
    actions.ask_for_link("anwen@example.org", at=AT)
    assert not OutboxLetter.objects.exists()


@pytest.mark.parametrize("what", CHANGES)
def test_every_change_of_security_has_its_letter(user, what):
    actions.note_security_change(user, what, at=AT)
    row = OutboxLetter.objects.get()
    assert changed(user, row.about).paragraphs[0] == CHANGES[what]
    assert acts() == ["account.security_changed"]


def test_the_reset_letter_holds_a_link_of_its_owner(user):
    assert f"/account/password/reset/key/{user.pk.hex}-" in reset(user, {}).link.url


def test_new_accounts_are_written_in_one_order_so_that_two_deeds_never_wait_in_a_circle():
    with CaptureQueriesContext(connection) as queries:
        actions.find_or_open(["zoe@example.org", "ada@example.org", "mia@example.org"])
    (written,) = [query["sql"] for query in queries if query["sql"].startswith("INSERT")]
    addresses = re.findall(r"\w+@example.org", written)
    assert addresses == sorted(addresses)
    assert len(addresses) == 3
