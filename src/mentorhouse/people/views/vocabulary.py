"""The vocabulary of skills, for co-ordinators (R1.05)."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from mentorhouse.access.doors import SignedInRequest, door
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible
from mentorhouse.access.states import NotNow
from mentorhouse.design import tables
from mentorhouse.design.paging import page_of
from mentorhouse.languages.saying import mark
from mentorhouse.people import actions, queries
from mentorhouse.people.forms import BringForm, MergeForm, TermForm
from mentorhouse.people.models import Term, Word
from mentorhouse.people.rules import STARTERS

BOTH = ("GET", "POST")
LONGEST_SEARCH = 100


@door(Capability.KEEP_VOCABULARY)
def vocabulary(request: SignedInRequest) -> HttpResponseBase:
    """List terms with their other words and how many people use them."""
    find = request.GET.get("find", "").replace("\0", "")[:LONGEST_SEARCH]
    page = page_of(queries.terms_for(request.user, find=find), request)
    used = queries.used_by([row.term_id for row in page])
    shown = {
        "page": page,
        "find": find,
        "rows": [(row, _others(row), used.get(row.term_id, 0)) for row in page],
        "unknown": queries.words_not_in_it(request.user),
    }
    return render(request, "people/vocabulary.html", shown)


@door(Capability.KEEP_VOCABULARY)
def export(request: SignedInRequest, kind: str) -> HttpResponseBase:
    """Hand out the vocabulary as a file that can be brought elsewhere."""
    if kind not in tables.TYPES:
        raise NotVisible
    rows = queries.terms_for(request.user)
    lines = [(row.text, *_others(row)) for row in rows]
    widest = max((len(line) for line in lines), default=1)
    heads = (mark("Term"), *[mark("Other word")] * (widest - 1))
    padded = [(*line, *[""] * (widest - len(line))) for line in lines]
    return tables.as_download(kind, "vocabulary", heads, padded)


@door(Capability.KEEP_VOCABULARY, methods=BOTH)
def add(request: SignedInRequest) -> HttpResponseBase:
    """Add a term."""
    queries.terms_for(request.user)
    word = request.POST.get("word", "").replace("\0", "")[:LONGEST_SEARCH]
    form = TermForm(None if word else request.POST or None, initial={"name": word})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            actions.add_term(said["name"], said["synonyms"], by=request.user, at=timezone.now())
        except NotNow as refusal:
            form.add_error("name", str(refusal))
        else:
            messages.success(request, _("The term is added."))
            return redirect("people:vocabulary")
    return render(request, "people/term.html", {"form": form, "term": None})


@door(Capability.KEEP_VOCABULARY, methods=BOTH)
def term(request: SignedInRequest, term_id: UUID) -> HttpResponseBase:
    """Rename a term, and say anew which other words it has."""
    row = queries.term_for(request.user, term_id)
    form = TermForm(request.POST or None, initial=_shown(row))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            actions.change_term(
                row, said["name"], said["synonyms"], version=said["version"], by=request.user,
                at=timezone.now(),
            )  # fmt: skip
        except NotNow as refusal:
            form.refused(refusal, version=row.version, box="name")
        else:
            messages.success(request, _("The term is saved."))
            return redirect("people:vocabulary")
    page = {"form": form, "term": row, "used": queries.used_by([row.pk]).get(row.pk, 0)}
    return render(request, "people/term.html", page | {"saved": _shown(row)})


@door(Capability.KEEP_VOCABULARY, methods=BOTH)
def merge(request: SignedInRequest, term_id: UUID) -> HttpResponseBase:
    """Make another term’s words other words of this one."""
    row = queries.term_for(request.user, term_id)
    form = MergeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        found = queries.vocabulary().term(form.cleaned_data["other"])
        if found is None:
            form.add_error("other", _("No term has this word. Look at the list and type it again"))
        else:
            try:
                other = queries.term_for(request.user, UUID(found.key))
                actions.merge_terms(row, other, by=request.user, at=timezone.now())
            except NotNow as refusal:
                form.add_error("other", str(refusal))
            else:
                messages.success(request, _("The two terms are one now."))
                return redirect("people:term", row.pk)
    return render(request, "people/merge.html", {"form": form, "saved": _shown(row), "term": row})


@door(Capability.KEEP_VOCABULARY, methods=("POST",))
def remove(request: SignedInRequest, term_id: UUID) -> HttpResponseBase:
    """Take a term out of the vocabulary."""
    row = queries.term_for(request.user, term_id)
    actions.remove_term(row, by=request.user, at=timezone.now())
    messages.success(request, _("The term is taken out. What people wrote stays as they wrote it."))
    return redirect("people:vocabulary")


@door(Capability.KEEP_VOCABULARY, methods=BOTH)
def bring(request: SignedInRequest) -> HttpResponseBase:
    """Bring terms as lines, as a file, or from the list that comes with the house."""
    queries.terms_for(request.user)
    starters = "starters" in request.POST
    form = BringForm(None if starters else request.POST or None, request.FILES or None)
    if request.method == "POST" and (starters or form.is_valid()):
        rows = STARTERS.items() if starters else form.terms
        terms, words = actions.bring_in_terms(rows, by=request.user, at=timezone.now())
        messages.success(
            request,
            _("New terms: %(terms)d. New other words: %(words)d.")
            % {"terms": terms, "words": words},
        )
        return redirect("people:vocabulary")
    return render(request, "people/bring.html", {"form": form, "starters": STARTERS})


def _others(name: Word) -> list[str]:
    return [word.text for word in name.term.words.all() if not word.is_name]


def _shown(row: Term) -> dict[str, Any]:
    words = list(row.words.all())
    return {
        "version": row.version,
        "name": next((word.text for word in words if word.is_name), ""),
        "synonyms": [word.text for word in words if not word.is_name],
    }
