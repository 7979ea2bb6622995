"""The books of a programme, made from what stands in the rooms at this moment."""

from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django.urls import reverse

from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, Viewer, may, require
from mentorhouse.guidance.queries import library_of
from mentorhouse.guidance.rules import STEPS, Guide, fitting
from mentorhouse.handbook import rules
from mentorhouse.handbook.queries.evidence import proofs_of
from mentorhouse.handbook.rules import Book, Contact, Key, Known, KnownPolicy, Reading
from mentorhouse.languages.saying import say
from mentorhouse.policies.queries.keeping import policy_facts
from mentorhouse.programmes.models import Programme
from mentorhouse.programmes.queries import coordinators_of

ROLES = {Key.MENTOR_GUIDE: "mentor", Key.MENTEE_GUIDE: "mentee"}


def book_of(viewer: Viewer, programme: Programme, key: Key, *, today: date) -> Book:
    """Return one book. Those who take part may read the guides, co-ordinators all (R13.02)."""
    asked = Capability.SEE_PROGRAMME if key in ROLES else Capability.RUN_PROGRAMME
    require(viewer, asked, programme)
    known = _known(viewer, programme, key, today=today)
    proofs = proofs_of(viewer, programme, today=today) if key is Key.EVIDENCE else None
    return rules.book(key, known, proofs)


def public_page_of(programme_id: UUID, *, today: date) -> tuple[Programme, Book]:
    """Return the public page to anybody, while the programme's state makes it public (R2.15)."""
    programme = Programme.objects.filter(
        pk=programme_id, state__in=[state.value for state in rules.PUBLIC_STATES]
    ).first()
    if programme is None:
        raise NotVisible
    return programme, rules.book(Key.PUBLIC_PAGE, Known(programme.design_as_read, today))


def changed_at(viewer: Viewer, programme: Programme) -> datetime:
    """Return when what the books are made from was last changed."""
    require(viewer, Capability.SEE_PROGRAMME, programme)
    newest = programme.design_versions.order_by("-number").first()
    return newest.at if newest else programme.made_at


def _known(viewer: Viewer, programme: Programme, key: Key, *, today: date) -> Known:
    people = tuple(
        Contact(
            row.name,
            row.user.email,
            say("Local co-ordinator, {name}", name=row.organisation.name)
            if row.organisation
            else say("Co-ordinator"),
        )
        for row in coordinators_of(viewer, programme)
    )
    runs = may(viewer, Capability.RUN_PROGRAMME, programme)
    return Known(
        design=programme.design_as_read if key in ROLES else programme.design,
        today=today,
        coordinators=people,
        policies=_policies(viewer, programme, today=today) if runs else (),
        readings=_readings(viewer, programme, ROLES[key]) if key in ROLES else (),
        public_address=settings.BASE_URL + reverse("handbook:public", args=[programme.pk]),
    )


def _policies(viewer: Viewer, programme: Programme, *, today: date) -> tuple[KnownPolicy, ...]:
    found = []
    for fact in policy_facts(viewer, programme, today=today):
        newest = max(fact.documents, key=lambda document: document.approved_on, default=None)
        found.append(
            KnownPolicy(
                fact.title,
                bool(fact.documents),
                newest.approved_on if newest else None,
                newest.approved_by if newest else "",
                fact.review_on,
            )
        )
    return tuple(found)


def _readings(viewer: Viewer, programme: Programme, role: str) -> tuple[Reading, ...]:
    """Choose, for each step of somebody's way, the text that fits it best; tips in full."""
    library = library_of(viewer, programme)
    best = (fitting(library, role=role, step=step, most=1) for step in STEPS)
    texts: dict[str, Guide] = {guide.key: guide for found in best for guide in found}
    return tuple(
        Reading(
            guide.title,
            guide.summary,
            reverse("guidance:guide", args=[programme.pk, guide.key]),
            guide.text if guide.kind == "tip" else "",
        )
        for guide in texts.values()
    )
