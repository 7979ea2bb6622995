"""What a pair agrees on, how it prepares, what stays confidential, and its phases (R6, R10)."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from mentorhouse.languages.saying import mark, say
from mentorhouse.programmes.design.parts import (
    Key,
    Line,
    Part,
    Title,
    Words,
    choice,
    choices,
    lines,
    prose,
    setting,
    twice,
    unlike,
    whole,
)
from mentorhouse.programmes.design.questions import Question


class Clause(Part):
    """One clause of the agreement; the pair may change its text before they sign."""

    key: Annotated[Key, Field(max_length=40)] = setting("Key", "A short name that never changes.")
    title: Title = setting("Title", "As it stands above the clause.")
    text: Words = setting("Text", "The pair may change it before they sign.")


class GroundRule(Part):
    """A ground rule that a pair may take over or leave (R6.08)."""

    key: Key = setting("Key", "A short name that never changes.")
    text: Line = setting("Rule", "As the pair reads it.")


class PreparationQuestion(Question):
    """A question that each of a pair answers alone before they agree (R6.02)."""

    clause: str = prose(
        "Which clause does it prepare?", "The key of a clause. Empty if it stands alone.", most=60
    )


class Ethics(Part):
    """A code of ethics that the pair talks through (R6.15)."""

    used: bool = setting(
        "Is there a code of ethics?", "Both confirm that they talked it through.", default=False
    )
    title: str = prose("Its name", "As people know it.", most=200)
    words: str = prose("What it says, or where to read it", "Handed to the mentee, too.")

    @model_validator(mode="after")
    def _has_a_name(self) -> "Ethics":
        if self.used and not self.title.strip():
            raise unlike("used", "yes", "title", "empty", say("give the code its name"))
        return self


class Agreement(Part):
    """The agreement between mentor and mentee (R6.01 to R6.08)."""

    used: bool = setting(
        "Do pairs make an agreement?",
        "If not, pairs work with their own goals and notes.",
        default=True,
    )
    name: str = prose("What is it called?", "For example “mentoring agreement”.", most=80)
    preamble: str = prose("Opening words", "They stand above the clauses.", most=2000)
    clauses: list[Clause] = setting("Clauses", "In this order.", [])
    preparation: list[PreparationQuestion] = setting(
        "Questions to prepare with",
        "Each of the pair answers alone. Both see the answers once both are done.",
        [],
    )
    ground_rules: list[GroundRule] = setting("Ground rules to choose from", "In this order.", [])
    signed_at_first_meeting: bool = setting(
        "Should it be signed at the first meeting?", "Until then it is their next step.",
        default=True,
    )  # fmt: skip
    review_at: Literal["middle", "interval", "reviews", "pair"] = choice(
        "When do they look at it again?",
        "They are reminded. They can change it at any time.",
        {
            "middle": "Half-way",
            "interval": "Every so many months",
            "reviews": "At each review of the partnership",
            "pair": "When the pair decides",
        },
        "middle",
    )
    review_months: int | None = whole(
        "Look at it again every so many months",
        "Leave it empty if there is no such interval.",
        1,
        24,
        None,
    )
    review_advice: str = prose("When else do they look at it?", "Said on the page.", most=300)
    three_way_start: bool = setting(
        "Does the line manager join a first conversation?",
        "The manager agrees time and support, signs only that part and sees nothing afterwards.",
        default=False,
    )
    ethics: Ethics = setting("Code of ethics", "Talked through at the start.", Ethics())

    @property
    def called(self) -> str:
        """What the programme calls it, as it stands within a sentence."""
        name = self.name.strip() or say("mentoring agreement")
        return name[:1].lower() + name[1:]

    @property
    def in_use(self) -> bool:
        """Whether a pair has something to agree on."""
        return self.used and bool(self.clauses)

    @model_validator(mode="after")
    def _keys_differ(self) -> "Agreement":
        for name, keys in (
            ("clauses", [clause.key for clause in self.clauses]),
            ("preparation", [question.key for question in self.preparation]),
            ("ground_rules", [rule.key for rule in self.ground_rules]),
        ):
            if found := twice(keys):
                raise ValueError(
                    say(
                        "agreement.{name} has two entries with the key “{value}”: rename one",
                        name=name,
                        value=found[0],
                    )
                )
        return self

    @model_validator(mode="after")
    def _fits_together(self) -> "Agreement":
        if self.review_at == "interval" and self.review_months is None:
            raise unlike(
                "agreement.review_at", "interval", "agreement.review_months", "empty",
                say("say after how many months"),
            )  # fmt: skip
        clauses = {clause.key for clause in self.clauses}
        for question in self.preparation:
            if question.clause and question.clause not in clauses:
                raise unlike(
                    f"agreement.preparation.{question.key}", question.clause,
                    "agreement.clauses", ", ".join(sorted(clauses)) or "none",
                    say("name one of these clauses, or leave it empty"),
                )  # fmt: skip
        return self


GROUND_WORDS = {
    "conduct": mark("The code of conduct has been broken"),
    "safety": mark("Health or safety is at risk"),
    "harm": mark("Somebody is or may be harmed"),
    "crime": mark("A crime has been or may be committed"),
}
Ground = Literal["conduct", "safety", "harm", "crime"]


class Confidentiality(Part):
    """What leaves the pair. It is told before anyone accepts and pinned by acceptance (R6.09)."""

    statement: str = prose(
        "What stays between mentor and mentee, and what does not?",
        "For example, that what they say stays between them unless somebody may be harmed.",
    )
    coordinator_reads_content: bool = setting(
        "May co-ordinators read agreements and meeting logs?",
        "Everyone is told so before they accept a match. A change never works backwards.",
        default=False,
    )
    concerns_to: str = prose(
        "Who is told when somebody may be harmed?",
        "The named contact for concerns. It stands on guides.",
        most=200,
    )
    concerns_email: str = prose("Their e-mail", "It stands beside the name.", most=254)
    exception: str = prose(
        "When may a mentor break confidence?", "For example harm, crime or a code of conduct."
    )
    grounds: list[Ground] = choices(
        "On which grounds may a mentor pass something on?",
        "A mentor who must break confidence chooses one of them.",
        GROUND_WORDS,
        list(GROUND_WORDS),
    )
    urgent: str = prose(
        "Whom does one ring first when somebody is in danger?",
        "Besides 999. It stands at the head of each page on which people speak up.",
        most=400,
    )
    mentee_told_first: bool = setting(
        "Does the mentor tell the mentee first?", "Unless that would be unsafe.", default=True
    )
    contacts_by_consent: bool = setting(
        "Does the mentor’s network need consent?",
        "Names and contacts are used only when the mentor has said yes.",
        default=True,
    )


class Phase(Part):
    """A phase of a partnership, with what to think of (R10.01)."""

    key: Key = setting("Key", "A short name that never changes.")
    title: Title = setting("Name", "As the pair sees it.")
    what: str = prose("What usually happens", "In a few sentences.", most=1500)
    checklist: list[Line] = lines("Checklist", "One on each line.")
    prompts: list[Line] = lines("Questions to talk about", "One on each line.")
