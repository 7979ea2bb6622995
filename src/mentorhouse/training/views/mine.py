"""One's own training: the courses, a module with its check, going on or stepping back (R4.05)."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mentorhouse.access.doors import SignedInRequest, door
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import may
from mentorhouse.access.states import NotNow
from mentorhouse.documents import as_html, from_markdown
from mentorhouse.guidance.queries import library_of
from mentorhouse.guidance.rules import Guide, Origin
from mentorhouse.programmes.actions import answer_participation
from mentorhouse.programmes.models import Participation, Programme
from mentorhouse.programmes.queries import participation_for, participations_of, programme_for
from mentorhouse.programmes.states import ParticipationState
from mentorhouse.training.actions import learning
from mentorhouse.training.forms import CheckForm
from mentorhouse.training.queries import mine as queries
from mentorhouse.training.rules import courses
from mentorhouse.training.rules.facts import filled
from mentorhouse.training.rules.progress import NotAllRight, Progress

BOTH = ("GET", "POST")
MISSED = 422


@door(Capability.TAKE_TRAINING)
def mine(request: SignedInRequest, programme_id: UUID) -> HttpResponseBase:
    """List one's own courses; who runs the programme finds the others' too."""
    programme = programme_for(request.user, programme_id, Capability.TAKE_TRAINING)
    found = queries.courses_of(request.user, programme)
    page = _about(request, programme) | {
        "courses": [(each, courses.weight(each.course, programme.design)) for each in found],
        "others": queries.others_courses(request.user, programme),
    }
    return render(request, "training/mine.html", page)


@door(Capability.TAKE_TRAINING)
def course(request: SignedInRequest, programme_id: UUID, course: str) -> HttpResponseBase:
    """Show the modules of a course, and how far one is."""
    programme = programme_for(request.user, programme_id, Capability.TAKE_TRAINING)
    progress, theirs = queries.progress_for(request.user, programme, course)
    role = progress.course.role
    topics = {
        "mentor": programme.design_as_read.training.mentor_topics,
        "mentee": programme.design_as_read.training.mentee_topics,
    }
    page = _about(request, programme) | {
        "progress": progress,
        "theirs": theirs,
        "asked": courses.weight(progress.course, programme.design),
        "topics": topics.get(role, []) if progress.course.key in courses.MAIN.values() else [],
        "own_texts": _own_texts(request, programme, role),
        "part": _part(request, programme, role) if theirs else None,
    }
    return render(request, "training/course.html", page)


@door(Capability.TAKE_TRAINING, methods=BOTH)
def module(
    request: SignedInRequest, programme_id: UUID, course: str, module: str
) -> HttpResponseBase:
    """Show a module, and take the answers of its check."""
    programme = programme_for(request.user, programme_id, Capability.TAKE_TRAINING)
    progress, theirs = queries.progress_for(request.user, programme, course)
    found = queries.module_in(progress, module)
    form = CheckForm(request.POST or None, module=found)
    if request.method == "POST" and form.is_valid():
        try:
            progress = learning.do_module(
                programme, course, module, form.chosen(), by=request.user, at=timezone.now()
            )
        except NotAllRight as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Well done. “{title}” is done.").format(title=found.title))
            return _onwards(programme, progress)
    keys = [step.module.key for step in progress.steps]
    after = keys.index(module) + 1
    page = _about(request, programme) | {
        "progress": progress,
        "module": found,
        "body": as_html(from_markdown(filled(found.text, programme.design))),
        "guides": _guides(request, programme, found.guides),
        "step": progress.steps[after - 1],
        "number": after,
        "following": progress.steps[after].module if after < len(keys) else None,
        "theirs": theirs,
        "form": form,
    }
    status = MISSED if form.is_bound else 200
    return render(request, "training/module.html", page, status=status)


@door(Capability.TAKE_TRAINING, methods=("POST",))
def count_here(request: SignedInRequest, programme_id: UUID, course: str) -> HttpResponseBase:
    """Count what one did in another programme."""
    programme = programme_for(request.user, programme_id, Capability.TAKE_TRAINING)
    count = learning.count_here(programme, course, by=request.user, at=timezone.now())
    if count:
        told = ngettext("{n} module counts here now.", "{n} modules count here now.", count)
        messages.success(request, told.format(n=count))
    return redirect("training:course", programme.pk, course)


@door(Capability.TAKE_TRAINING, methods=("POST",))
def finish(request: SignedInRequest, programme_id: UUID, course: str) -> HttpResponseBase:
    """Finish a course of which nothing is left."""
    programme = programme_for(request.user, programme_id, Capability.TAKE_TRAINING)
    learning.finish(programme, course, by=request.user, at=timezone.now())
    return redirect("training:course", programme.pk, course)


@door(Capability.ANSWER_PARTICIPATION, methods=BOTH)
def step_back(
    request: SignedInRequest, programme_id: UUID, participation_id: UUID
) -> HttpResponseBase:
    """Step back without a reason, and say how to come back."""
    programme = programme_for(request.user, programme_id, Capability.TAKE_TRAINING)
    part = participation_for(request.user, participation_id, Capability.ANSWER_PARTICIPATION)
    if request.method == "POST":
        try:
            answer_participation(part, accept=False, by=request.user, at=timezone.now())
        except NotNow as refusal:
            messages.error(request, str(refusal))
        return redirect("training:step_back", programme.pk, part.pk)
    return render(request, "training/step_back.html", _about(request, programme) | {"part": part})


def _onwards(programme: Programme, progress: Progress) -> HttpResponseBase:
    return redirect("training:course", programme.pk, progress.course.key)


def _about(request: SignedInRequest, programme: Programme) -> dict[str, Any]:
    """Say which ways somebody has in the programme."""
    keeps = may(request.user, Capability.RUN_PROGRAMME, programme)
    return {
        "programme": programme,
        "keeps": keeps,
        "local": not keeps and may(request.user, Capability.READ_TRAINING_FACTS, programme),
    }


def _part(request: SignedInRequest, programme: Programme, role: str) -> Participation | None:
    """Return the taking part that one may step back from."""
    rows = participations_of(request.user).filter(programme=programme, role=role)
    return rows.exclude(state=ParticipationState.DECLINED.value).first()


def _guides(request: SignedInRequest, programme: Programme, keys: tuple[str, ...]) -> list[Guide]:
    known = {guide.key: guide for guide in library_of(request.user, programme)}
    return [known[key] for key in keys if key in known]


def _own_texts(request: SignedInRequest, programme: Programme, role: str) -> list[Guide]:
    """Return what the programme itself wrote for the training of a role."""
    return [
        guide
        for guide in library_of(request.user, programme)
        if guide.origin is Origin.OWN and role in guide.roles and "training" in guide.steps
    ]
