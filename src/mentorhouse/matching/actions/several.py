"""What a co-ordinator changes in a draft of several: groups kept or taken out, people exchanged.

Whom a co-ordinator put together by an exchange is kept, so that a rerun does not part them.
"""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Min, Sum

from mentorhouse import audit
from mentorhouse.accounts.models import User
from mentorhouse.languages.saying import mark, say
from mentorhouse.matching.actions.by_hand import locked_draft
from mentorhouse.matching.actions.wishes import BreaksRule
from mentorhouse.matching.models import DraftPlace, MatchRun, Unmatched
from mentorhouse.matching.queries.companions import judged_together, places_to_exchange

TAKEN_OUT = audit.Act("match_group.taken_out", mark("took a group out of a draft"))
KEPT = audit.Act("match_group.kept", mark("kept a group for the next draft"))
FREED = audit.Act("match_group.freed", mark("let the next draft decide about a group"))
EXCHANGED = audit.Act("match_group.exchanged", mark("exchanged two people in a draft of groups"))


def keep(run: MatchRun, group_id: UUID, *, kept: bool, by: User, at: datetime) -> None:
    """Keep a group in every rerun of this draft, or let the next run decide. Twice is as once."""
    with transaction.atomic():
        row = locked_draft(run, by)
        if not row.groups.filter(pk=group_id).exists() or (str(group_id) in _keep(row)) == kept:
            return
        others = [one for one in _keep(row) if one != str(group_id)]
        row.asked = {**row.asked, "keep": [*others, str(group_id)] if kept else others}
        row.save(update_fields=["asked"])
        act = KEPT if kept else FREED
        audit.record(act, by=by, on=row, at=at, programme=row.programme_id)


def exchange(run: MatchRun, one: UUID, other: UUID, *, seen: UUID, by: User, at: datetime) -> None:
    """Let two people of a draft change groups, named by their places. Both groups keep the rules.

    `seen` is the group that the first was in on the page: pressed twice, it is one exchange.
    """
    with transaction.atomic():
        row = locked_draft(run, by)
        first, second = places_to_exchange(row, one, other)
        if first.group_id != seen:
            return  # pressed twice
        moving = {part.person_id for part in (first.participation, second.participation)}
        groups = [first.group, second.group]
        members = [list(group.places.select_related("participation")) for group in groups]
        for places, there in zip(members, reversed(groups), strict=True):
            for place in places:
                if place.participation.person_id in moving:
                    place.group = there
        everybody = [place for places in members for place in places]
        for group in groups:
            here = [place.participation for place in everybody if place.group_id == group.pk]
            found = judged_together(row, here, at=at)
            if found.broken:
                raise BreaksRule(found.broken)
            group.score, group.reasons = found.score, list(found.reasons)
            group.save(update_fields=["score", "reasons"])
        DraftPlace.objects.bulk_update(everybody, ["group"])
        mine = {str(group.pk) for group in groups}
        row.asked = {**row.asked, "keep": sorted({*_keep(row), *mine})}
        _count_again(row)
        audit.record(EXCHANGED, by=by, on=row, at=at, programme=row.programme_id)


def take_out(run: MatchRun, group_id: UUID, *, by: User, at: datetime) -> None:
    """Take a group out of a draft; its people are among those who are left. Twice is as once."""
    with transaction.atomic():
        row = locked_draft(run, by)
        group = row.groups.filter(pk=group_id).first()
        if group is None:
            return
        who = list(group.places.values_list("participation", flat=True))
        words = say("You took their group out of the draft.")
        Unmatched.objects.bulk_create(
            (Unmatched(run=row, participation_id=one, reasons=[words]) for one in who),
            ignore_conflicts=True,
        )
        group.delete()
        row.asked = {**row.asked, "keep": [one for one in _keep(row) if one != str(group_id)]}
        _count_again(row)
        detail = {"count": len(who)}
        audit.record(TAKEN_OUT, by=by, on=row, at=at, programme=row.programme_id, detail=detail)


def _keep(row: MatchRun) -> list[str]:
    return list(row.asked.get("keep", ()))


def _count_again(row: MatchRun) -> None:
    told = row.groups.aggregate(many=Count("pk"), total=Sum("score"), lowest=Min("score"))
    row.pair_count, row.total = told["many"], told["total"] or 0
    row.lowest, row.by_hand = told["lowest"] or 0, row.by_hand + 1
    row.save(update_fields=["pair_count", "total", "lowest", "by_hand", "asked"])
