"""The line manager’s blindness: what people write and whom they meet never reaches a manager.

Texts are planted wherever somebody writes in trust. Then all that a manager can reach by a link,
in each of its states, and all that they receive, is searched for them.
"""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from mentorhouse.access.links import LinkHolder, token_of
from mentorhouse.agreements.actions import begin, write
from mentorhouse.agreements.actions import three_way as start
from mentorhouse.agreements.models import Clause
from mentorhouse.meetings.actions.recording import Facts, record_held, write_log
from mentorhouse.notifications.channels import FileChannel
from mentorhouse.notifications.worker.outbox import drain
from mentorhouse.partnerships.models import Partnership
from mentorhouse.people.actions import change_profile, give_identity, keep_adjustments
from mentorhouse.people.models import IdentityAnswer
from mentorhouse.people.rules import Needs
from mentorhouse.recruitment.actions import endorsing
from mentorhouse.recruitment.actions.endorsing import Said
from mentorhouse.recruitment.actions.following import follow_up
from mentorhouse.recruitment.models import Application, Endorsement
from mentorhouse.recruitment.states import ApplicationState, EndorsementMove
from mentorhouse.vault.sealing import open_row, open_rows, seal
from tests.agreements import starting
from tests.factories import (
    make_application,
    make_mentee,
    make_mentor,
    make_partnership,
    make_person,
)
from tests.recruitment.asking import MANAGER, SPONSOR, asking_programme, link, yes

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])
DAY = timedelta(days=1)
GOAL, DECISION, IDENTITY, ADJUSTMENT, TOPIC, CLAUSE, PARTNER, BIOGRAPHY, THEIRS = PLANTED = (
    "Wishes-to-leave-the-trust", "Declined-for-a-reason", "Quaintly-identified",
    "Needs-a-quiet-room", "Talked-about-the-manager", "Agreed-to-speak-freely",
    "Partnerine Hiddenname", "Grew-up-by-the-sea", "The-sponsor-has-doubts",
)  # fmt: skip


class Story:
    """An applicant with all that they confide, from the draft to a partnership that runs."""

    def __init__(self, folder):
        cache.clear()
        self.folder, self.now = folder, timezone.now()
        self.programme = asking_programme(asked=["line_manager", "sponsor"])
        self.person = make_person("Ada Applicant")
        self.user = self.person.user
        self.application = make_application(
            self.programme, person=self.person, answers={"goals": GOAL, "partner": GOAL}
        )
        seal(self.application, decision_words=DECISION)
        self.application.save()
        said = {IdentityAnswer.Kind.CHARACTERISTICS: IDENTITY}
        give_identity(self.person, said, by=self.user, at=self.now)
        keep_adjustments(self.person, Needs(words=ADJUSTMENT), by=self.user, at=self.now)
        change_profile(self.person, {"pronouns": BIOGRAPHY}, by=self.user, at=self.now)

    def ask(self, who=MANAGER, *, at=None):
        return endorsing.ask_for(self.application, who, by=self.user, at=at or self.now)

    def begin_mentoring(self):
        self.application.state = ApplicationState.APPROVED.value
        self.application.save()
        mentor = make_mentor(self.programme, make_person(PARTNER))
        mentee = make_mentee(self.programme, self.person)
        pair = make_partnership(self.programme, mentor, mentee)
        agreement = begin(pair, by=self.user, at=self.now)
        texts = {clause.key: CLAUSE for clause in self.programme.design.agreement.clauses}
        write(agreement, texts, based_on=1, by=self.user, at=self.now)
        facts = Facts(held_on=self.now.date() - DAY, length_minutes=60, way="telephone")
        held = record_held(pair, facts, zone="Europe/London", by=self.user, at=self.now)
        write_log(held, {"topics": TOPIC}, based_on=0, by=self.user, at=self.now)

    def letters(self):
        """All that has left to the manager or the sponsor, whole."""
        channel = FileChannel(self.folder)
        drain(channel, now=lambda: self.now + 12 * DAY)
        known = {MANAGER.email, SPONSOR.email}
        return [
            (self.folder / name).read_bytes().decode() + channel.read(name).text
            for name in channel.names()
            if channel.read(name).to in known
        ]


def reached(path, said=None):
    """What somebody without an account is shown, with its headers."""
    client = Client()
    page = client.post(path, said) if said else client.get(path)
    return f"{page.content.decode()} {dict(page.headers)} {page.cookies}"


def found(texts):
    return {planted for planted in PLANTED for text in texts if planted in text}


