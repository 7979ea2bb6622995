"""How a pair meets, keeps in touch and writes down what it agreed (R7)."""

from typing import Literal

from pydantic import model_validator

from mentorhouse.languages.saying import mark, say
from mentorhouse.programmes.design.parts import (
    Part,
    choice,
    choices,
    prose,
    setting,
    unlike,
    whole,
)
from mentorhouse.programmes.design.rhythm import rhythm

WAY_WORDS = {
    "face_to_face": mark("Face to face"),
    "telephone": mark("Telephone"),
    "video": mark("Video"),
    "messages": mark("E-mail or messages"),
}
Way = Literal["face_to_face", "telephone", "video", "messages"]


class FirstMeeting(Part):
    """The first meeting."""

    way: Literal["any", "face_to_face", "telephone", "video"] = choice(
        "How do they meet first?", "A recommendation.", {"any": "Any way"} | WAY_WORDS, "any"
    )
    advice: str = prose("What else do you advise?", "For example where, and who travels.", most=600)


class Contact(Part):
    """What happens between meetings (R7.10)."""

    kind: Literal["none", "mentor_after", "before_meeting", "as_agreed"] = choice(
        "What happens between meetings?",
        "Reminders follow it.",
        {
            "none": "Nothing is asked",
            "mentor_after": "The mentor gets in touch some days after a meeting",
            "before_meeting": "Both say how their actions stand some days before a meeting",
            "as_agreed": "What the two agree",
        },
        "none",
    )
    days: int = whole("How many days?", "After or before the meeting.", 1, 60, 14)


class Log(Part):
    """Who writes the meeting log."""

    written_by: Literal["mentee", "shared_then_mentee", "each"] = choice(
        "Who writes the log?",
        "Either of the two can always write; this says who is asked.",
        {
            "mentee": "The mentee",
            "shared_then_mentee": "Both at first, later the mentee",
            "each": "Each for themselves",
        },
        "mentee",
    )
    confirmed: bool = setting(
        "Does the other one confirm it?", "Facts count from the log on, confirmed or not.",
        default=True,
    )  # fmt: skip


class Meetings(Part):
    """What the programme recommends for meetings (R7.03)."""

    length_minutes: int = whole("How long is a meeting, in minutes?", "Recommended.", 15, 480, 60)
    shortest_minutes: int | None = whole(
        "How long at least, in minutes?", "Leave it empty for no lower limit.", 5, 480, None
    )
    longest_minutes: int = whole(
        "How long may it be at most, in minutes?", "Longer ones get a gentle word.", 15, 480, 120
    )
    longest_telephone: int | None = whole(
        "And by telephone?", "Leave it empty if the same holds.", 15, 480, None
    )
    days_between: int = whole(
        "How many days lie between meetings?", "About 31 for a month.", 1, 366, 31
    )
    pair_sets_rhythm: bool = setting(
        "Does each pair set its own rhythm?",
        "If so, the number of days is only where the desk begins to look.",
        default=False,
    )
    sessions_least: int | None = whole(
        "Meetings in all, at least", "Leave it empty if nothing is planned.", 1, 200, None
    )
    sessions_most: int | None = whole(
        "Meetings in all, at most", "Leave it empty if nothing is planned.", 1, 200, None
    )
    more_if_mentor_wishes: bool = setting(
        "May a mentor offer more meetings than that?", "Guides say so.", default=False
    )
    contact_days: int | None = whole(
        "Some contact every so many days", "Leave it empty if none is asked.", 7, 366, None
    )
    in_person_days: int | None = whole(
        "A meeting in person every so many days", "Leave it empty if none is asked.", 7, 732, None
    )
    minutes_a_month_least: int | None = whole(
        "Minutes a month at least", "Leave it empty if there is no such budget.", 5, 2400, None
    )
    minutes_a_month_most: int | None = whole(
        "Minutes a month at most", "A budget besides the length of each meeting.", 15, 2400, None
    )
    notice_hours: int = whole(
        "How many hours before should someone say that they cannot come?", "", 0, 336, 24
    )
    quiet_after_days: int = whole(
        "After how many days without a meeting does the desk call a pair quiet?",
        "A good number is the rhythm and two weeks.",
        1,
        366,
        45,
    )
    ways: list[Way] = choices(
        "Ways of meeting", "What a pair can choose from.", WAY_WORDS, list(WAY_WORDS)
    )
    first: FirstMeeting = setting("The first meeting", "What you recommend.", FirstMeeting())
    scheduled_by: Literal["mentee", "mentor", "both", "both_then_mentee", "pair"] = choice(
        "Who arranges the meetings?",
        "They are asked first. Either of the two can always propose times.",
        {
            "mentee": "The mentee",
            "mentor": "The mentor",
            "both": "Both",
            "both_then_mentee": "Both at first, later the mentee",
            "pair": "The two decide",
        },
        "mentee",
    )
    mentee_travels: bool = setting(
        "Does the mentee travel to the mentor?", "Guides and forms say so.", default=False
    )
    neutral_venue: bool = setting(
        "Do you recommend a neutral and private place?", "Forms and guides say so.", default=False
    )
    contact: Contact = setting("Between meetings", "What is asked.", Contact())
    log: Log = setting("The meeting log", "Who writes it.", Log())
    visit: bool = setting(
        "Is a visit to another service part of it?", "Guides and plans offer it.", default=False
    )

    @property
    def rhythm(self) -> str:
        """Say how much time lies between two meetings."""
        return rhythm(self.days_between)

    @property
    def how_often(self) -> str:
        """Say how often a pair meets, to follow “a pair meets”."""
        if self.pair_sets_rhythm:
            return say("as often as suits both")
        if self.sessions_least and self.sessions_most:
            return say(
                "{sessions_least} to {sessions_most} times in all",
                sessions_least=self.sessions_least,
                sessions_most=self.sessions_most,
            )
        return self.rhythm

    @model_validator(mode="after")
    def _limits_agree(self) -> "Meetings":
        for low, high in (
            ("shortest_minutes", "length_minutes"),
            ("length_minutes", "longest_minutes"),
            ("longest_telephone", "longest_minutes"),
            ("sessions_least", "sessions_most"),
            ("minutes_a_month_least", "minutes_a_month_most"),
        ):
            least, most = getattr(self, low), getattr(self, high)
            if least is not None and most is not None and least > most:
                raise unlike(
                    f"meetings.{low}", least, f"meetings.{high}", most,
                    say("raise the one or lower the other"),
                )  # fmt: skip
        if self.quiet_after_days < self.days_between:
            raise unlike(
                "meetings.quiet_after_days", self.quiet_after_days,
                "meetings.days_between", self.days_between,
                say("a pair is not quiet before its next meeting is due"),
            )  # fmt: skip
        return self
