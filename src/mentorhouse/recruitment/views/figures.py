"""Where people stop on their way in, and equal access beside the workforce: figures, no names."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from mentorhouse.access.doors import SignedInRequest, door
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, may
from mentorhouse.access.states import NotNow
from mentorhouse.design import tables
from mentorhouse.languages.saying import mark, say
from mentorhouse.programmes.models import Participation, Programme
from mentorhouse.programmes.queries import programme_for
from mentorhouse.recruitment.actions import equality as actions
from mentorhouse.recruitment.forms.equality import WorkforceForm
from mentorhouse.recruitment.queries import equality as queries
from mentorhouse.recruitment.rules import funnel as rules
from mentorhouse.recruitment.rules.applying import CHECK, steps_of
from mentorhouse.recruitment.rules.counting import NOT_SHOWN
from mentorhouse.recruitment.rules.equality import Workforce, in_lines


@door(Capability.SEE_RECRUITMENT_FIGURES)
def funnel(request: SignedInRequest, programme_id: UUID) -> HttpResponseBase:
    """Show how many are where on the way in, and of which organisations."""
    programme, role = _asked(request, programme_id)
    counted = queries.counted(request.user, programme, role, at=timezone.now())
    titles = {step.key: step.title for step in steps_of(programme.design_as_read, (role,))}
    titles[CHECK] = mark("Check your answers, and send")
    page = _about(request, programme, role) | {
        "bars": rules.bars(counted.everybody),
        "everybody": counted.everybody,
        "by_organisation": counted.tables[queries.ORGANISATION],
        "sums": rules.SUM_WORDS,
        "stops": [(titles.get(page, page), count) for page, count in counted.stops.items()],
    }
    return render(request, "recruitment/deciding/funnel.html", page)


@door(Capability.SEE_RECRUITMENT_FIGURES)
def access(request: SignedInRequest, programme_id: UUID) -> HttpResponseBase:
    """Set who applies and who is approved beside the workforce."""
    programme, role = _asked(request, programme_id)
    counted = queries.counted(request.user, programme, role, at=timezone.now())
    page = _about(request, programme, role) | {"figures": counted.figures(), "titles": _titles()}
    return render(request, "recruitment/deciding/access.html", page)


COLUMNS = (
    mark("Divided by"), mark("Line"), mark("Applied"), mark("Share of applicants"),
    mark("Approved"), mark("Share of approved"), mark("Workforce"), mark("Share of workforce"),
    mark("Source"), mark("As of"),
)  # fmt: skip


@door(Capability.SEE_RECRUITMENT_FIGURES)
def export(request: SignedInRequest, programme_id: UUID, kind: str) -> HttpResponseBase:
    """Hand out the figures as a file, hidden as they are on the page."""
    programme, role = _asked(request, programme_id)
    if kind not in tables.TYPES:
        raise NotVisible
    at = timezone.now()
    titles = _titles()
    lines = [
        (
            titles.get(one.title, one.title),
            say(line.name) or _("All"),
            _shown(line.applied),
            line.applied_share,
            _shown(line.approved),
            line.approved_share,
            line.workforce,
            line.workforce_share,
            one.workforce.source,
            str(one.workforce.as_of or ""),
        )
        for one in queries.counted(request.user, programme, role, at=at).figures()
        for line in (*one.lines, one.total)
    ]
    actions.note_figures_export(programme, by=request.user, at=at)
    return tables.as_download(kind, f"equal-access-{role}s", [say(one) for one in COLUMNS], lines)


@door(Capability.KEEP_BASELINE, methods=("GET", "POST"))
def workforce(request: SignedInRequest, programme_id: UUID) -> HttpResponseBase:
    """Enter the workforce by one thing; what is there already is offered to be changed."""
    programme = programme_for(request.user, programme_id, Capability.KEEP_BASELINE)
    known = queries.workforces_of(programme)
    form = WorkforceForm(request.POST or None, initial=_begun(known, request.GET.get("by", "")))
    if request.method == "POST" and form.is_valid():
        try:
            actions.enter_workforce(
                programme, form.entered(), by=request.user, at=timezone.now()
            )  # fmt: skip
        except NotNow as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The workforce is entered."))
            return redirect("recruitment:equal_access", programme.pk)
    page = {"programme": programme, "form": form, "known": known, "titles": _titles()}
    return render(request, "recruitment/deciding/workforce.html", page)


def _begun(known: dict[str, Workforce], title: str) -> dict[str, Any]:
    if title not in known:
        return {}
    given = known[title]
    plain = title in {queries.ORGANISATION, queries.GRADE}
    return {
        "about": title if plain else queries.About.CHARACTERISTIC.value,
        "question": "" if plain else title,
        "lines": in_lines(given.numbers),
        "source": given.source,
        "as_of": given.as_of,
    }


def _asked(request: SignedInRequest, programme_id: UUID) -> tuple[Programme, str]:
    programme = programme_for(request.user, programme_id, Capability.SEE_RECRUITMENT_FIGURES)
    role = request.GET.get("role", "")
    return programme, role if role in Participation.Role.values else Participation.Role.MENTEE.value


def _titles() -> dict[str, str]:
    return {queries.ORGANISATION: _("Organisation"), queries.GRADE: _("Grade")}


def _shown(count: int | None) -> tables.Cell:
    return say(NOT_SHOWN) if count is None else count


def _about(request: SignedInRequest, programme: Programme, role: str) -> dict[str, Any]:
    return {
        "programme": programme,
        "local": None,
        "role": role,
        "least": programme.design.evaluation.small_number,
        "runs": may(request.user, Capability.DECIDE_APPLICATION, programme),
        "not_shown": say(NOT_SHOWN),
    }
