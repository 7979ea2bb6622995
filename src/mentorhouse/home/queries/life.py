"""Cards of the start page for the life of partnerships: one for each, the most urgent (R10)."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mentorhouse.access.relations import Viewer
from mentorhouse.home.queries.deciding import COORDINATOR, Decision
from mentorhouse.home.queries.start import Pair
from mentorhouse.languages.saying import mark, say
from mentorhouse.partnerships.queries.changing import asked_to_join
from mentorhouse.partnerships.queries.waiting import asked_to_go_on, talks_to_see_to, waits_in
from mentorhouse.partnerships.rules.waiting import Waits
from mentorhouse.partnerships.states import PartnershipState
from mentorhouse.programmes.relations import day_of

# What to do, why, and where.
CARDS: Mapping[Waits, tuple[str, str, str]] = {
    Waits.CHANGE: (
        mark("Answer a change that is proposed"),
        mark("Somebody would join you, or you would meet in another shape. All are asked."),
        "partnerships:change",
    ),
    Waits.LAST_DAY: (
        mark("Answer a proposed last day"),
        mark("It changes only if all of you agree."),
        "partnerships:last_day",
    ),
    Waits.GOODBYE: (
        mark("Say goodbye"),
        mark("Somebody has gone through the end already. When all of you have, it ends."),
        "partnerships:goodbye",
    ),
    Waits.END: (
        mark("Prepare a good end"),
        mark("Your last day is near, or has come. A few short steps lead you through it."),
        "partnerships:goodbye",
    ),
    Waits.REVIEW_ALONE: (
        mark("Look back, alone first"),
        mark("A review has begun. Nobody reads what you write before all are done."),
        "partnerships:review",
    ),
    Waits.REVIEW_TOGETHER: (
        mark("Talk about your review"),
        mark("All are done, so you can read what each wrote. Talk, and note what you agree on."),
        "partnerships:review",
    ),
    Waits.COURSE: (
        mark("Talk about how it goes"),
        mark("One of you would like to talk about the course of your partnership."),
        "home:course",
    ),
    Waits.REVIEW_DUE: (
        mark("Look back together"),
        mark("The day that was set for your next review has come."),
        "partnerships:review",
    ),
    Waits.PHASE: (
        mark("It may be time for the next phase"),
        mark("Look at the checklist together. You decide when you move on."),
        "partnerships:phases",
    ),
}


def life_cards(viewer: Viewer, pairs: Sequence[Pair], *, at: datetime) -> list[Decision]:
    """Return what waits in each running partnership, after an end, and for those who mediate."""
    running = [pair for pair in pairs if pair.row.state == PartnershipState.ACTIVE]
    waits = waits_in(viewer, [pair.row for pair in running], today=day_of(at))
    return [
        *_joining(viewer),
        *(_card(pair, waits[pair.row.pk][0]) for pair in running if waits[pair.row.pk]),
        *_going_on(viewer),
        *_talks(viewer),
    ]


def _card(pair: Pair, what: Waits) -> Decision:
    words, why, page = CARDS[what]
    programme, args = pair.row.programme.name, (pair.row.pk,)
    return Decision(
        programme, pair.mine.role, say(words), page, args, say(why), partner=pair.names
    )  # fmt: skip


def _joining(viewer: Viewer) -> list[Decision]:
    return [
        Decision(
            one.partnership.programme.name,
            next(
                n.participation.role
                for n in one.newcomers.all()
                if n.participation.person_id == viewer.pk
            ),
            _("You are asked to join others"),
            "partnerships:joining",
            (one.pk,),
            _("See who they are and what it means. You may say no, and nobody asks why."),
        )
        for one in asked_to_join(viewer)
    ]


def _going_on(viewer: Viewer) -> list[Decision]:
    return [
        Decision(
            row.programme.name, next(m.role for m in row.members.all()),
            _("Would you like to go on?"), "partnerships:go_on", (row.pk,),
            _("Others of an earlier partnership would go on with a new agreement."),
        )
        for row in asked_to_go_on(viewer)
    ]  # fmt: skip


def _talks(viewer: Viewer) -> list[Decision]:
    return [
        Decision(
            row.name, COORDINATOR, _("Talk with somebody about their partnership"),
            "partnerships:talks", (row.pk,),
            ngettext("One talk is asked for.", "%(count)s talks are asked for.", count)
            % {"count": count},
        )
        for row, count in talks_to_see_to(viewer)
    ]  # fmt: skip
