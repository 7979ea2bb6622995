"""Letters about first talks. They name nobody and hold nothing that anybody wrote."""

from collections.abc import Sequence
from email.utils import parseaddr

from django.conf import settings
from django.urls import reverse
from django.utils import formats, timezone

from mentorhouse.accounts.models import User
from mentorhouse.languages.saying import say
from mentorhouse.matching.models import Invitation
from mentorhouse.matching.queries.inviting.letters import offers_time, talk_about
from mentorhouse.matching.rules import inviting as rules
from mentorhouse.matching.rules.letters import WORDS, Words
from mentorhouse.matching.states.inviting import OPEN, TalkState
from mentorhouse.notifications import Attachment, Letter, Link, calendar, letter

S = TalkState
GIVEN_UP = frozenset(S) - {S.AGREED, S.MET, S.CHOSEN, S.CONFIRMED}  # none other is agreed since


def page_of(talk: Invitation) -> str:
    """Return the address of the talk's page."""
    return settings.BASE_URL + reverse("matching:talk", args=[talk.pk])


def entry_of(talk: Invitation) -> calendar.Entry:
    """Return what stands in calendars of a talk, agreed or given up: when, and no more."""
    start = talk.starts_at or talk.gave_up
    if start is None:
        raise ValueError("A talk without a time is in no calendar.")
    return calendar.Entry(
        meeting=talk.pk,
        sequence=talk.sequence,
        changed_at=talk.changed_at,
        starts_at=start,
        minutes=talk.minutes,
        page=page_of(talk),
    )


@letter("talk.asked")
def asked(to: User, about: dict[str, str]) -> Letter | None:
    """Tell a mentor that somebody would like to meet them."""
    return _letter(to, about, "asked", states=(S.SENT,))


@letter("talk.proposed")
def proposed(to: User, about: dict[str, str]) -> Letter | None:
    """Ask to pick one of other times."""
    return _letter(to, about, "proposed", states=(S.SENT, S.ANSWERED), event="CANCEL")


@letter("talk.offered")
def offered(to: User, about: dict[str, str]) -> Letter | None:
    """Tell a mentee who has asked that the mentor offers times now; nothing once all are gone."""
    written = _letter(to, about, "offered", states=(S.SENT, S.ANSWERED))
    return written if written and offers_time(about, at=timezone.now()) else None


@letter("talk.given_up")
def given_up(to: User, about: dict[str, str]) -> Letter | None:
    """Take the time that one has given up out of one’s own calendar."""
    return _letter(to, about, "given_up", states=GIVEN_UP, event="CANCEL")


@letter("talk.missed")
def missed(to: User, about: dict[str, str]) -> Letter | None:
    """Ask the mentor for new times, as the two did not meet."""
    return _letter(to, about, "missed", states=(S.SENT,), event="CANCEL")


@letter("talk.agreed")
def agreed(to: User, about: dict[str, str]) -> Letter | None:
    """Tell that a time is agreed, with the event for one's calendar."""
    return _letter(to, about, "agreed", states=(S.AGREED,), event="REQUEST")


@letter("talk.met")
def met(to: User, about: dict[str, str]) -> Letter | None:
    """Say what a mentee can do after a first talk."""
    return _letter(to, about, "met", states=(S.MET,))


@letter("talk.chosen")
def chosen(to: User, about: dict[str, str]) -> Letter | None:
    """Ask the mentor to confirm."""
    return _letter(to, about, "chosen", states=(S.CHOSEN,))


@letter("talk.reminded")
def reminded(to: User, about: dict[str, str]) -> Letter | None:
    """Remind, once, whoever has yet to answer."""
    return _letter(to, about, "reminded", states=OPEN)


@letter("talk.declined")
def declined(to: User, about: dict[str, str]) -> Letter | None:
    """Tell the mentee kindly that the mentor cannot take it up."""
    return _letter(to, about, "declined", states=(S.DECLINED,), event="CANCEL")


@letter("talk.withdrawn")
def withdrawn(to: User, about: dict[str, str]) -> Letter | None:
    """Thank a mentor: the mentee looks further."""
    return _letter(to, about, "withdrawn", states=(S.WITHDRAWN,), event="CANCEL")


@letter("talk.released")
def released(to: User, about: dict[str, str]) -> Letter | None:
    """Thank a mentor: the mentee has found one. Nobody is told whom."""
    return _letter(to, about, "released", states=(S.RELEASED,), event="CANCEL")


@letter("talk.lapsed")
def lapsed(to: User, about: dict[str, str]) -> Letter | None:
    """Tell kindly that a talk cannot go on."""
    return _letter(to, about, "lapsed", states=(S.LAPSED,), event="CANCEL")


@letter("talk.expired")
def expired(to: User, about: dict[str, str]) -> Letter | None:
    """Tell both that the time to answer is over, and what they can do."""
    return _letter(to, about, "expired", states=(S.EXPIRED,), event="CANCEL")


def _letter(
    to: User, about: dict[str, str], kind: str, *, states: Sequence[S] | frozenset[S],
    event: str = "",
) -> Letter | None:  # fmt: skip
    """Write a letter from its words, unless the talk has moved on meanwhile."""
    found = talk_about(to, about, states=states)
    if found is None:
        return None
    talk, role = found
    words = WORDS.get((f"{kind}_mutual", role) if talk.mutual else (kind, role), WORDS[kind, role])
    named = {"programme": talk.programme.name}
    return Letter(
        subject=say(words.subject, **named),
        paragraphs=(*(say(one, **named) for one in words.paragraphs), *_until(talk, words, role)),
        link=_link(talk, words, role),
        attachments=_events(talk, to, event),
    )


def _until(talk: Invitation, words: Words, role: str) -> tuple[str, ...]:
    """Say by when an answer is due and what happens then (R5.20)."""
    if not words.asks or talk.answer_by is None:
        return ()
    day = formats.date_format(timezone.localtime(talk.answer_by), "j F Y")
    return (
        say("Please answer by {day}.", day=day),
        rules.afterwards(talk.state, role),
    )


def _link(talk: Invitation, words: Words, role: str) -> Link:
    if words.leads_on:
        part = talk.mentee_id if role == rules.MENTEE else talk.mentor_id
        path = reverse("matching:talks", args=[part])
        return Link(say(words.link), settings.BASE_URL + path)
    return Link(say(words.link), page_of(talk))


def _events(talk: Invitation, to: User, event: str) -> tuple[Attachment, ...]:
    """Attach the event, or the word to calendars that it is off; nothing was there before."""
    if not event or (talk.starts_at or talk.gave_up) is None:
        return ()
    write = calendar.request if event == "REQUEST" else calendar.cancellation
    organiser = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    file = write(entry_of(talk), attendee=to.email, organiser=organiser)
    return (Attachment("meeting.ics", file, f"text/calendar; method={event}"),)
