"""Pages between meetings: the rhythm, contact, messages of the pair, check-ins."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from mentorhouse.access.doors import SignedInRequest, door
from mentorhouse.access.policy import Capability
from mentorhouse.access.readers import who_can_read
from mentorhouse.design.paging import page_of
from mentorhouse.languages.saying import say
from mentorhouse.meetings import queries, rules
from mentorhouse.meetings.actions import contacting
from mentorhouse.meetings.forms import CheckInForm, ContactForm, MessageForm

_C = Capability
BOTH = ("GET", "POST")


@door(_C.ARRANGE_MEETING, methods=BOTH)
def between(request: SignedInRequest, partnership_id: UUID) -> HttpResponse:
    """Show how the pair stands against its rhythm, and note contact between meetings."""
    at = timezone.now()
    row = queries.running_partnership(request.user, partnership_id)
    today = timezone.localdate(at)
    form = ContactForm(request.POST if request.method == "POST" else None, today=today)
    if request.method == "POST" and form.is_valid():
        contacting.note_contact(row, **form.cleaned_data, by=request.user, at=at)
        messages.success(request, say("Noted. Nothing of what you said is kept."))
        return redirect("meetings:between", partnership_id)
    return render(request, "meetings/between.html", {
        "partnership": row, "form": form,
        "strands": queries.rhythm_for(request.user, row, today=today),
        "rhythm": rules.rhythm_words(row.programme.design_as_read.meetings),
        "page": page_of(queries.contacts_of(request.user, row), request),
        "check_ins": queries.waiting_check_ins(request.user, row),
        "readers": who_can_read(_C.READ_MEETING_FACTS),
    })  # fmt: skip


@door(_C.EXCHANGE_MESSAGES, methods=BOTH)
def thread(request: SignedInRequest, partnership_id: UUID) -> HttpResponse:
    """Read and write messages within the partnership."""
    at = timezone.now()
    row = queries.running_partnership(request.user, partnership_id, _C.EXCHANGE_MESSAGES)
    form = MessageForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        contacting.send_message(
            row, form.cleaned_data["text"], once=form.cleaned_data["once"],
            by=request.user, at=at,
        )  # fmt: skip
        messages.success(request, say("Your message is sent."))
        return redirect("meetings:messages", partnership_id)
    page = page_of(queries.messages_of(request.user, row), request)
    return render(request, "meetings/messages.html", {
        "partnership": row, "form": form, "page": page,
        "read": queries.read_messages(request.user, page, partnership=row, at=at),
    })  # fmt: skip


@door(_C.EXCHANGE_MESSAGES, methods=BOTH)
def check_in(request: SignedInRequest, partnership_id: UUID, check_in_id: UUID) -> HttpResponse:
    """Answer two short questions; the answer is one's own."""
    at = timezone.now()
    row = queries.check_in_for(request.user, partnership_id, check_in_id)
    begin = {"answer": queries.read_check_in(request.user, row, at=at)} if row.said_at else {}
    form = CheckInForm(request.POST if request.method == "POST" else None, initial=begin)
    if request.method == "GET" or not form.is_valid():
        return render(request, "meetings/check_in.html", {
            "partnership": row.partnership, "check_in": row, "form": form,
        })  # fmt: skip
    contacting.answer_check_in(row, **form.cleaned_data, by=request.user, at=at)
    messages.success(
        request,
        say("Thank you. The co-ordinator will be in touch with you.")
        if form.cleaned_data["wants_talk"] else say("Thank you. Only you can see this answer."),
    )  # fmt: skip
    return redirect("meetings:between", partnership_id)
