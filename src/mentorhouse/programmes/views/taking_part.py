"""The invitation to take part: what it is, what it asks, who reads what, and the answer (R3.10)."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from mentorhouse.access.doors import SignedInRequest, door
from mentorhouse.access.policy import Capability, Relation
from mentorhouse.access.readers import readers
from mentorhouse.access.relations import NotVisible
from mentorhouse.access.states import NotNow
from mentorhouse.languages.saying import mark, say
from mentorhouse.programmes import actions, queries, rules
from mentorhouse.programmes.design import Design
from mentorhouse.programmes.models import Participation
from mentorhouse.programmes.relations import today
from mentorhouse.programmes.states import Work

# What people put into a programme, with the capabilities that read it.
KINDS = (
    (mark("That you take part, and your role"), (Capability.READ_PARTICIPATION,)),
    (
        mark("Identity data, if you give any"),
        (Capability.READ_IDENTITY, Capability.USE_IDENTITY_IN_MATCHING),
    ),
    (mark("Dates and lengths of your meetings"), (Capability.READ_MEETING_FACTS,)),
    (mark("The agreement that you write with your partner"), (Capability.READ_AGREEMENT,)),
    (mark("The logs of your meetings"), (Capability.READ_MEETING_LOG,)),
)
# No capability opens a profile: it is shown with the match and with taking part.
PARTNER = mark("your partner: the profile with the match, the address once you have both accepted")
PROFILE = mark("Your profile and e-mail address")


@door(Capability.ANSWER_PARTICIPATION, methods=("GET", "POST"))
def taking_part(request: SignedInRequest, participation_id: UUID) -> HttpResponseBase:
    """Show what one is asked to take part in, and take the answer."""
    row = queries.participation_for(request.user, participation_id, Capability.ANSWER_PARTICIPATION)
    if request.method == "POST":
        accept = {"yes": True, "no": False}.get(request.POST.get("answer", ""))
        if accept is None:
            raise NotVisible
        if accept and _form_first(row):
            return redirect(
                f"{reverse('recruitment:apply', args=[row.programme_id])}?role={row.role}"
            )
        try:
            actions.answer_participation(row, accept=accept, by=request.user, at=timezone.now())
        except NotNow as refusal:
            messages.error(request, str(refusal))
            return redirect("programmes:taking_part", row.pk)
        messages.success(request, say(THANKS[accept]))
        return redirect("home:start")
    design = row.programme.design_as_read
    local = queries.helps_to_run(request.user, row.programme)
    page = {
        "row": row,
        "programme": row.programme,
        "design": design,
        "kinds": who_reads(design, local=local),
        "refusal": rules.refusal(row.programme.state, Work.ANSWER),
        "form_first": _form_first(row),
        "stops": queries.what_stops(row) if row.state != "accepted" else [],
        "pause": queries.place_pause_of(row, on=today()),
        "coordinators": queries.coordinators_of(request.user, row.programme),
    }
    return render(request, "programmes/taking_part.html", page)


def _form_first(row: Participation) -> bool:
    """Whether a yes is given by the form: who is invited answers what applicants answer (R3.03).

    Who took part by the form and stepped back is not asked everything again.
    """
    state = row.programme.state
    if not rules.has_form(row.programme.design, row.role) or rules.refusal(state, Work.APPLY):
        return False
    return not queries.form_is_known(row)


THANKS = {
    True: mark("Thank you for taking part."),
    False: mark(
        "Thank you for your answer. You will not be matched, and you may change your mind."
    ),
}


def who_reads(design: Design, *, local: bool = False) -> list[tuple[str, str]]:
    """Say for each kind of thing who can read it, from the policy itself (R6.17).

    `local` says whether one's own organisation helps to run the programme (R2.09).
    """
    told = design.confidentiality.coordinator_reads_content
    holding = {Relation.READING_COORDINATOR} if told else set()
    if local:
        holding.add(Relation.LOCAL_COORDINATOR)
    by_policy = [
        (
            say(words),
            ", ".join(n for kind in kinds for n in readers(kind, holding=frozenset(holding))),
        )
        for words, kinds in KINDS
    ]
    run = readers(Capability.READ_PARTICIPATION, holding=frozenset(holding))
    return [
        (say(PROFILE), ", ".join((*run, say("and {partner}", partner=say(PARTNER))))),
        *by_policy,
    ]
