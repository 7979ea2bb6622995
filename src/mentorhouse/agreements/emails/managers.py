"""Letters of a three-way start. They say that there is something to read, and nothing of it.

Letters to a line manager name the mentee and the programme, never the mentor (R6.10).
"""

from dataclasses import replace
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation

from mentorhouse.access.links import token_of
from mentorhouse.accounts.models import User
from mentorhouse.agreements import queries
from mentorhouse.agreements.models import ManagersPart
from mentorhouse.agreements.states import PartState
from mentorhouse.design.words import day
from mentorhouse.languages.offered import chosen
from mentorhouse.languages.saying import say
from mentorhouse.notifications import Letter, Link, letter
from mentorhouse.partnerships.models import Partnership


@letter("agreement.managers_part")
def managers_part(_to: None, about: dict[str, str]) -> Letter | None:
    """Ask a line manager for their part; nothing is sent once they signed or were asked anew."""
    row = _waiting(about)
    return None if row is None else _with_link(row, _to_manager(row.partnership, row))


@letter("agreement.managers_part_reminder")
def managers_part_reminder(_to: None, about: dict[str, str]) -> Letter | None:
    """Remind a line manager who has not answered; the link is the one they have."""
    row = _waiting(about)
    if row is None or row.state != PartState.ASKED:
        return None
    words = _to_manager(row.partnership, row)
    name = queries.mentee_of(row.partnership).name
    first = say("We wrote to you some days ago and have not had an answer. It takes five minutes.")
    subject = say("{name} still waits for your part", name=name)
    return _with_link(row, replace(words, subject=subject, paragraphs=(first, *words.paragraphs)))


def letter_to_show(partnership: Partnership, *, name: str, until: datetime) -> Letter:
    """Return the letter that a line manager will get, but for its link: the mentee reads it first.

    It is in the language in which it will be sent.
    """
    with translation.override(chosen("")):
        return _to_manager(partnership, ManagersPart(name=name, link_until=until))


def _to_manager(partnership: Partnership, row: ManagersPart) -> Letter:
    said = {"name": queries.mentee_of(partnership).name, "programme": partnership.programme.name}
    until = day(row.link_until) if row.link_until else ""
    return Letter(
        subject=say("{name} asks for your part at the start of mentoring", **said),
        paragraphs=(
            say("{name} begins mentoring in “{programme}” and names you as line manager.", **said),
            say("You are asked for one conversation at the start, and to agree on time and "
                "support. You sign your own part and nothing else."),
            say("What is talked about in mentoring is confidential. You will not be told of it."),
            say("Please answer by {day}. If you do not, nothing counts as agreed.", day=until),
            say("You need no account. The link is for you alone and works for one signature."),
        ),
        greeting=say("Hello {name}", name=row.name),
    )  # fmt: skip


def _with_link(row: ManagersPart, words: Letter) -> Letter | None:
    token = token_of(row)
    if token is None:
        return None
    page = settings.BASE_URL + reverse("agreements:managers_part", args=[token])
    return replace(words, link=Link(say("Read what is asked and answer"), page), to=row.email)


def _waiting(about: dict[str, str]) -> ManagersPart | None:
    row = queries.parts().filter(pk=about["part"], letters=int(about["letter"])).first()
    return row if row and queries.waits_for_manager(row, at=timezone.now()) else None


@letter("agreement.part_signed")
def part_signed(to: User, about: dict[str, str]) -> Letter | None:  # noqa: ARG001  # a writer's shape
    """Tell the pair that the line manager's part is signed; what it says stands on their page."""
    row = _of_running(about, PartState.SIGNED)
    if row is None:
        return None
    return Letter(
        subject=say("The line manager’s part is signed"),
        paragraphs=(
            say("The mentee’s line manager has signed their part of the start."),
            say("You two read it beside your agreement. From now on the line manager sees nothing "
                "more."),
        ),
        link=Link(say("Read the part"), _agreement_page(row)),
    )  # fmt: skip


@letter("agreement.manager_talks")
def manager_talks(to: User, about: dict[str, str]) -> Letter | None:  # noqa: ARG001  # likewise
    """Tell the mentee that their manager would like to talk before signing."""
    row = _of_running(about, PartState.TALK_FIRST)
    if row is None:
        return None
    return Letter(
        subject=say("Your line manager would like to talk first"),
        paragraphs=(
            say("Before they sign their part, your line manager would like to talk with you."),
            say("Find a time for it soon. Their link stays as it is, so they can sign afterwards."),
        ),
        link=Link(say("See where it stands"), _asking_page(row)),
    )


@letter("agreement.manager_silent")
def manager_silent(to: User, about: dict[str, str]) -> Letter | None:  # noqa: ARG001  # likewise
    """Tell the mentee that nobody answered in time, and what they can do."""
    row = _of_running(about, PartState.ASKED)
    if row is None or row.ran_out_at is None:
        return None
    return Letter(
        subject=say("No answer from your line manager yet"),
        paragraphs=(
            say("Your line manager has not answered in time. Perhaps a word helps."),
            say("You can send the letter again. It then has a new link."),
        ),
        link=Link(say("See where it stands"), _asking_page(row)),
    )


def _of_running(about: dict[str, str], state: PartState) -> ManagersPart | None:
    row = queries.parts().filter(pk=about["part"], state=state.value).first()
    return row if row and queries.starts_three_way(row.partnership) else None


def _agreement_page(row: ManagersPart) -> str:
    return settings.BASE_URL + reverse("agreements:agreement", args=[row.partnership_id])


def _asking_page(row: ManagersPart) -> str:
    return settings.BASE_URL + reverse("agreements:ask_manager", args=[row.partnership_id])
