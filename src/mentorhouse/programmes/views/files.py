"""Designs as files, and programmes from a file or from an earlier programme (R2.01, R2.02)."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone

from mentorhouse.access.doors import SignedInRequest, door
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import HOUSE, require
from mentorhouse.languages.saying import say
from mentorhouse.programmes import actions, forms, queries
from mentorhouse.programmes.design import Design, DesignError, read_design

BOTH = ("GET", "POST")
MOST_PROBLEMS = 50  # more are mended in the next round


@door(Capability.START_PROGRAMME, methods=BOTH)
def start_from_file(request: SignedInRequest) -> HttpResponseBase:
    """Start a programme from a design file."""
    require(request.user, Capability.START_PROGRAMME, HOUSE)
    form = forms.DesignFileForm(request.POST or None, request.FILES or None)
    problems: list[str] = []
    if request.method == "POST" and form.is_valid():
        try:
            design = _named(_read(form.cleaned_data["file"]), form.cleaned_data["name"])
        except DesignError as refusal:
            problems = refusal.problems[:MOST_PROBLEMS]
            form.add_error(
                "file", say("The file cannot be used yet: see “What to mend in the file”")
            )
        else:
            programme = actions.start(design, by=request.user, at=timezone.now())
            messages.success(request, say("The programme is started, and you co-ordinate it."))
            return redirect("programmes:set_up", programme.pk)
    page = {"form": form, "problems": problems}
    return render(request, "programmes/start_from_file.html", page)


def _read(file: forms.UploadedDesign) -> Design:
    try:
        return read_design(file.read().decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise DesignError([say("The file is not a text in UTF-8. Save it as UTF-8.")]) from error


def _named(design: Design, name: str) -> Design:
    return design.model_copy(update={"name": name}) if name else design


@door(Capability.START_PROGRAMME, methods=BOTH)
def start_from_copy(request: SignedInRequest) -> HttpResponseBase:
    """Start a programme from one that the viewer runs or ran."""
    require(request.user, Capability.START_PROGRAMME, HOUSE)
    mine = queries.programmes_of(request.user).order_by("name", "pk")
    form = forms.CopyForm(request.POST or None, programmes=mine)
    if request.method == "POST" and form.is_valid():
        programme = queries.programme_for(request.user, form.cleaned_data["programme"].pk)
        name = form.cleaned_data["name"]
        copy = actions.copy_programme(programme, name, by=request.user, at=timezone.now())
        messages.success(
            request, say("The copy is started. What the earlier programme learnt stands beside it.")
        )
        return redirect("programmes:set_up", copy.pk)
    return render(request, "programmes/start_from_copy.html", {"form": form, "any": mine.exists()})


@door(Capability.RUN_PROGRAMME)
def design_file(request: SignedInRequest, programme_id: UUID) -> HttpResponseBase:
    """Hand out the whole design as one readable file (R2.02)."""
    programme = queries.programme_for(request.user, programme_id)
    text = actions.export_design(programme, by=request.user, at=timezone.now())
    answer = HttpResponse(text, content_type="application/yaml; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="programme.yaml"'
    return answer
