"""A review of the relationship: each alone, shown together, settled together (R10.02)."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from mentorhouse import audit
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, require
from mentorhouse.access.states import NotNow, after
from mentorhouse.accounts.models import User
from mentorhouse.design.two_writers import ChangedMeanwhile
from mentorhouse.languages.saying import mark, say
from mentorhouse.notifications.actions import post_all
from mentorhouse.partnerships.actions.members import (
    locked_running,
    members_of,
    own,
    record,
    tell_others,
)
from mentorhouse.partnerships.models import Partnership, Review, ReviewPart
from mentorhouse.partnerships.rules import reviews as rules
from mentorhouse.partnerships.states import REVIEW, PartnershipState, ReviewMove, ReviewState
from mentorhouse.programmes.relations import day_of
from mentorhouse.vault.sealing import seal

REVIEW_ASKED = audit.Act("review.asked", mark("asked for a review of the relationship"))
REVIEW_LEFT = audit.Act("review.left", mark("took a review of the relationship back"))
PART_WRITTEN = audit.Act("review.part_written", mark("wrote their part of a review"))
REVIEW_SHOWN = audit.Act("review.shown", mark("finished a review: all read the answers"))
OUTCOME_WRITTEN = audit.Act("review.outcome_written", mark("wrote what a review led to"))
REVIEW_SETTLED = audit.Act("review.settled", mark("settled a review of the relationship"))
OPEN = (ReviewState.ALONE.value, ReviewState.TOGETHER.value)


def ask_review(partnership: Partnership, *, by: User, at: datetime) -> Review:
    """Begin a review; the others are told. Where one is open, it is that one."""
    with transaction.atomic():
        row = locked_running(partnership.pk, Capability.REVIEW_TOGETHER, by)
        found = Review.objects.filter(partnership=row, state__in=OPEN).first()
        if found:
            return found
        made = Review.objects.create(partnership=row, asked_at=at)
        row.review_on = None
        row.save(update_fields=["review_on"])
        tell_others("review.asked", row, by, str(made.pk), at=at)
        record(REVIEW_ASKED, row, by=by, at=at)
    return made


def leave_review(partnership: Partnership, *, by: User, at: datetime) -> None:
    """Take a review back that not all have answered. Nobody reads what was written."""
    with transaction.atomic():
        row, review = _locked(partnership, by)
        review.state = after(
            REVIEW, ReviewState(review.state), ReviewMove.LEAVE, refusal=say(rules.ONCE_SHOWN)
        )
        review.save(update_fields=["state"])
        ReviewPart.objects.filter(review=review).delete()
        record(REVIEW_LEFT, row, by=by, at=at)


def write_part(
    partnership: Partnership, texts: Mapping[str, str], *, done: bool, by: User, at: datetime
) -> Review:
    """Write one's own part. When the last is done, everybody reads everything, and is told."""
    with transaction.atomic():
        row, review = _locked(partnership, by)
        if review.state != ReviewState.ALONE:
            raise NotNow(say(rules.ONCE_SHOWN))
        mine = own(row, by)
        part = ReviewPart.objects.filter(review=review, participation=mine).first()
        part = part or ReviewPart(review=review, participation=mine)
        part.review, part.done_at = review, at if done else None
        seal(part, **{name: texts.get(name, "") or None for name in rules.ORDER})
        part.save()
        shown = show_if_all_are_done(row, review, at=at)
        record(REVIEW_SHOWN if shown else PART_WRITTEN, row, by=by, at=at)
    return review


def write_outcome(
    partnership: Partnership, review_id: UUID, text: str, *, based_on: int, by: User, at: datetime
) -> Review:
    """Write down what the review leads to; two who write at once lose no word.

    Raises `ChangedMeanwhile` when somebody saved after revision `based_on` was read.
    """
    with transaction.atomic():
        row, review = _locked(partnership, by)
        if review.pk != review_id or review.state != ReviewState.TOGETHER:
            raise NotNow(say(rules.NOT_OPEN))
        if review.revision != based_on:
            raise ChangedMeanwhile
        seal(review, agreed=text or None)
        review.revision += 1
        review.save()
        record(OUTCOME_WRITTEN, row, by=by, at=at, revision=review.revision)
    return review


def settle_review(
    partnership: Partnership, review_id: UUID, *, review_on: date | None, by: User, at: datetime
) -> Partnership:
    """Close the review and keep the day for the next. Twice is as once."""
    if problem := rules.day_problem(review_on, today=day_of(at)):
        raise NotNow(problem)
    with transaction.atomic():
        row = locked_running(partnership.pk, Capability.REVIEW_TOGETHER, by)
        review = Review.objects.select_for_update(no_key=True).filter(
            pk=review_id, partnership=row
        ).first()  # fmt: skip
        if review is None:
            raise NotVisible
        if review.state == ReviewState.SETTLED:
            return row
        review.state = after(
            REVIEW, ReviewState(review.state), ReviewMove.SETTLE, refusal=say(rules.NOT_OPEN)
        )
        review.settled_at, row.review_on = at, review_on
        review.save(update_fields=["state", "settled_at"])
        row.save(update_fields=["review_on"])
        record(REVIEW_SETTLED, row, by=by, at=at)
    return row


def remind_of_reviews(*, at: datetime) -> int:
    """Tell pairs whose day for a review has come; each day once. Return how many there were."""
    today = day_of(at)
    due = Partnership.objects.filter(
        state=PartnershipState.ACTIVE.value, review_on__lte=today
    ).exclude(reviews__state__in=OPEN)
    rows = list(due.prefetch_related("members__participation"))
    letters = [
        (
            member.participation.person_id,
            {"partnership": row.pk, "day": row.review_on.toordinal()},
            f"{row.pk}:{row.review_on}",
        )
        for row in rows
        if row.review_on
        for member in members_of(row)
    ]
    post_all("review.due", letters, at=at)
    return len(rows)


def _locked(partnership: Partnership, by: User) -> tuple[Partnership, Review]:
    row = locked_running(partnership.pk, Capability.REVIEW_TOGETHER, by)
    rows = Review.objects.select_for_update(no_key=True)
    review = rows.filter(partnership=row, state__in=OPEN).first()
    if review is None:
        raise NotNow(say(rules.NOT_OPEN))
    review.partnership = row
    require(by, Capability.REVIEW_TOGETHER, review)
    return row, review


def go_on_reviewing(row: Partnership, gone: Collection[UUID], *, at: datetime) -> None:
    """Go on with a review that somebody has left unread: the others do not wait for them."""
    rows = Review.objects.select_for_update(no_key=True)
    review = rows.filter(partnership=row, state=ReviewState.ALONE.value).first()
    if review:
        ReviewPart.objects.filter(review=review, participation__person__in=gone).delete()
        show_if_all_are_done(row, review, at=at)


def show_if_all_are_done(row: Partnership, review: Review, *, at: datetime) -> bool:
    """Show all parts of a review once everybody who is there has finished theirs."""
    people = {m.participation.person_id: m for m in members_of(row)}
    done = ReviewPart.objects.filter(review=review, done_at__isnull=False)
    if not rules.all_are_done(people, set(done.values_list("participation__person", flat=True))):
        return False
    review.state = after(REVIEW, ReviewState(review.state), ReviewMove.SHOW)
    review.shown_at = at
    review.save(update_fields=["state", "shown_at"])
    about = {"partnership": row.pk}
    post_all("review.shown", [(who, about, str(review.pk)) for who in people], at=at)
    return True
