"""Reminders and message texts of a programme, as rules and data (R14.02, R14.03)."""

import re
from typing import Annotated, Final, Literal

from pydantic import Field, model_validator

from mentorhouse.programmes.design.parts import Key, Part, Title, choice, choices, setting

# What a message may speak of. Nothing that a pair confides is among them.
PLACEHOLDERS: Final = (
    "given_name",
    "programme",
    "role",
    "date",
    "days",
    "link",
    "contact_name",
    "contact_email",
)
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


class Message(Part):
    """A text that leaves as an e-mail. Words in braces are filled in."""

    key: Key = setting("Key", "A short name that never changes.")
    title: Title = setting("Name", "As co-ordinators find it.")
    subject: Title = setting("Subject", "The line that people see first.")
    text: Annotated[str, Field(min_length=1, max_length=4000)] = setting(
        "Text",
        "You may use {" + "}, {".join(PLACEHOLDERS) + "}. Never write what a pair confides.",
    )

    @model_validator(mode="after")
    def _knows_its_words(self) -> "Message":
        for place, words in (("subject", self.subject), ("text", self.text)):
            unknown = [name for name in _PLACEHOLDER.findall(words) if name not in PLACEHOLDERS]
            if unknown:
                raise ValueError(
                    f"message “{self.key}”, {place}: {{{unknown[0]}}} is not known; "
                    f"use one of {', '.join(PLACEHOLDERS)}"
                )
        return self


EVENT_WORDS = {
    "invited": "Somebody was invited and has not answered",
    "match_offered": "A match was offered and is not answered",
    "partnership_began": "A partnership began",
    "agreement_unsigned": "An agreement is not signed",
    "agreement_review": "An agreement is due for review",
    "before_meeting": "A meeting is coming",
    "after_meeting": "A meeting has taken place",
    "log_missing": "A meeting has no log",
    "no_meeting": "There was no meeting for some time",
    "no_contact": "There was no contact for some time",
    "review_due": "A review is due",
    "ending_soon": "A partnership ends soon",
    "ended": "A partnership has ended",
    "endorsement_waiting": "A manager has not answered",
    "invitation_waiting": "A chemistry invitation is not answered",
    "training_due": "Training is not completed",
    "supervision_due": "Supervision is due",
    "survey_open": "A survey is not answered",
    "milestone_due": "A milestone of the plan is due",
    "report_due": "A report is due",
}
STOP_WORDS = {
    "invited": "They answer",
    "match_offered": "They answer",
    "partnership_began": "It is sent once",
    "agreement_unsigned": "Both have signed",
    "agreement_review": "They have looked at it",
    "before_meeting": "The meeting is moved or cancelled",
    "after_meeting": "It is sent once",
    "log_missing": "The log is written",
    "no_meeting": "They meet",
    "no_contact": "They are in touch",
    "review_due": "The review is done",
    "ending_soon": "The end is moved",
    "ended": "It is sent once",
    "endorsement_waiting": "The manager answers",
    "invitation_waiting": "The invitation is answered or expires",
    "training_due": "The training is completed",
    "supervision_due": "The supervision has taken place",
    "survey_open": "They answer or decline",
    "milestone_due": "It is done",
    "report_due": "The report is sent",
}


class Reminder(Part):
    """A rule: when something is so for some days, someone gets a message (R14.03)."""

    key: Key = setting("Key", "A short name that never changes.")
    title: Title = setting("Name", "As co-ordinators find it.")
    event: Literal[
        "invited", "match_offered", "partnership_began", "agreement_unsigned", "agreement_review",
        "before_meeting", "after_meeting", "log_missing", "no_meeting", "no_contact", "review_due",
        "ending_soon", "ended", "endorsement_waiting", "invitation_waiting", "training_due",
        "supervision_due", "survey_open", "milestone_due", "report_due",
    ] = choice("What starts it?", "It stops by itself when the cause is gone.", EVENT_WORDS,
               "invited")  # fmt: skip
    days: Annotated[int, Field(ge=0, le=366)] = setting(
        "After how many days?", "Before the day, for what is coming."
    )
    to: list[Literal["mentor", "mentee", "line_manager", "coordinator"]] = choices(
        "To whom?",
        "Each gets their own.",
        {
            "mentor": "Mentors",
            "mentee": "Mentees",
            "line_manager": "Line managers",
            "coordinator": "Co-ordinators",
        },
        ["mentee"],
    )
    message: Key = setting("Which message?", "One of the programme’s messages.")

    @property
    def stops(self) -> str:
        """Say when the reminder is no longer sent."""
        return STOP_WORDS[self.event]
