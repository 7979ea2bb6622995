"""Judgements on applications: what is met, who comes next, what a decision says (R3.07)."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from mentorhouse.languages.saying import mark, say
from mentorhouse.programmes.design import Design
from mentorhouse.programmes.rules import Profile, judged
from mentorhouse.recruitment.states import ApplicationMove, ApplicationState, Decision

_S, _D = ApplicationState, Decision
SHORTEST_REASON = 10
MOVES: Mapping[Decision, ApplicationMove] = {
    _D.APPROVE: ApplicationMove.APPROVE,
    _D.ASK: ApplicationMove.ASK,
    _D.WAIT: ApplicationMove.WAIT,
    _D.DECLINE: ApplicationMove.DECLINE,
}
# What a co-ordinator does; what stands once it is done; the colour of its tag.
DEEDS: Mapping[Decision, str] = {
    _D.APPROVE: mark("Approve"),
    _D.ASK: mark("Ask a question"),
    _D.WAIT: mark("Put on the waiting list"),
    _D.DECLINE: mark("Decline"),
}
MEANS: Mapping[Decision, str] = {
    _D.APPROVE: mark("They take part from then on, and get a link to sign in."),
    _D.ASK: mark("They read the question here, answer it, and the application comes back to you."),
    _D.WAIT: mark("Their place in the order is kept."),
    _D.DECLINE: mark("A kind letter. They may apply again."),
}
STANDINGS: Mapping[ApplicationState, tuple[str, str]] = {
    _S.DRAFT: (mark("Being written"), "grey"),
    _S.SUBMITTED: (mark("To look at"), "yellow"),
    _S.ASKED: (mark("Asked, waits for an answer"), "blue"),
    _S.WAITING: (mark("On the waiting list"), "blue"),
    _S.APPROVED: (mark("Approved"), "green"),
    _S.DECLINED: (mark("Declined"), "grey"),
    _S.WITHDRAWN: (mark("Withdrawn"), "grey"),
}
# How it stands for the applicant, and what follows.
NEWS: Mapping[ApplicationState, tuple[str, str]] = {
    _S.DRAFT: (
        mark("You have not sent it yet"),
        mark("Nobody else can see it. Go on whenever you like."),
    ),
    _S.SUBMITTED: (
        mark("We have your application"),
        mark("A co-ordinator reads it and writes to you. There is nothing to do for now."),
    ),
    _S.ASKED: (
        mark("There is a question for you"),
        mark("Please answer it below. Then a co-ordinator looks at your application again."),
    ),
    _S.WAITING: (
        mark("You are on the waiting list"),
        mark(
            "There is no room just now. The list has an order, and your place in it is kept. We "
            "write to you when a place comes to you. You may withdraw at any time."
        ),
    ),
    _S.APPROVED: (mark("You are in"), mark("Welcome. Below you see what comes next.")),
    _S.DECLINED: (
        mark("You have no place this time"),
        mark("Thank you for applying. You may apply again, now or later."),
    ),
    _S.WITHDRAWN: (
        mark("You have withdrawn your application"),
        mark("Nothing follows from it. You may apply again."),
    ),
}
SUGGESTED: Mapping[Decision, str] = {
    _D.APPROVE: mark("We are glad that you are taking part. Welcome."),
    _D.ASK: "",
    _D.WAIT: mark(
        "Thank you for applying. There is no room at the moment, so we have put you on the "
        "waiting list. You keep your place in the order."
    ),
    _D.DECLINE: mark(
        "Thank you for the time and thought in your application. We cannot offer you a place this "
        "time. This says nothing about you as a colleague. You are welcome to apply again, and we "
        "are glad to talk it through with you."
    ),
}


@dataclass(frozen=True)
class Hand:
    """What a co-ordinator judged of one criterion: whether it is met, who said so, when."""

    met: bool
    by: str
    at: object


@dataclass(frozen=True)
class Criterion:
    """One criterion and how an applicant stands to it; `hand` where a co-ordinator judged it."""

    key: str
    title: str
    must: bool
    met: bool | None
    words: str
    for_a_person: bool
    hand: Hand | None = None

    @property
    def stops(self) -> bool:
        """Whether nobody is approved with it as it is, unless there is a reason."""
        return self.must and self.met is False


def criteria(
    design: Design, role: str, profile: Profile, hands: Mapping[str, Hand]
) -> tuple[Criterion, ...]:
    """Judge an applicant. Where the facts do not say, what a co-ordinator judged counts."""
    asked = design.mentors.requirements if role == "mentor" else design.mentees.requirements
    found = []
    for rule, one in zip(asked, judged(design, role, profile), strict=True):
        hand = hands.get(rule.key) if one.met is None else None
        met = hand.met if hand else one.met
        found.append(
            Criterion(rule.key, one.title, one.must, met, one.words, one.met is None, hand)
        )
    return tuple(found)


def what_stops(found: Iterable[Criterion]) -> list[str]:
    """Return why somebody cannot be approved as things are."""
    return [one.words for one in found if one.stops]


def passed_over(
    one: UUID, order: Sequence[UUID], approved: Collection[UUID], *, limited: bool
) -> list[UUID]:
    """Return who waits and would be passed over if this one is approved now.

    Who is not on the list comes after everybody on it where places are limited; else nobody waits
    because of them. Those approved together with this one are not passed over.
    """
    behind_all = order if limited else ()
    before = order[: order.index(one)] if one in order else behind_all
    return [other for other in before if other not in approved]


def next_in_line(
    order: Sequence[UUID], decided: Collection[UUID], *, free: int | None
) -> list[UUID]:
    """Return whom the free places come to, in order. Without a limit, the first of the list."""
    open_ones = [one for one in order if one not in decided]
    return open_ones[: 1 if free is None else max(free, 0)]


def reason_problem(reason: str) -> str:
    """Say why a reason does not do; "" where it does."""
    if len("".join(reason.split())) >= SHORTEST_REASON:
        return ""
    return say(
        "Write the reason in a sentence. {count} letters are the least.", count=SHORTEST_REASON
    )


def changed_words(name: str, changed: Sequence[str]) -> str:
    """Say that an application is not the one that was read, and what is different."""
    told = say(
        "{name} changed the application after you opened it, so nothing is decided yet. "
        "Read it again, then decide.",
        name=name,
    )
    if not changed:
        return told
    return f"{told} {say('Changed: {what}.', what='; '.join(changed))}"


def letter(decision: Decision, *, programme: str, role: str) -> tuple[str, tuple[str, ...]]:
    """Return subject and text of the e-mail: no question, no reason, nothing that was written."""
    subject, *paragraphs = LETTERS[decision]
    known = {"programme": programme, "role": say(ROLES[role])}
    return say(subject, **known), tuple(say(text, **known) for text in paragraphs)


ROLES = {"mentor": mark("mentor"), "mentee": mark("mentee")}
LETTERS: Mapping[Decision, tuple[str, ...]] = {
    _D.APPROVE: (
        mark("You are in: {programme}"),
        mark("Your application to take part in “{programme}” as a {role} is approved. Welcome."),
        mark("On your page you read what a co-ordinator writes to you, and what comes next."),
    ),
    _D.ASK: (
        mark("A question about your application: {programme}"),
        mark(
            "A co-ordinator has read your application to “{programme}” and has a question. You "
            "read it and answer it on your page."
        ),
        mark("Then we look at your application again. You do not have to fill it in anew."),
    ),
    _D.WAIT: (
        mark("You are on the waiting list: {programme}"),
        mark("Thank you for applying to “{programme}” as a {role}. There is no room just now."),
        mark(
            "You are on the waiting list. It has an order, and your place in it is kept. We write "
            "to you when a place comes to you. You need to do nothing."
        ),
    ),
    _D.DECLINE: (
        mark("Your application: {programme}"),
        mark(
            "Thank you for applying to “{programme}” as a {role}, and for the thought that you "
            "put into it. We are sorry that we cannot offer you a place this time."
        ),
        mark("On your page you read what a co-ordinator writes to you. You may apply again."),
    ),
}
