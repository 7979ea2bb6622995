"""What a co-ordinator decides by hand: two people put together, in a draft or outside it (R5.04).

Nobody overrides a rule that is never broken. A rule with exceptions asks for a reason, which is
kept with the name of who gave it. What is decided in a draft is locked, so that a rerun keeps it.
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Min, Sum

from mentorhouse import audit
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, require
from mentorhouse.access.states import NotNow
from mentorhouse.accounts.models import User
from mentorhouse.languages.saying import mark, say
from mentorhouse.matching.actions.drafting import parts_as_kept
from mentorhouse.matching.actions.wishes import BreaksRule, check_roles, keep_together
from mentorhouse.matching.models import DraftPair, MatchRun, Override, Unmatched
from mentorhouse.matching.queries.judging import Judged, judged
from mentorhouse.matching.states import LEAVING, RunState
from mentorhouse.partnerships.actions import offer
from mentorhouse.partnerships.models import Partnership
from mentorhouse.programmes.actions import mark_running, start_matching
from mentorhouse.programmes.models import Participation, Programme

PUT_TOGETHER = audit.Act("match_pair.put_together", mark("put two people together in a draft"))
SWAPPED = audit.Act("match_pair.swapped", mark("swapped the mentors of two mentees in a draft"))
OFFERED_BY_HAND = audit.Act("match_pair.offered_by_hand", mark("offered a match by hand"))


class NeedsReason(NotNow):
    """A rule with exceptions is against the pair, and no reason was given."""

    def __init__(self, rules: Sequence[str]) -> None:
        self.rules = tuple(rules)
        super().__init__(
            say(
                "This pair breaks a rule with exceptions: {rules}. Say why you make it all the "
                "same.",
                rules="; ".join(rules),
            )
        )


def put_together(
    run: MatchRun, mentor: UUID, mentee: UUID, *, reason: str, by: User, at: datetime
) -> DraftPair:
    """Put two people together in a draft. A mentor whom the mentee had there is free again."""
    with transaction.atomic():
        row = locked_draft(run, by)
        old = row.pairs.filter(mentee=mentee).first()
        if old is not None and old.mentor_id == mentor:
            return old  # pressed twice
        found = allowed(row.programme, mentor, mentee, reason, at=at)
        if row.pairs.filter(mentor=mentor).count() >= found.places:
            raise NotNow(
                say(
                    "This mentor’s places are all taken in the draft. Swap with one of those who "
                    "have them."
                )
            )
        if old is not None:
            old.delete()
        pair = DraftPair.objects.create(
            run=row, mentor_id=mentor, mentee_id=mentee, by_hand=True, **_kept(found)
        )
        row.unmatched.filter(participation__in=(mentor, mentee)).delete()
        if old is not None and not row.pairs.filter(mentor=old.mentor_id).exists():
            words = say("You gave the mentee another mentor.")
            Unmatched.objects.create(run=row, participation_id=old.mentor_id, reasons=[words])
        keep_together(row.programme, mentor, mentee, by=by, at=at)
        keep_reason(row.programme, mentor, mentee, found, reason, by=by, at=at)
        _count_again(row)
        audit.record(PUT_TOGETHER, by=by, on=pair, at=at, programme=row.programme_id)
    return pair


def swap(
    run: MatchRun,
    one: UUID,
    other: UUID,
    *,
    seen: tuple[UUID, UUID],
    reason: str,
    by: User,
    at: datetime,
) -> None:
    """Let the mentees of two pairs of a draft change mentors. Both pairs have to keep the rules.

    `seen` are the mentors that the two had on the page: pressed twice, it is one swap.
    """
    with transaction.atomic():
        row = locked_draft(run, by)
        pairs = {pair.pk: pair for pair in row.pairs.filter(pk__in=(one, other)).order_by("pk")}
        if len(pairs) != 2:  # noqa: PLR2004  # a pair is of two
            raise NotVisible
        first, second = pairs[one], pairs[other]
        if (second.mentor_id, first.mentor_id) == seen and seen[0] != seen[1]:
            return  # pressed twice
        if (first.mentor_id, second.mentor_id) != seen:
            raise NotNow(say("These pairs were changed meanwhile. Look at them again."))
        if first.mentor_id == second.mentor_id:
            raise NotNow(say("These two have the same mentor, so there is nothing to swap."))
        crossed = ((first, second.mentor_id), (second, first.mentor_id))
        for pair, mentor in crossed:
            found = allowed(row.programme, mentor, pair.mentee_id, reason, at=at)
            pair.mentor_id, pair.by_hand = mentor, True
            for name, value in _kept(found).items():
                setattr(pair, name, value)
            keep_together(row.programme, mentor, pair.mentee_id, by=by, at=at)
            keep_reason(row.programme, mentor, pair.mentee_id, found, reason, by=by, at=at)
        DraftPair.objects.bulk_update(
            pairs.values(), ["mentor", "by_hand", "score", "parts", "warnings"]
        )
        _count_again(row)
        audit.record(SWAPPED, by=by, on=row, at=at, programme=row.programme_id)


def offer_by_hand(
    programme: Programme, mentor: UUID, mentee: UUID, *, reason: str, by: User, at: datetime
) -> Partnership:
    """Offer a match to two people outside any draft. Each of them accepts or declines."""
    with transaction.atomic():
        row = Programme.objects.select_for_update(no_key=True).get(pk=programme.pk)
        require(by, Capability.RUN_MATCHING, row)
        check_roles(row, mentor, mentee)
        both = Participation.objects.filter(pk__in=(mentor, mentee)).order_by("pk")
        parts = {part.pk: part for part in both.select_for_update(no_key=True)}
        found = allowed(row, mentor, mentee, reason, at=at)
        keep_reason(row, mentor, mentee, found, reason, by=by, at=at)
        [partnership] = offer(row, [(parts[mentor], parts[mentee])], by=by, at=at)
        # After the offer: from here on the end of the trail is held.
        mark_running(start_matching(row, by=by, at=at), by=by, at=at)
        audit.record(OFFERED_BY_HAND, by=by, on=partnership, at=at, programme=row.pk)
    return partnership


def allowed(
    programme: Programme, mentor: UUID, mentee: UUID, reason: str, *, at: datetime
) -> Judged:
    """Judge two people; raises `BreaksRule`, and `NeedsReason` where one is due and not given."""
    check_roles(programme, mentor, mentee)
    found = judged(programme, mentor, mentee, at=at)
    if found.broken:
        raise BreaksRule(found.broken)
    if found.warnings and not reason.strip():
        raise NeedsReason(found.warnings)
    return found


def keep_reason(
    programme: Programme,
    mentor: UUID,
    mentee: UUID,
    found: Judged,
    reason: str,
    *,
    by: User,
    at: datetime,
) -> None:
    """Keep why a rule with exceptions was overridden, where one was."""
    if found.warnings:
        Override.objects.create(
            programme=programme,
            mentor_id=mentor,
            mentee_id=mentee,
            rules=list(found.warnings),
            reason=reason.strip(),
            by=by,
            at=at,
        )


def locked_draft(run: MatchRun, by: User) -> MatchRun:
    """Lock a draft of one's own programme, to change it by hand."""
    programme = Programme.objects.select_for_update(no_key=True).get(pk=run.programme_id)
    row = MatchRun.objects.select_for_update(no_key=True).get(pk=run.pk)
    require(by, Capability.RUN_MATCHING, programme)
    row.programme = programme
    if row.is_trial:
        raise NotVisible
    if row.state in LEAVING:
        raise NotNow(say("This is published, and its e-mails leave soon. Withdraw it first."))
    if row.state != RunState.DRAFT:
        raise NotNow(say("This is no draft any more, so nothing was changed."))
    return row


def _kept(found: Judged) -> dict[str, object]:
    return {
        "score": found.score,
        "parts": parts_as_kept(found.parts),
        "warnings": list(found.warnings),
    }


def _count_again(row: MatchRun) -> None:
    told = row.pairs.aggregate(many=Count("pk"), total=Sum("score"), lowest=Min("score"))
    row.pair_count, row.total = told["many"], told["total"] or 0
    row.lowest, row.by_hand = told["lowest"] or 0, row.by_hand + 1
    row.save(update_fields=["pair_count", "total", "lowest", "by_hand"])
