"""The books of a programme, for its co-ordinators: list, read, download, write a section."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone

from mentorhouse.access.doors import SignedInRequest, door
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible
from mentorhouse.access.states import NotNow
from mentorhouse.documents import as_html
from mentorhouse.handbook import actions, forms, queries, rules
from mentorhouse.handbook.rules import Book, Section
from mentorhouse.handbook.views.shared import as_file, drawn, key_of
from mentorhouse.languages.saying import say
from mentorhouse.programmes.models import Programme
from mentorhouse.programmes.queries import programme_for


@door(Capability.RUN_PROGRAMME)
def documents(request: SignedInRequest, programme_id: UUID) -> HttpResponseBase:
    """List the books of a programme."""
    programme = programme_for(request.user, programme_id)
    page = {
        "programme": programme,
        "books": [(key, [say(one) for one in words]) for key, words in rules.TITLES.items()],
        "own": {key: len(texts) for key, texts in programme.design.documents.items()},
        "changed_at": queries.changed_at(request.user, programme),
        "is_public": programme.state in rules.PUBLIC_STATES,
    }
    return render(request, "handbook/documents.html", page)


@door(Capability.RUN_PROGRAMME)
def read(request: SignedInRequest, programme_id: UUID, book: str) -> HttpResponseBase:
    """Show one book with a way to change each section."""
    programme, found = _book(request, programme_id, book)
    page = {
        "programme": programme,
        "book": found,
        "sections": drawn(found),
        "is_public": programme.state in rules.PUBLIC_STATES,
        "changed_at": queries.changed_at(request.user, programme),
    }
    return render(request, "handbook/book.html", page)


@door(Capability.RUN_PROGRAMME)
def download(request: SignedInRequest, programme_id: UUID, book: str, kind: str) -> HttpResponse:
    """Hand one book out as Word or PDF."""
    programme, found = _book(request, programme_id, book)
    return as_file(found, programme, kind, today=timezone.localdate())


@door(Capability.RUN_PROGRAMME, methods=("GET", "POST"))
def section(
    request: SignedInRequest, programme_id: UUID, book: str, section: str
) -> HttpResponseBase:
    """Write one section in the programme's own words, beside the text that its settings make."""
    programme, found = _book(request, programme_id, book)
    shown = found.section(section)
    if shown is None:
        raise NotVisible
    form = forms.SectionForm(request.POST or None, initial={"text": shown.own, "before": shown.own})
    theirs = None
    if request.method == "POST" and form.is_valid():
        try:
            return _save(request, programme, found, shown, form)
        except actions.WrittenMeanwhile as refusal:
            theirs = refusal.theirs
            again = request.POST.copy()
            again["before"] = theirs
            form = forms.SectionForm(again)
        except NotNow as refusal:
            form.add_error("text", str(refusal))
    page = {
        "programme": programme,
        "book": found,
        "section": shown,
        "made": as_html(shown.made, below=2),
        "form": form,
        "theirs": theirs,
    }
    return render(request, "handbook/section.html", page)


def _save(
    request: SignedInRequest,
    programme: Programme,
    book: Book,
    shown: Section,
    form: forms.SectionForm,
) -> HttpResponse:
    text, before = form.cleaned_data["text"], form.cleaned_data["before"]
    actions.write_section(
        programme, (book.key, shown.key), text, before=before, by=request.user, at=timezone.now()
    )
    messages.success(
        request,
        say("“{title}” now holds your own words.", title=shown.title)
        if text
        else say("“{title}” is made from the settings.", title=shown.title),
    )
    return redirect("handbook:book", programme.pk, book.key.value)


def _book(request: SignedInRequest, programme_id: UUID, slug: str) -> tuple[Programme, Book]:
    programme = programme_for(request.user, programme_id)
    today = timezone.localdate()
    return programme, queries.book_of(request.user, programme, key_of(slug), today=today)
