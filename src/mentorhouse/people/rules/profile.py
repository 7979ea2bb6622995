"""What a profile may take from elsewhere, and whose word counts; plain values in and out."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from mentorhouse.access.states import NotNow
from mentorhouse.languages.saying import say

# What a person writes of themselves, in the order of the page (R1.03).
OWN_FIELDS = (
    "given_name",
    "family_name",
    "pronouns",
    "job_title",
    "work_role",
    "grade",
    "profession",
    "organisation",
    "team",
    "location",
    "contact",
    "languages",
    "ways",
    "biography",
    "line_manager_email",
)


class ChangedSince(NotNow):
    """Something else was saved after this writer began; nothing of theirs was written over it."""

    def __init__(self) -> None:
        super().__init__(
            say(
                "Something else was saved meanwhile, in another window or by somebody else. Your "
                "words are still here. Look at what is saved, then decide and save again."
            )
        )


@dataclass(frozen=True)
class Profile:
    """A person as somebody else knows them: an import, a nomination."""

    email: str
    given_name: str
    family_name: str = ""
    job_title: str = ""
    grade: str = ""
    profession: str = ""
    organisation: str = ""
    team: str = ""
    location: str = ""
    work_role: str = ""
    languages: str = ""
    biography: str = ""


@dataclass(frozen=True)
class ToldOf:
    """What somebody else tells of a person beside the profile: words, and parts of a biography."""

    skills: tuple[str, ...] = ()
    interests: tuple[str, ...] = ()
    developing: tuple[str, ...] = ()
    experience: str = ""
    places: str = ""
    availability: str = ""

    @property
    def of_a_mentor(self) -> bool:
        """Whether it is the beginning of a biography."""
        return bool(self.skills or self.experience or self.places or self.availability)


@dataclass(frozen=True)
class Changes:
    """What a profile takes over, and the fields in which its owner's word stays."""

    taken: Mapping[str, str]
    kept: tuple[str, ...]


def changes_from(known: Mapping[str, str], brought: Profile, *, owned: bool) -> Changes:
    """Return what a known profile takes from what somebody else says of the person.

    Gaps are filled. Where both say something, the person's own word stays once they have set up
    sign-in (`owned`); before that nobody but importers has written it, and the newest one counts.
    """
    said = {field: value for field, value in asdict(brought).items() if value and field != "email"}
    other = {field: value for field, value in said.items() if known.get(field, "") != value}
    kept = tuple(field for field in other if owned and known.get(field))
    taken = {field: value for field, value in other.items() if field not in kept}
    return Changes(taken, kept)
