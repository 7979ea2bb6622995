"""Pages of private notes: the list, one note, deleting it."""

from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from mentorhouse.access.doors import SignedInRequest, door
from mentorhouse.access.policy import Capability
from mentorhouse.access.readers import who_can_read
from mentorhouse.access.relations import NotVisible
from mentorhouse.design.paging import page_of
from mentorhouse.design.two_writers import ChangedMeanwhile
from mentorhouse.development.actions import notes as actions
from mentorhouse.development.forms.goals import NoteForm
from mentorhouse.development.queries import notes as queries
from mentorhouse.languages.saying import say

BOTH = ("GET", "POST")
CONFLICT = 409
_KEEP = Capability.KEEP_OWN_NOTES


@door(_KEEP, methods=BOTH)
def notes(request: SignedInRequest, partnership_id: UUID) -> HttpResponse:
    """List one's own notes, and write one."""
    row, book = queries.own_place(request.user, partnership_id)
    at = timezone.now()
    writes = queries.may_write_in(request.user, row)
    form = NoteForm(request.POST or None, initial={"once": uuid4()})
    if request.method == "POST":
        if not writes:
            raise NotVisible
        if form.is_valid():
            words, once = form.cleaned_data["words"], form.cleaned_data["once"]
            actions.write_note(row, words, once=once, by=request.user, at=at)
            messages.success(request, say("Your note is saved."))
            return redirect("development:notes", row.pk)
    page = page_of(queries.notes_in(book), request)
    read = queries.read_notes(request.user, book, list(page), at=at)
    context = {
        "partnership": row,
        "form": form,
        "page": page,
        "notes": read,
        "writes": writes,
        "readers": who_can_read(Capability.READ_OWN_NOTES),
    }
    return render(request, "development/notes.html", context)


@door(_KEEP, methods=BOTH)
def note(request: SignedInRequest, partnership_id: UUID, note_id: UUID) -> HttpResponse:
    """Change one note."""
    row, book = queries.own_place(request.user, partnership_id)
    one = queries.note_for(book, note_id)
    at = timezone.now()
    read = queries.read_notes(request.user, book, [one], at=at)
    now = read[0][1] if read else ""
    form = NoteForm(
        request.POST or None, initial={"words": now, "revision": one.revision, "once": uuid4()}
    )
    context = {
        "partnership": row, "note": one, "form": form, "words": now,
        "writes": queries.may_write_in(request.user, row),
    }  # fmt: skip
    if request.method == "GET" or not form.is_valid():
        return render(request, "development/note.html", context)
    words = form.cleaned_data["words"]
    try:
        based_on = form.cleaned_data["revision"] or 0
        actions.change_note(one, words, based_on=based_on, by=request.user, at=at)
    except ChangedMeanwhile:
        if now != words:
            form.data = dict(request.POST.items()) | {"revision": str(one.revision)}
            context |= {"theirs": now}
            return render(request, "development/note.html", context, status=CONFLICT)
    messages.success(request, say("Your note is saved."))
    return redirect("development:notes", row.pk)


@door(_KEEP, methods=("POST",))
def delete(request: SignedInRequest, partnership_id: UUID, note_id: UUID) -> HttpResponse:
    """Delete one note, also after the end."""
    row, book = queries.own_place(request.user, partnership_id)
    actions.delete_note(queries.note_for(book, note_id), by=request.user, at=timezone.now())
    messages.success(request, say("Your note is deleted."))
    return redirect("development:notes", row.pk)
