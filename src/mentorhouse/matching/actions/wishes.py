"""What a co-ordinator lays down about two people: locked together, or never together.

It holds for every run that follows. A lock never beats a hard rule.
"""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from mentorhouse import audit
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, require
from mentorhouse.access.states import NotNow
from mentorhouse.accounts.models import User
from mentorhouse.languages.saying import mark, say
from mentorhouse.matching.models import Wish
from mentorhouse.matching.queries.judging import broken_rules
from mentorhouse.programmes.models import Participation, Programme

PAIR_LOCKED = audit.Act("match_pair.locked", mark("locked a pair for match runs"))
PAIR_FORBIDDEN = audit.Act("match_pair.forbidden", mark("forbade a pair for match runs"))
PAIR_FREED = audit.Act("match_pair.freed", mark("lifted a lock or a ban on a pair"))
PAIR_TRIED = audit.Act(
    "match_pair.tried", mark("had a pair tried out, with all that a match run knows")
)

ACTS = {Wish.Kind.LOCKED: PAIR_LOCKED, Wish.Kind.FORBIDDEN: PAIR_FORBIDDEN}


class BreaksRule(NotNow):
    """A pair that a rule excludes cannot be made, by nobody; the message says which rule."""

    def __init__(self, rules: tuple[str, ...]) -> None:
        self.rules = rules
        super().__init__(
            say(
                "This pair cannot be made, because it breaks a rule: {rules}.",
                rules="; ".join(rules),
            )
        )


def lay_down(
    programme: Programme, kind: Wish.Kind, mentor: UUID, mentee: UUID, *, by: User, at: datetime
) -> Wish:
    """Lock two people together or forbid them; it takes the place of what was said before."""
    with transaction.atomic():
        row = Programme.objects.select_for_update(no_key=True).get(pk=programme.pk)
        require(by, Capability.RUN_MATCHING, row)
        check_roles(row, mentor, mentee)
        if kind is Wish.Kind.LOCKED:
            rules = broken_rules(row, mentor, mentee, at=at)
            if rules:
                raise BreaksRule(rules)
        wish = _keep(row, kind, mentor, mentee, by=by, at=at)
        audit.record(ACTS[kind], by=by, on=wish, at=at, programme=row.pk)
    return wish


def keep_together(
    programme: Programme, mentor: UUID, mentee: UUID, *, by: User, at: datetime
) -> Wish:
    """Lock two people together, inside a deed that has looked at the rules."""
    return _keep(programme, Wish.Kind.LOCKED, mentor, mentee, by=by, at=at)


def _keep(
    programme: Programme, kind: Wish.Kind, mentor: UUID, mentee: UUID, *, by: User, at: datetime
) -> Wish:
    if kind is Wish.Kind.LOCKED:
        Wish.objects.filter(mentee=mentee, kind=kind).delete()
    wish, _ = Wish.objects.update_or_create(
        mentor_id=mentor,
        mentee_id=mentee,
        defaults={"programme": programme, "kind": kind, "by": by, "at": at},
    )
    return wish


def lift(programme: Programme, mentor: UUID, mentee: UUID, *, by: User, at: datetime) -> None:
    """Lift a lock or a ban; nothing happens if there is none."""
    with transaction.atomic():
        row = Programme.objects.select_for_update(no_key=True).get(pk=programme.pk)
        require(by, Capability.RUN_MATCHING, row)
        wish = Wish.objects.filter(programme=row, mentor=mentor, mentee=mentee).first()
        if wish is None:
            return
        audit.record(PAIR_FREED, by=by, on=wish, at=at, programme=row.pk)
        wish.delete()


def note_trying(
    programme: Programme, mentor: UUID, mentee: UUID, *, by: User, at: datetime
) -> None:
    """Leave a trace of who had a pair tried out: it uses identity data as a run does (R1.07)."""
    require(by, Capability.RUN_MATCHING, programme)
    check_roles(programme, mentor, mentee)
    on = audit.Subject("programmes.participation", str(mentee))
    detail = {"mentor": mentor}
    audit.record(PAIR_TRIED, by=by, on=on, at=at, programme=programme.pk, detail=detail)


def check_roles(programme: Programme, mentor: UUID, mentee: UUID) -> None:
    """Refuse people who are not in this programme in these roles: they do not exist here."""
    roles = dict(
        Participation.objects.filter(programme=programme, pk__in=(mentor, mentee)).values_list(
            "pk", "role"
        )
    )
    wanted = {mentor: Participation.Role.MENTOR.value, mentee: Participation.Role.MENTEE.value}
    if roles != wanted:
        raise NotVisible
