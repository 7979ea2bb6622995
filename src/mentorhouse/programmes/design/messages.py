"""Reminders and message texts of a programme, as rules and data (R14.02, R14.03)."""

import re
from typing import Annotated, Final, Literal

from pydantic import Field, model_validator

from mentorhouse.languages.saying import mark, say
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
                    say(
                        "message “{key}”, {place}: {{{value}}} "
                        "is not known; use one of {placeholders}",
                        key=self.key,
                        place=place,
                        value=unknown[0],
                        placeholders=", ".join(PLACEHOLDERS),
                    )
                )
        return self


EVENT_WORDS = {
    "invited": mark("Somebody was invited and has not answered"),
    "match_offered": mark("A match was offered and is not answered"),
    "partnership_began": mark("A partnership began"),
    "agreement_unsigned": mark("An agreement is not signed"),
    "agreement_review": mark("An agreement is due for review"),
    "before_meeting": mark("A meeting is coming"),
    "after_meeting": mark("A meeting has taken place"),
    "log_missing": mark("A meeting has no log"),
    "no_meeting": mark("There was no meeting for some time"),
    "no_contact": mark("There was no contact for some time"),
    "review_due": mark("A review is due"),
    "ending_soon": mark("A partnership ends soon"),
    "ended": mark("A partnership has ended"),
    "endorsement_waiting": mark("A manager has not answered"),
    "invitation_waiting": mark("A chemistry invitation is not answered"),
    "training_due": mark("Training is not completed"),
    "supervision_due": mark("Supervision is due"),
    "survey_open": mark("A survey is not answered"),
    "milestone_due": mark("A milestone of the plan is due"),
    "report_due": mark("A report is due"),
}
STOP_WORDS = {
    "invited": mark("They answer"),
    "match_offered": mark("They answer"),
    "partnership_began": mark("It is sent once"),
    "agreement_unsigned": mark("Both have signed"),
    "agreement_review": mark("They have looked at it"),
    "before_meeting": mark("The meeting is moved or cancelled"),
    "after_meeting": mark("It is sent once"),
    "log_missing": mark("The log is written"),
    "no_meeting": mark("They meet"),
    "no_contact": mark("They are in touch"),
    "review_due": mark("The review is done"),
    "ending_soon": mark("The end is moved"),
    "ended": mark("It is sent once"),
    "endorsement_waiting": mark("The manager answers"),
    "invitation_waiting": mark("The invitation is answered or expires"),
    "training_due": mark("The training is completed"),
    "supervision_due": mark("The supervision has taken place"),
    "survey_open": mark("They answer or decline"),
    "milestone_due": mark("It is done"),
    "report_due": mark("The report is sent"),
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
