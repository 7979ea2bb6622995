"""Entries of governance for tests: each function makes one real row."""

from datetime import date

from mentorhouse.governance.models import (
    BoardAction,
    BoardMeeting,
    BoardMember,
    Champion,
    Gap,
    Input,
    Message,
    Milestone,
    Objective,
    Obstacle,
    Paper,
    Stakeholder,
)
from tests.factories import coordinator_of, make_user

TODAY = date(2026, 11, 2)  # the day of tests.factories.AT


def _owned(programme, more):
    return {"owner": coordinator_of(programme)} | more if "owner_name" not in more else more


def make_milestone(programme, title="Mentors are trained", **more):
    began = {"stage": "train", "start": date(2026, 11, 1), "due": date(2026, 12, 1)}
    return Milestone.objects.create(
        programme=programme, title=title, **began | _owned(programme, more)
    )


def make_member(programme, user=None, **more):
    began = {"since": date(2026, 1, 1), "until": None, "role": "member"}
    return BoardMember.objects.create(programme=programme, user=user or make_user(), **began | more)


def make_meeting(programme, title="Spring meeting", **more):
    return BoardMeeting.objects.create(
        programme=programme, title=title, **{"day": date(2027, 3, 1)} | more
    )


def make_paper(meeting, **more):
    began = {"title": "Report", "text": "# All is well"}
    return Paper.objects.create(programme=meeting.programme, meeting=meeting, **began | more)


def make_action(meeting, title="Find more mentors", **more):
    began = {"due": date(2026, 12, 1)}
    return BoardAction.objects.create(
        programme=meeting.programme,
        meeting=meeting,
        title=title,
        **began | _owned(meeting.programme, more),
    )


def make_obstacle(programme, title="No room to meet", **more):
    began = {"needed": "A room on Mondays.", "reported_on": TODAY}
    return Obstacle.objects.create(
        programme=programme, title=title, **began | _owned(programme, more)
    )


def make_champion(programme, user=None, **more):
    began = {"name": "Sam Senior", "job_title": "Director of people"}
    return Champion.objects.create(programme=programme, user=user, **began | more)


def make_stakeholder(programme, title="Heads of department", **more):
    began = {
        "interest": "Their staff’s time", "wants": "Figures", "how": "A page", "often": "quarterly",
        "due": date(2026, 12, 1),
    }  # fmt: skip
    return Stakeholder.objects.create(
        programme=programme, title=title, **began | _owned(programme, more)
    )


def make_input(stakeholder, title="More mentors from the wards, please."):
    return Input.objects.create(
        programme=stakeholder.programme, stakeholder=stakeholder, title=title, day=TODAY
    )


def make_message(programme, audience="Everyone on the wards", **more):
    began = {"title": "You can apply.", "channel": "Newsletter", "due": date(2026, 12, 1)}
    return Message.objects.create(
        programme=programme, audience=audience, **began | _owned(programme, more)
    )


def make_objective(programme, title="Fifty pairs in a year"):
    return Objective.objects.create(programme=programme, title=title, agreed_on=TODAY)


def make_gap(programme, title="No mentors from the ambulance service"):
    return Gap.objects.create(programme=programme, title=title)
