"""“Did you meet?” by a private link: opening it records nothing, one press does (R7.20)."""

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone

from mentorhouse.access.doors import by_private_link, door
from mentorhouse.access.policy import Capability
from mentorhouse.meetings import queries
from mentorhouse.meetings.actions.asking import Said, answer_by_link
from mentorhouse.meetings.forms import DidYouMeetForm


@door(Capability.ANSWER_DID_YOU_MEET, methods=("GET", "POST"))
@by_private_link
def did_you_meet(request: HttpRequest, token: str) -> HttpResponseBase:
    """Say whether one met. Who, where and what about are not on this page."""
    at = timezone.now()
    question, holder = queries.question_by_link(token, at=at)
    usual = question.meeting.partnership.programme.design.meetings.length_minutes
    data = None
    if request.method == "POST":
        data = request.POST.copy()
        if data.get("said") != Said.YES:
            data["minutes"] = str(usual)  # nothing is asked of a meeting that was not
    form = DidYouMeetForm(data, initial={"minutes": usual})
    if data is None or not form.is_valid():
        return render(request, "meetings/did_you_meet.html", {"form": form})
    said = Said(form.cleaned_data["said"])
    answer_by_link(question, said, form.cleaned_data["minutes"], by=holder, at=at)
    return render(request, "meetings/did_you_meet_thanks.html", {"said": said.value})
