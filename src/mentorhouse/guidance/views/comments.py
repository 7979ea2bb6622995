"""Comments on guides, for who runs the programme: read, answer, mark as done."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone

from mentorhouse.access.doors import SignedInRequest, door
from mentorhouse.access.policy import Capability
from mentorhouse.access.states import NotNow
from mentorhouse.design.paging import page_of
from mentorhouse.guidance import actions, forms, queries
from mentorhouse.guidance.states import CommentState
from mentorhouse.languages.saying import say
from mentorhouse.programmes.queries import programme_for


@door(Capability.RUN_PROGRAMME)
def comments(request: SignedInRequest, programme_id: UUID) -> HttpResponseBase:
    """List comments: the open ones, or those that are done."""
    programme = programme_for(request.user, programme_id)
    asked = request.GET.get("state", "")
    state = asked if asked in set(CommentState) else CommentState.OPEN.value
    titles = {g.key: g.title for g in queries.whole_library_of(request.user, programme)}
    page = {
        "programme": programme,
        "state": state,
        "titles": titles,
        "page": page_of(queries.comments_in(request.user, programme, state=state), request),
    }
    return render(request, "guidance/comments.html", page)


@door(Capability.READ_GUIDE_COMMENT, methods=("GET", "POST"))
def comment(request: SignedInRequest, programme_id: UUID, comment_id: UUID) -> HttpResponseBase:
    """Show one comment; answer it, mark it as done or open it again."""
    programme = programme_for(request.user, programme_id)
    row = queries.comment_for(request.user, programme, comment_id)
    form = forms.AnswerForm(request.POST or None, initial={"answer": row.answer})
    if request.method == "POST" and form.is_valid():
        try:
            if "reopen" in request.POST:
                actions.reopen_comment(row, by=request.user, at=timezone.now())
            else:
                answer = form.cleaned_data["answer"]
                actions.answer_comment(row, answer, by=request.user, at=timezone.now())
        except NotNow as refusal:
            messages.error(request, str(refusal))
            return redirect("guidance:comment", programme.pk, row.pk)
        messages.success(request, say("Open again.") if "reopen" in request.POST else say("Done."))
        return redirect("guidance:comments", programme.pk)
    titles = {g.key: g.title for g in queries.whole_library_of(request.user, programme)}
    page = {"programme": programme, "row": row, "form": form, "title": titles.get(row.guide, "")}
    return render(request, "guidance/comment.html", page)
