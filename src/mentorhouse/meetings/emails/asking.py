"""Letters round a meeting: to prepare it, and whether it took place (R7.07, R7.20)."""

from django.conf import settings
from django.urls import reverse

from mentorhouse.access.links import token_of
from mentorhouse.accounts.models import User
from mentorhouse.languages.saying import say
from mentorhouse.meetings.queries import letter_cause, log_is_missing, question_of_letter
from mentorhouse.meetings.states import MeetingState
from mentorhouse.notifications import Letter, Link, letter

ON = (MeetingState.AGREED, MeetingState.MOVING)


@letter("meeting.prepare")
def prepare(to: User, about: dict[str, str]) -> Letter | None:  # noqa: ARG001  # a writer's shape
    """Ask both to prepare; the agenda and the actions are behind the link, never in the mail."""
    meeting = letter_cause(about, states=ON)
    if meeting is None:
        return None
    page = reverse("meetings:prepare", args=[meeting.partnership_id, meeting.pk])
    return Letter(
        subject=say("Your mentoring meeting is coming up"),
        paragraphs=(
            say("A mentoring meeting of yours is coming up."),
            say(
                "Take five minutes to prepare: look at the agenda, say how your actions stand, "
                "and note what you want to talk about."
            ),
            say(
                "If you cannot come, open the meeting from there. You can tell your partner and "
                "propose another day in one step."
            ),
        ),
        link=Link(say("Prepare the meeting"), settings.BASE_URL + page),
    )


@letter("meeting.to_log")
def to_log(to: User, about: dict[str, str]) -> Letter | None:
    """Ask, when a meeting is over, what became of it: one press, without signing in."""
    question = question_of_letter(about, to=to.pk)
    token = question and token_of(question)
    if not token:
        return None
    page = reverse("meetings:did_you_meet", args=[token])
    return Letter(
        subject=say("Did your mentoring meeting take place?"),
        paragraphs=(
            say("Please say whether your meeting took place. One press is enough."),
            say("You need not sign in. The link works once, for two weeks."),
            say("If you like, write the log in the product afterwards."),
        ),
        link=Link(say("Say whether you met"), settings.BASE_URL + page),
    )


@letter("meeting.log_missing")
def log_missing(to: User, about: dict[str, str]) -> Letter | None:  # noqa: ARG001  # a writer's shape
    """Remind of a log, where the programme wants logs and nothing is written or confirmed."""
    if not log_is_missing(about["meeting"]):
        return None
    page = reverse("meetings:write_log", args=[about["partnership"], about["meeting"]])
    return Letter(
        subject=say("Your meeting log is still empty"),
        paragraphs=(
            say("You met a week ago, and nothing is written about it yet."),
            say("Two sentences are enough. It says beside each box who can read it."),
        ),
        link=Link(say("Write the log"), settings.BASE_URL + page),
    )
