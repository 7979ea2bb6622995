"""Where else the start page leads: one list, filled by the rooms of the upper storey.

Each room's part is one function here: from the viewer and their taking part to ways. A way says
what it is in words, which programme it belongs to, and where it leads.
"""

from collections.abc import Callable, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mentorhouse.communication.queries import may_send, new_updates, spaces_moderated, spaces_of
from mentorhouse.concerns.queries.handling import waiting_for, without_contact
from mentorhouse.concerns.queries.speaking import speaks_up_in
from mentorhouse.design import words
from mentorhouse.home.queries.matched import endings, proposals
from mentorhouse.home.queries.register import registers_kept
from mentorhouse.home.queries.way import Here, Way
from mentorhouse.matching.queries.inviting.talks import count_waiting
from mentorhouse.matching.rules.inviting import is_used
from mentorhouse.programmes.models import Participation
from mentorhouse.programmes.queries import programmes_of
from mentorhouse.programmes.states import ParticipationState
from mentorhouse.recruitment.queries.endorsing import to_help
from mentorhouse.recruitment.queries.sponsoring import own_identifications
from mentorhouse.recruitment.queries.todo import to_do
from mentorhouse.register.rules.searching import is_searched
from mentorhouse.supervision.queries.sessions import supervision_ways
from mentorhouse.training.queries.events import event_ways
from mentorhouse.training.rules.courses import courses_for


def ways(here: Here) -> list[Way]:
    """Return where else the viewer may go, in the order of `_ROOMS`."""
    return [way for room in _ROOMS for way in room(here)]


def _spaces(here: Here) -> list[Way]:
    return [
        Way(_("Mentors’ space"), row.name, "communication:space", (row.pk,))
        for row in spaces_of(here.viewer, here.parts)
    ] + [
        Way(
            _("Moderate the mentors’ space"),
            row.name,
            "communication:reports" if waiting else "communication:space",
            (row.pk,),
            ngettext("one report waits", "%(count)s reports wait", waiting) % {"count": waiting}
            if waiting
            else "",
        )
        for row, waiting in spaces_moderated(here.viewer)
    ]


def _training(here: Here) -> list[Way]:
    programmes = {
        part.programme_id: part.programme
        for part in here.parts
        if courses_for(part.programme.design, {part.role})
    }
    return [Way(_("Training"), row.name, "training:mine", (row.pk,)) for row in programmes.values()]


def _search(here: Here) -> list[Way]:
    """Lead mentees to the register where they look for a mentor themselves."""
    return [
        Way(_("Find a mentor"), part.programme.name, "register:search", (part.programme_id,))
        for part in here.parts
        if part.role == Participation.Role.MENTEE
        and part.state == ParticipationState.ACCEPTED
        and part.places_taken < part.capacity
        and is_searched(part.programme.design, part.programme.state)
    ]


def _talks(here: Here) -> list[Way]:
    """Lead mentees and mentors to their first talks, with how many wait for them."""
    parts = [
        part
        for part in here.parts
        if part.state == ParticipationState.ACCEPTED and is_used(part.programme.design)
    ]
    waiting = count_waiting(here.viewer, parts, at=here.at)
    return [
        Way(
            _("People who would like to meet you")
            if part.role == Participation.Role.MENTOR
            else _("Your mentors to meet"),
            part.programme.name,
            "matching:talks",
            (part.pk,),
            ngettext("one waits for you", "%(count)s wait for you", waiting[part.pk])
            % {"count": waiting[part.pk]}
            if waiting[part.pk]
            else "",
        )
        for part in parts
    ] + [
        Way(_("First talks"), row.name, "matching:talk_counts", (row.pk,))
        for row in programmes_of(here.viewer)
        if is_used(row.design)
    ]


def _register(here: Here) -> list[Way]:
    return [
        Way(
            _("Your place on the register"),
            place.part.programme.name,
            "register:mine",
            (place.part.pk,),
            place.status,
        )
        for place in here.places
        if place.status
    ] + [
        Way(
            _("Register of mentors"),
            each.programme.name,
            "register:register",
            (each.programme.pk,),
            _("%(ready)s ready to admit, %(ending)s to renew")
            % {"ready": each.ready, "ending": each.ending},
        )
        for each in registers_kept(here.viewer, at=here.at)
    ]


