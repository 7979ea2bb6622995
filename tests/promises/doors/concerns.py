"""Who gets through to concerns: the starter hears what people of the pair say."""

from uuid import uuid4

from django.utils import timezone

from mentorhouse.concerns import actions
from mentorhouse.concerns.actions import openings
from mentorhouse.concerns.actions.speaking import Said
from mentorhouse.concerns.states import Kind

HEARS = frozenset({"starter"})
MENTOR = frozenset({"mentor"})
ROWS = {
    "concerns:speak_up": frozenset({"mentor", "mentee"}),
    "concerns:report": frozenset({"mentor", "mentee"}),
    "concerns:advice": MENTOR,
    "concerns:begin": MENTOR,
    "concerns:step": MENTOR,
    "concerns:check": MENTOR,
    "concerns:throw_away": MENTOR,
    "concerns:passed_on": frozenset({"mentee"}),
    "concerns:concern": frozenset({"mentee"}) | HEARS,
    "concerns:write": frozenset({"mentee"}) | HEARS,
    "concerns:concerns": HEARS,
    "concerns:take_up": HEARS,
    "concerns:note": HEARS,
    "concerns:close": HEARS,
    "concerns:tell": HEARS,
    "concerns:hold": HEARS,
    "concerns:ask": HEARS,
    "concerns:openings": HEARS | {"coordinator"},
    "concerns:opening": HEARS | {"coordinator"},
    "concerns:decide": frozenset({"coordinator"}),
    "concerns:end": HEARS | {"coordinator"},
    "concerns:own_openings": frozenset({"mentor", "mentee"}),
    "home:opened": HEARS,
    "concerns:contacts": frozenset({"coordinator"}),
}


def parts(world):
    """A report of the mentee, a draft of the mentor, and something that the mentor passed on."""
    at, programme, mentor = timezone.now(), world.programme, world.users["mentor"]
    hears, by = world.users["starter"].email, world.coordinator
    actions.name_contact(programme, "first", hears, by=by, at=at)
    mentee = world.ours.members.get(role="mentee").participation

    def begun():
        row = actions.begin(programme, mentee.pk, once=uuid4(), by=mentor, at=at)
        texts = {"ground": "harm", "facts": "What I saw"}
        return actions.write_step(row, texts, told_first=True, by=mentor, at=at)

    said = Said(Kind.REPORT, "What happened", "bullying")
    report = actions.speak_up(programme, said, once=uuid4(), by=world.users["mentee"], at=at)
    draft, sent = begun(), actions.send_draft(begun(), by=mentor, at=at)
    actions.take_up(report, by=world.users["starter"], at=at)
    scope = openings.Scope(world.ours.pk, ["logs"], 3, "There is no other way")
    starter = world.users["starter"]
    asked = openings.ask(report, scope, proved=at, once=uuid4(), by=starter, at=at)
    opening = {"opening_id": asked.pk}
    named = ("concerns:opening", "concerns:decide", "concerns:end", "home:opened")
    mine, heard = {"concern_id": draft.pk, "step": "ground"}, {"concern_id": report.pk}
    return (
        dict.fromkeys(ROWS, heard)
        | dict.fromkeys(("concerns:step", "concerns:check", "concerns:throw_away"), mine)
        | dict.fromkeys(named, opening)
        | {"concerns:passed_on": {"concern_id": sent.pk}}
    )
