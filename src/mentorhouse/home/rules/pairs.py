"""What comes next for a person, and how a pair stands: facts in, ordered steps with words out.

Nothing here knows what a pair has written: dates, states and answers are enough (R11.02).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import IntEnum
from uuid import UUID

from mentorhouse.agreements.states import AgreementState
from mentorhouse.home.rules.finding import FindingTimes
from mentorhouse.languages.saying import say
from mentorhouse.meetings.states import MeetingState
from mentorhouse.partnerships.states import Answer, PartnershipState


class Kind(IntEnum):
    """What a step is. The order is the order of urgency: first what keeps another waiting."""

    TAKE_PART = 1
    ANSWER = 2
    PICK = 3
    SIGN = 4
    PREPARE = 5
    ASK_MANAGER = 6
    CODE = 7
    LOOK_AGAIN = 8
    SAY_MET = 9
    CONFIRM = 10
    PROPOSE = 11
    WRITE_LOG = 12
    WAIT = 13


@dataclass(frozen=True)
class Step:
    """One thing to do, or to wait for: words, why, and the page where it is done."""

    kind: Kind
    words: str
    why: str
    page: str
    args: tuple[UUID, ...]

    @property
    def waits(self) -> bool:
        """Whether there is nothing to do but wait."""
        return self.kind is Kind.WAIT


@dataclass(frozen=True)
class MeetingFact:
    """What may be known of a meeting without opening anything."""

    id: UUID
    state: MeetingState
    starts_at: datetime | None = None
    length_minutes: int = 60
    held_on: date | None = None
    offered_by_me: bool = False
    # Of its log: whether there is one, whether I wrote last, whether it is confirmed.
    logged: bool = False
    logged_by_me: bool = False
    confirmed: bool = False

    def is_over(self, at: datetime) -> bool:
        """Whether an agreed meeting should have ended by now."""
        on = self.state in {MeetingState.AGREED, MeetingState.MOVING}
        if not on or self.starts_at is None:
            return False
        return self.starts_at + timedelta(minutes=self.length_minutes) <= at


@dataclass(frozen=True)
class Agreeing:
    """What is left for one of them to do about the agreement. Nothing of what the other did."""

    prepares: bool = False
    before_signing: bool = False  # where it need not be signed at the first meeting
    code: str = ""  # the name of a code of ethics that they have not confirmed yet
    looks: bool = False


@dataclass(frozen=True)
class PairFacts:
    """How one partnership stands, seen by one of its members."""

    partnership: UUID
    participation: UUID
    state: PartnershipState
    takes_part: bool = True
    my_answer: Answer = Answer.WAITING
    began_at: datetime | None = None
    has_clauses: bool = True
    agreement: AgreementState | None = None
    signed_by_me: bool = False
    asks_manager: bool = False  # a mentee whose line manager is still to be asked
    agreeing: Agreeing = field(default_factory=Agreeing)
    confirms_logs: bool = True
    finding: FindingTimes = field(default_factory=FindingTimes)
    meetings: Sequence[MeetingFact] = field(default_factory=tuple)

    @property
    def last_met_on(self) -> date | None:
        """The day of the last meeting that took place."""
        return max((m.held_on for m in self.meetings if m.held_on), default=None)

    def next_at(self, at: datetime) -> datetime | None:
        """Return the start of the next agreed meeting."""
        on = {MeetingState.AGREED, MeetingState.MOVING}
        coming = (m.starts_at for m in self.meetings if m.state in on and not m.is_over(at))
        return min((start for start in coming if start), default=None)


def taking_part(participation: UUID, *, role: str) -> Step:
    """Return the step of someone who has not answered the invitation to a programme (R3.10)."""
    return Step(
        Kind.TAKE_PART,
        say("Say whether you take part"),
        say(
            "You are invited as a {role}. Read what it asks of you, then say yes or no.",
            role=say(role),
        ),
        "programmes:taking_part",
        (participation,),
    )


def next_steps(pair: PairFacts, *, at: datetime) -> tuple[Step, ...]:
    """Return everything that a partnership asks of one of its members, the most urgent first.

    There is always one step at least while the partnership lives.
    """
    if pair.state is PartnershipState.OFFERED:
        return (_while_offered(pair),)
    if pair.state is not PartnershipState.ACTIVE:
        return ()
    steps = [*_signing(pair), *_agreeing(pair), *_three_way(pair), *_meetings(pair, at)]
    return tuple(sorted(steps, key=lambda step: step.kind)) or (_waiting(pair, at),)


def _while_offered(pair: PairFacts) -> Step:
    page, args = "matching:offer", (pair.partnership,)
    if pair.my_answer is Answer.ACCEPTED:
        why = say("The other person has not answered yet. We write to you when they do.")
        return Step(Kind.WAIT, say("You accepted your match"), why, page, args)
    if not pair.takes_part:
        why = say("A match waits for you. First say whether you take part in the programme.")
        here = ("programmes:taking_part", (pair.participation,))
        return Step(Kind.TAKE_PART, say("Say whether you take part"), why, *here)
    why = say("See who it is and why you fit, then accept or decline.")
    return Step(Kind.ANSWER, say("Answer your match"), why, page, args)


def _signing(pair: PairFacts) -> list[Step]:
    if not pair.has_clauses or pair.signed_by_me or pair.agreement is AgreementState.SIGNED:
        return []
    if pair.agreeing.prepares and pair.agreeing.before_signing:
        return []  # that comes first
    several = pair.finding.several
    why = {
        AgreementState.PART_SIGNED: say("Somebody in your partnership has signed. It is your turn.")
        if several
        else say("Your partner has signed. It is your turn."),
        AgreementState.AMENDED: say("The text was changed, so all of you sign again.")
        if several
        else say("The text was changed, so both of you sign again."),
    }.get(
        pair.agreement or AgreementState.DRAFT,
        say("Read it together, change what does not fit, then each of you signs."),
    )
    page = "agreements:agreement"
    return [Step(Kind.SIGN, say("Sign your agreement"), why, page, (pair.partnership,))]


def _agreeing(pair: PairFacts) -> list[Step]:
    left, args, steps = pair.agreeing, (pair.partnership,), []
    if left.prepares:
        words = say("Prepare your agreement alone")
        why = say("Each of you answers some questions. You read them together once all are done.")
        steps.append(Step(Kind.PREPARE, words, why, "agreements:prepare", args))
    if left.code:
        words = say("Talk through “{code}”, and confirm it", code=left.code)
        why = say("It is handed over at the start, and each of you confirms it.")
        steps.append(Step(Kind.CODE, words, why, "agreements:code", args))
    if left.looks:
        words = say("Look at your agreement again")
        why = say("Say that it is still right, or change it together.")
        steps.append(Step(Kind.LOOK_AGAIN, words, why, "agreements:look", args))
    return steps


def _three_way(pair: PairFacts) -> list[Step]:
    """Return the mentee's step at a three-way start (R6.07); the mentor has none."""
    if not pair.asks_manager:
        return []
    words = say("Ask your line manager for their part")
    why = say("They agree on time and support at the start. You see beforehand what they are sent.")
    return [Step(Kind.ASK_MANAGER, words, why, "agreements:ask_manager", (pair.partnership,))]