def _deciding(here: Here) -> list[Way]:
    """Lead co-ordinators to applications that wait, and to decisions that are not sent."""
    waiting = to_do(here.viewer)
    return [
        Way(
            _("Applications"),
            each.programme.name,
            "recruitment:applications",
            (each.programme.pk,),
            ngettext("one to look at", "%(count)s to look at", each.to_look_at)
            % {"count": each.to_look_at},
        )
        for each in waiting
        if each.to_look_at
    ] + [
        Way(
            _("Decisions that are not sent yet"),
            each.programme.name,
            "recruitment:unsent",
            (each.programme.pk,),
            ngettext("one letter", "%(count)s letters", each.unsent) % {"count": each.unsent},
        )
        for each in waiting
        if each.unsent
    ]


def _supervision(here: Here) -> list[Way]:
    leads, mine = supervision_ways(here.viewer)
    return (
        [
            Way(_("Mentors whom you supervise"), row.name, "supervision:sessions", (row.pk,))
            for row in leads
        ]
        + [
            Way(_("Your supervision"), row.programme.name, "supervision:mine", (row.pk,))
            for row in mine
        ]
        + [
            Way(
                _("Your practice as a mentor"),
                part.programme.name,
                "supervision:practice",
                (part.pk,),
            )
            for part in here.parts
            if part.role == Participation.Role.MENTOR and part.state == ParticipationState.ACCEPTED
        ]
    )


def _support(here: Here) -> list[Way]:
    """Lead to whom a sponsor’s invitation waits for, and co-ordinators to managers to talk to."""
    return [
        Way(
            _("You are invited to apply"),
            row.programme.name,
            "recruitment:identification",
            (row.programme_id, row.pk),
        )
        for row in own_identifications(here.viewer)
    ] + [
        Way(
            _("Support that somebody should ask about"),
            row.name,
            "recruitment:endorsements",
            (row.pk,),
            ngettext("one applicant", "%(count)s applicants", count) % {"count": count},
        )
        for row, count in to_help(here.viewer)
    ]


def _events(here: Here) -> list[Way]:
    """Lead to events to come, with the day of the next that one is booked for."""
    return [
        Way(
            _("Events"),
            row.programme.name,
            "training:events",
            (row.programme.pk,),
            _("you are booked for %(day)s") % {"day": words.short_day(row.next_on)}
            if row.next_on
            else "",
        )
        for row in event_ways(here.viewer, here.parts, at=here.at)
    ]


def _concerns(here: Here) -> list[Way]:
    """Lead named contacts to what came to them, everybody to speaking up, and say what lacks."""
    return (
        [
            Way(
                _("Concerns that came to you"),
                each.programme.name,
                "concerns:concerns",
                (each.programme.pk,),
                ngettext("one is new", "%(count)s are new", each.fresh) % {"count": each.fresh}
                if each.fresh
                else "",
            )
            for each in waiting_for(here.viewer)
        ]
        + [
            Way(_("Name who hears concerns"), row.name, "concerns:contacts", (row.pk,), _("nobody"))
            for row in without_contact(here.viewer)
        ]
        + [
            Way(_("Speak up"), row.name, "concerns:speak_up", (row.pk,))
            for row in speaks_up_in(here.viewer)
        ]
    )


def _updates(here: Here) -> list[Way]:
    """Lead who takes part to telling their co-ordinators, and these to what came."""
    return [
        Way(
            _("Tell your co-ordinators"),
            part.programme.name,
            "communication:send_update",
            (part.pk,),
        )
        for part in here.parts
        if may_send(part)
    ] + [
        Way(
            _("Updates from mentors and mentees"),
            row.name,
            "communication:updates",
            (row.pk,),
            ngettext("one is new", "%(count)s are new", fresh) % {"count": fresh} if fresh else "",
        )
        for row, fresh in new_updates(here.viewer)
    ]


_ROOMS: Sequence[Callable[[Here], list[Way]]] = (
    _supervision,
    _spaces,
    _search,
    _talks,
    _register,
    _training,
    _events,
    _deciding,
    _support,
    proposals,
    endings,
    _updates,
    _concerns,
)