def test_what_is_planted_is_really_there(tmp_path):
    story = Story(tmp_path)
    story.begin_mentoring()
    row = Application.objects.get(pk=story.application.pk)
    opened = open_row(story.user, row, at=story.now, purpose="read own answers")
    assert GOAL in opened["answers"]
    assert DECISION in opened["decision_words"]
    clauses = Clause.objects.filter(version__number=2)
    opened = open_rows(story.user, clauses, at=story.now, purpose="read")
    assert CLAUSE in {each["text"] for each in opened}
    needs = open_row(story.user, story.person.adjustments, at=story.now, purpose="read")
    assert ADJUSTMENT in needs["needs"]


@pytest.mark.requirement("R3.05")
def test_nothing_that_a_manager_reaches_or_receives_holds_what_was_confided(tmp_path):
    story = Story(tmp_path)
    texts = []
    row, other = story.ask(), story.ask(SPONSOR)
    where = link(row)
    doubts = Said(EndorsementMove.TALK, comment=THEIRS)
    endorsing.answer(doubts, once=uuid4(), by=LinkHolder(other.pk), at=story.now)
    texts += [reached(where), reached(where, yes(hours="")), reached(where, yes(answer="x"))]
    endorsing.send_again(row, by=story.user, at=story.now + 2 * DAY)
    follow_up(at=story.now + 10 * DAY)
    texts += [reached(where), reached(link(row)), *story.letters()]
    late = Endorsement.objects.filter(pk=row.pk)
    late.update(link_until=story.now - DAY)
    texts.append(reached(link(row)))
    late.update(link_until=story.now + 20 * DAY)
    answer = yes(comment="Own words")
    texts += [reached(link(row), answer), reached(link(row), answer), reached(link(row))]
    story.begin_mentoring()
    follow_up(at=story.now + 11 * DAY)
    texts += [reached(link(row)), *story.letters()]
    briefing = reverse("recruitment:for_managers", args=[story.programme.pk])
    texts += [reached(briefing), reached(reverse("handbook:public", args=[story.programme.pk]))]
    assert any("Mentoring starts for Ada Applicant" in text for text in texts)
    assert any("Own words" in text for text in texts)
    assert found(texts) == set()


@pytest.mark.requirement("R3.05")
def test_a_manager_sees_no_other_s_answer_and_no_state_of_the_application(tmp_path):
    story = Story(tmp_path)
    row, other = story.ask(), story.ask(SPONSOR)
    doubts = Said(EndorsementMove.DECLINE, comment=THEIRS)
    endorsing.answer(doubts, once=uuid4(), by=LinkHolder(other.pk), at=story.now)

    def seen():
        page = Client().get(link(row)).content.decode()
        return page[page.index("nhsuk-lede-text") : page.index("<form")]

    before = seen()
    for state in (ApplicationState.WAITING, ApplicationState.ASKED, ApplicationState.DRAFT):
        story.application.state = state.value
        story.application.save()
        assert seen() == before
    assert SPONSOR.name not in before


def test_a_link_gives_no_way_to_any_other_page(tmp_path):
    story = Story(tmp_path)
    row = story.ask()
    client = Client()
    client.get(link(row))
    client.post(link(row), yes())
    own = [
        reverse("recruitment:support", args=[story.application.pk]),
        reverse("recruitment:endorsements", args=[story.programme.pk]),
        reverse("recruitment:endorsement", args=[story.programme.pk, row.pk]),
    ]
    assert {client.get(path).status_code for path in own} == {302}
    assert "_auth_user_id" not in client.session


@pytest.mark.requirement("R3.05")
@pytest.mark.requirement("R6.10")
@pytest.mark.requirement("R6.07")
def test_a_manager_who_joins_at_the_start_learns_nothing_of_what_was_confided(tmp_path):
    story = Story(tmp_path)
    data = story.programme.design.model_dump(mode="json")
    data["agreement"]["three_way_start"] = True
    story.programme.design_data = data
    story.programme.save()
    story.begin_mentoring()
    pair = Partnership.objects.get(programme=story.programme)

    def asked(at):
        return start.ask_manager(pair, name=MANAGER.name, email=MANAGER.email, by=story.user, at=at)

    def where(part):
        return reverse("agreements:managers_part", args=[token_of(part)])

    texts, part = [], asked(story.now - 30 * DAY)
    texts.append(reached(where(part)))  # too late
    part = asked(story.now - 8 * DAY)
    texts.append(reached(where(part), starting.form(name="")))
    start.follow_up(at=story.now)
    texts += [reached(where(part)), *story.letters()]
    talk = starting.form(answer="ask to talk first")
    sent = starting.form(support="Own words")
    texts += [reached(where(part), said) for said in (talk, sent, sent, starting.form())]
    texts += [reached(where(part)), *story.letters()]
    assert any("Ada Applicant still waits for your part" in text for text in texts)
    assert any("Own words" in text for text in texts)
    assert found(texts) == set()
    pair.state = "lapsed"
    pair.save()
    assert found([reached(where(part))]) == set()
