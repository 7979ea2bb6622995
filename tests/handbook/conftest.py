"""A programme with a full design, and who looks at it."""

from datetime import date

import pytest

from mentorhouse.handbook.rules import Contact, Known, KnownPolicy, Reading
from tests.documents.conftest import by_libreoffice, by_poppler
from tests.factories import complete_design

__all__ = ["by_libreoffice", "by_poppler"]
TODAY = date(2026, 11, 22)
FULL = {
    "name": "Growing together",
    "purpose": "To help people lead with confidence.",
    "aims": {"goals": ["Every nurse finds a mentor"], "outcomes": ["People stay"]},
    "timing": {"starts_on": "2027-01-04", "ends_on": "2027-12-31", "length_months": 9},
    "mentors": {
        "who": "Senior staff of any profession.",
        "largest_capacity": 2,
        "responsibilities": ["Keep appointments"],
        "requirements": [
            {"rule": "judged", "key": "listens", "title": "Listens well", "must": True},
            {"rule": "judged", "key": "knows", "title": "Knows the organisation", "must": False},
        ],
        "decided_by": "The head of learning",
    },
    "mentees": {"who": "Anyone in their first post."},
    "application": {
        "mentee_questions": [{"key": "why", "text": "Why would you like a mentor?"}],
        "commitments": [{"key": "come", "text": "I come to every meeting."}],
    },
    "training": {"mentors": "mandatory"},
    "meetings": {
        "length_minutes": 60,
        "longest_minutes": 90,
        "days_between": 14,
        "quiet_after_days": 30,
    },
    "phases": [{"key": "rapport", "title": "Getting to know", "checklist": ["Say hello"]}],
    "evaluation": {
        "small_number": 6,
        "surveys": [
            {
                "key": "end",
                "title": "Looking back",
                "asks": "mentee",
                "questions": [{"key": "rating", "text": "How was it?", "kind": "scale"}],
            }
        ],
    },
    "messages": [
        {
            "key": "sign",
            "title": "Please sign",
            "subject": "Your agreement waits",
            "text": "Dear {given_name},\n\nplease sign at {link}.",
        }
    ],
    "reminders": [
        {
            "key": "unsigned",
            "title": "Agreement not signed",
            "event": "agreement_unsigned",
            "days": 10,
            "to": ["mentor", "mentee"],
            "message": "sign",
        }
    ],
    "coordination": {
        "contact_name": "The mentoring team",
        "contact_email": "mentoring@example.org",
        "papers_kept": "On the shared drive, folder M.",
        "manual_review_on": "2027-06-01",
    },
    "public": {
        "headline": "Somebody to think with.",
        "mentor_benefits": ["A fresh view"],
        "mentee_benefits": ["Confidence"],
        "organisation_benefits": ["People stay"],
        "mentor_challenges": ["Finding time"],
        "mentee_challenges": ["Being open"],
        "organisation_challenges": ["Cover for shifts"],
        "time_asked": "About two hours a month.",
        "how_to_apply": "Write to the mentoring team.",
        "apply_by": "2026-12-11",
    },
    "guidance": {
        "help": [{"name": "Occupational health", "what": "Strain", "contact": "01632 960 001"}]
    },
}


@pytest.fixture
def design():
    return complete_design(**FULL)


@pytest.fixture
def known(design):
    return Known(
        design=design,
        today=TODAY,
        coordinators=(Contact("Given Family", "given@example.org", "Co-ordinator"),),
        policies=(
            KnownPolicy(
                "Conduct",
                in_force=True,
                approved_on=date(2026, 5, 1),
                approved_by="The board",
                review_on=date(2027, 5, 1),
            ),
            KnownPolicy("Values", in_force=False),
        ),
        readings=(
            Reading("A first meeting", "How to begin.", "/guidance/first/"),
            Reading("A tip", "Short.", "/guidance/tip/", "Bring **tea**."),
        ),
    )
