"""Evidence that lies in the rooms: figures without names, made safe for small groups (R2.20)."""

from collections.abc import Iterable
from datetime import date

from django.urls import reverse

from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import Viewer, require
from mentorhouse.agreements.models import Agreement
from mentorhouse.agreements.states import AgreementState
from mentorhouse.finance.queries import budget_facts
from mentorhouse.governance.models import BoardMeeting, Decision, Risk
from mentorhouse.governance.queries.overview import facts_of
from mentorhouse.guidance.queries import library_of
from mentorhouse.handbook.rules import TITLES, Key, Proof, at_least, share
from mentorhouse.languages.saying import mark, say
from mentorhouse.meetings.models import Meeting
from mentorhouse.meetings.states import MeetingState
from mentorhouse.partnerships.models import Partnership
from mentorhouse.partnerships.states import PartnershipState
from mentorhouse.policies.queries.keeping import policy_facts
from mentorhouse.policies.queries.people import tallies_in
from mentorhouse.programmes.models import Programme
from mentorhouse.programmes.queries import lessons_for
from mentorhouse.reporting.queries.checks import checklist_of
from mentorhouse.reporting.queries.figures import releases_of
from mentorhouse.reporting.rules.figures import TITLES as OF_FIGURES
from mentorhouse.reporting.rules.figures import Group, drawn, from_kept

Proofs = tuple[Proof, ...]
# Policies that keep people safe and treated fairly.
OF_SAFETY = ("confidentiality", "complaints", "equal-opportunities", "vulnerable-groups", "conduct")
CHECKS = {
    "health": mark("Health check of the design"),
    "principles": mark("Principles of good arrangements"),
}
OF_BOOKS = {
    "purpose": (Key.POLICY, Key.PUBLIC_PAGE),
    "running": (Key.MANUAL,),
    "people": (Key.POLICY, Key.PUBLIC_PAGE),
    "preparing": (Key.MENTOR_GUIDE, Key.MENTEE_GUIDE),
    "pairs": (Key.MENTOR_GUIDE, Key.MENTEE_GUIDE),
    "safety": (Key.POLICY,),
}


def proofs_of(viewer: Viewer, programme: Programme, *, today: date) -> dict[str, Proofs]:
    """Return the evidence of each area that no setting shows."""
    require(viewer, Capability.RUN_PROGRAMME, programme)
    books = {area: _books(programme, keys) for area, keys in OF_BOOKS.items()}
    people = _figures(viewer, programme)
    found = {
        "leadership": _leadership(viewer, programme, today=today),
        "running": _running(viewer, programme, today=today),
        "people": (
            _group(programme, "mentor", people),
            _group(programme, "mentee", people),
        ),
        "preparing": _preparing(viewer, programme),
        "pairs": (_group(programme, "partnership", people), *_pairs(programme)),
        "safety": _safety(viewer, programme, today=today),
        "learning": _learning(viewer, programme, today=today),
    }
    return {area: (*found.get(area, ()), *books.get(area, ())) for area in {*found, *books}}


def _books(programme: Programme, keys: Iterable[Key]) -> Proofs:
    return tuple(
        Proof(say(TITLES[key][0]), say("Made from the settings"), there=True,
              address=reverse("handbook:book", args=[programme.pk, key.value]))
        for key in keys
    )  # fmt: skip


def _figures(viewer: Viewer, programme: Programme) -> dict[str, Group]:
    newest = releases_of(viewer, programme).first()
    return drawn(from_kept(newest.figures), least=newest.small_number) if newest else {}


def _group(programme: Programme, key: str, groups: dict[str, Group]) -> Proof:
    """Say a group of the newest figures, as they were given out."""
    cells = groups[key].cells if key in groups else ()
    told = "; ".join(f"{cell.words}: {cell.shown}" for cell in cells)
    some = any(cell.number != 0 for cell in cells)
    address = reverse("reporting:figures", args=[programme.pk])
    return Proof(say(OF_FIGURES[key]), told, there=some, address=address)