def _meetings(pair: PairFacts, at: datetime) -> list[Step]:
    steps = [step for meeting in pair.meetings if (step := _of_meeting(pair, meeting, at))]
    steps += _of_poll(pair)
    planned = (
        pair.next_at(at) is not None
        or pair.finding.poll is not None
        or any(m.state is MeetingState.PROPOSED or m.is_over(at) for m in pair.meetings)
    )
    if not planned:
        first = pair.last_met_on is None
        steps.append(
            Step(
                Kind.PROPOSE,
                say("Propose your first meeting") if first else say("Propose your next meeting"),
                say("No meeting is planned. Offer a few times, and each of you says which suit.")
                if pair.finding.several
                else say("No meeting is planned. Offer a few times, and your partner picks one."),
                "meetings:propose",
                (pair.partnership,),
            )
        )
    return steps


def _of_poll(pair: PairFacts) -> list[Step]:
    poll = pair.finding.poll
    if poll is None:
        return []
    args = (pair.partnership, poll.id)
    if not poll.answered:
        why = say("Times are proposed for a meeting of all of you. Answer each of them.")
        return [Step(Kind.PICK, say("Say which times suit you"), why, "meetings:poll", args)]
    if poll.picks and poll.ready:
        why = say("You asked which times suit, and the answers are in.")
        return [Step(Kind.PICK, say("Pick a time to meet"), why, "meetings:poll", args)]
    return []


def _of_meeting(pair: PairFacts, meeting: MeetingFact, at: datetime) -> Step | None:
    args = (pair.partnership, meeting.id)
    offered = meeting.state in {MeetingState.PROPOSED, MeetingState.MOVING}
    if meeting.is_over(at):
        why = say("The time of your meeting has passed. Say whether it took place.")
        return Step(Kind.SAY_MET, say("Say whether you met"), why, "meetings:meeting", args)
    if offered and not meeting.offered_by_me:
        moving = meeting.state is MeetingState.MOVING
        why = (
            say("Your partner would like to move your meeting.")
            if moving
            else say("Your partner has offered times to meet.")
        )
        return Step(Kind.PICK, say("Pick a time to meet"), why, "meetings:meeting", args)
    if meeting.state is not MeetingState.HELD or meeting.confirmed:
        return None
    if not meeting.logged:
        why = say("A few words on what you talked about help you next time. They are sealed.")
        return Step(
            Kind.WRITE_LOG, say("Write the log of your meeting"), why, "meetings:write_log", args
        )
    if pair.confirms_logs and not meeting.logged_by_me:
        why = say("Your partner has written it. Read it, add to it, confirm it.")
        if pair.finding.several:
            why = say("It is written. Read it, add to it; one of you confirms it.")
        return Step(Kind.CONFIRM, say("Confirm the log of your meeting"), why, "meetings:log", args)
    return None


def _waiting(pair: PairFacts, at: datetime) -> Step:
    """Return what a pair waits for when nothing is to be done."""
    waiting = next((m for m in pair.meetings if m.state is MeetingState.PROPOSED), None)
    if pair.next_at(at) is None and waiting is not None:
        why = say("Your partner picks one of the times that you offered.")
        words = say("Your times are on their way")
        return Step(Kind.WAIT, words, why, "meetings:meeting", (pair.partnership, waiting.id))
    if pair.finding.poll is not None:
        why = say("The others answer which times suit them, and then one is picked.")
        here = ("meetings:poll", (pair.partnership, pair.finding.poll.id))
        return Step(Kind.WAIT, say("You wait for a time to meet"), why, *here)
    moving = next((m for m in pair.meetings if m.state is MeetingState.MOVING), None)
    if moving is not None:
        why = say("Your meeting stays where it is until your partner picks one of your new times.")
        args = (pair.partnership, moving.id)
        return Step(Kind.WAIT, say("You asked to move your meeting"), why, "meetings:meeting", args)
    why = say("Nothing is left to do before your next meeting.")
    return Step(Kind.WAIT, say("All is well"), why, "home:partnership", (pair.partnership,))
