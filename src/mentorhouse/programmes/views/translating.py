"""The programme’s own texts in its second language: what is not translated yet comes first."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from mentorhouse.access.doors import SignedInRequest, door
from mentorhouse.access.policy import Capability
from mentorhouse.access.states import NotNow
from mentorhouse.design.paging import Page, page_of
from mentorhouse.languages.offered import named
from mentorhouse.languages.saying import say
from mentorhouse.programmes import actions, forms, queries
from mentorhouse.programmes.design.speaking import (
    Text,
    handle_of,
    texts_of,
    translation_of,
    untranslated,
)
from mentorhouse.programmes.models import Programme

BOTH = ("GET", "POST")
ON_A_PAGE = 10


@door(Capability.RUN_PROGRAMME, methods=BOTH)
def translations(request: SignedInRequest, programme_id: UUID) -> HttpResponseBase:
    """List the texts that people read, untranslated first; save what was written for them."""
    programme = queries.programme_for(request.user, programme_id)
    if programme.design.public.second_language == "none":
        return render(request, "programmes/no_second_language.html", {"programme": programme})
    if request.method == "POST":
        return _save(request, programme)
    page = page_of(_found(programme, _search(request)), request, size=ON_A_PAGE)
    form = forms.TranslationsForm(design=programme.design, texts=page.rows)
    return _page(request, programme, form, page)


def _search(request: SignedInRequest) -> str:
    return request.GET.get("search", "")[:100]


def _found(programme: Programme, search: str) -> list[Text]:
    """Give the texts in which a word stands, those that wait for a translation first."""
    waiting = {one.text for one in untranslated(programme.design)}
    wanted = search.casefold().strip()
    found = [one for one in texts_of(programme.design) if wanted in one.text.casefold()]
    return sorted(found, key=lambda one: one.text not in waiting)


def _save(request: SignedInRequest, programme: Programme) -> HttpResponse:
    texts = [one for one in texts_of(programme.design) if handle_of(one.text) in request.POST]
    form = forms.TranslationsForm(request.POST, design=programme.design, texts=texts)
    if not form.is_valid():
        return _page(request, programme, form)
    try:
        met = actions.translate(programme, form.written(), by=request.user, at=timezone.now())
    except NotNow as refusal:
        form.add_error(None, str(refusal))
        return _page(request, programme, form)
    if met:
        _tell(form, programme, met)
        return _page(request, programme, form)
    messages.success(request, _("Saved. These are the next texts."))
    return redirect("programmes:translations", programme.pk)


def _tell(form: forms.TranslationsForm, programme: Programme, met: list[str]) -> None:
    """Say beside each text what somebody else wrote for it meanwhile; the rest is saved."""
    programme.refresh_from_db()
    for text in met:
        theirs = translation_of(programme.design, text)
        form.meet(text, theirs)


def _page(
    request: SignedInRequest,
    programme: Programme,
    form: forms.TranslationsForm,
    page: Page[Text] | None = None,
) -> HttpResponse:
    design = programme.design
    shown = {
        "programme": programme,
        "form": form,
        "page": page,
        "search": _search(request),
        "tongue": say(named(design.public.second_language).in_english),
        "total": len(texts_of(design)),
        "waiting": len(untranslated(design)),
    }
    return render(request, "programmes/translations.html", shown)