def _leadership(viewer: Viewer, programme: Programme, *, today: date) -> Proofs:
    facts = facts_of(viewer, programme, on=today)
    board = reverse("governance:board", args=[programme.pk])
    held = BoardMeeting.objects.filter(programme=programme, day__lte=today).count()
    decided = Decision.objects.filter(programme=programme).count()
    return (
        Proof(say("Senior champion"), say("Named") if facts.champion else "",
        there=bool(facts.champion),
              address=reverse("governance:champion", args=[programme.pk])),
        _many(say("Members of the steering group"), facts.members, board),
        _many(say("Meetings of the steering group"), held, board),
        _many(say("Decisions of the steering group"), decided, board),
    )  # fmt: skip


def _running(viewer: Viewer, programme: Programme, *, today: date) -> Proofs:
    facts = facts_of(viewer, programme, on=today)
    money = budget_facts(viewer, programme, today=today)
    told = say(
        "{done} of {milestones} done, {overdue} overdue",
        done=facts.done,
        milestones=facts.milestones,
        overdue=facts.overdue,
    )
    funded = (
        say("Funded as planned") if money.funded else say("The money agreed does not reach yet")
    )
    return (
        Proof(say("Milestones of the plan"), told if facts.milestones else "",
              there=facts.milestones > 0, address=reverse("governance:plan", args=[programme.pk])),
        _checked(viewer, programme, "health", today=today),
        Proof(say("Budget"), funded if money.there else "", there=money.there,
              address=reverse("finance:budget", args=[programme.pk])),
    )  # fmt: skip


def _preparing(viewer: Viewer, programme: Programme) -> Proofs:
    library = reverse("guidance:library", args=[programme.pk])
    return (_many(say("Guides in the library"), len(library_of(viewer, programme)), library),)


def _pairs(programme: Programme) -> Proofs:
    small = programme.design.evaluation.small_number
    running = Partnership.objects.filter(
        programme=programme, state=PartnershipState.ACTIVE.value
    ).count()
    signed = Agreement.objects.filter(
        partnership__programme=programme,
        partnership__state=PartnershipState.ACTIVE.value,
        state=AgreementState.SIGNED.value,
    ).count()
    held = Meeting.objects.filter(
        partnership__programme=programme, state=MeetingState.HELD.value
    ).count()
    desk = reverse("home:desk", args=[programme.pk])
    return (
        Proof(
            say("Agreements signed"), share(signed, running, small), there=signed > 0, address=desk
        ),
        Proof(say("Meetings held"), at_least(held, small), there=held > 0, address=desk),
    )


def _safety(viewer: Viewer, programme: Programme, *, today: date) -> Proofs:
    facts = policy_facts(viewer, programme, today=today)
    tallies = tallies_in(viewer, programme).values()
    asked, accepted = sum(t.asked for t in tallies), sum(t.accepted for t in tallies)
    small = programme.design.evaluation.small_number
    here = reverse("policies:policies", args=[programme.pk])
    return (
        *(
            Proof(say("Policy: {title}",
            title=fact.title), say("In force") if fact.documents else "",
                  there=bool(fact.documents), address=here)
            for fact in facts
            if fact.key in OF_SAFETY or fact.documents
        ),
        Proof(say("Acceptances of policies"), share(accepted, asked, small) if asked else "",
              there=accepted > 0, address=here),
    )  # fmt: skip


def _learning(viewer: Viewer, programme: Programme, *, today: date) -> Proofs:
    lessons = lessons_for(viewer, programme).count()
    versions = programme.design_versions.count()
    risks = Risk.objects.filter(programme=programme).count()
    return (
        _checked(viewer, programme, "principles", today=today),
        _many(say("Risks in the register"), risks, reverse("reporting:risks", args=[programme.pk])),
        _many(
            say("Versions of the design"),
            versions,
            reverse("programmes:history", args=[programme.pk]),
        ),
        _many(
            say("Lessons written down"), lessons, reverse("programmes:lessons", args=[programme.pk])
        ),
    )


def _checked(viewer: Viewer, programme: Programme, checklist: str, *, today: date) -> Proof:
    """Say how many points of a checklist are met."""
    points = checklist_of(viewer, programme, checklist, on=today)
    met = sum(point.state == "yes" for point in points)
    return Proof(
        say(CHECKS[checklist]),
        say("{met} of {points} points met", met=met, points=len(points)),
        there=met == len(points),
        address=reverse(f"reporting:{checklist}", args=[programme.pk]),
    )


def _many(what: str, count: int, address: str) -> Proof:
    return Proof(what, f"{count:,}" if count else "", there=count > 0, address=address)
