"""What a programme learnt, beside the parts of its design (R2.23)."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone

from mentorhouse.access.doors import SignedInRequest, door
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible
from mentorhouse.design.paging import page_of
from mentorhouse.languages.saying import say
from mentorhouse.programmes import actions, forms, queries, rules
from mentorhouse.programmes.models import Programme

BOTH = ("GET", "POST")


@door(Capability.RUN_PROGRAMME, methods=BOTH)
def lessons(request: SignedInRequest, programme_id: UUID) -> HttpResponseBase:
    """List what was learnt here and in the programme that this one copies; add a lesson."""
    programme = queries.programme_for(request.user, programme_id)
    if request.method == "POST" and "remove" in request.POST:
        return _remove(request, programme)
    part = request.GET.get("part", "")
    form = forms.LessonForm(request.POST or None, initial={"part": part})
    if request.method == "POST" and form.is_valid():
        actions.add_lesson(
            programme,
            form.cleaned_data["part"],
            form.cleaned_data["text"],
            by=request.user,
            at=timezone.now(),
        )
        messages.success(request, say("The lesson is written down."))
        return redirect("programmes:lessons", programme.pk)
    rows = queries.lessons_for(request.user, programme)
    page = {
        "programme": programme,
        "form": form,
        "page": page_of(rows, request),
        "parts": rules.parts(),
    }
    return render(request, "programmes/lessons.html", page)


def _remove(request: SignedInRequest, programme: Programme) -> HttpResponse:
    try:
        lesson_id = UUID(request.POST["remove"])
    except ValueError as error:
        raise NotVisible from error
    lesson = queries.lessons_for(request.user, programme).filter(pk=lesson_id).first()
    if lesson is None or lesson.programme_id != programme.pk:
        raise NotVisible
    actions.remove_lesson(lesson, by=request.user, at=timezone.now())
    messages.success(request, say("The lesson is removed."))
    return redirect("programmes:lessons", programme.pk)
