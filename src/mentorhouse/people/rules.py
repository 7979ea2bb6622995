"""What a profile may take from elsewhere, and whose word counts; plain values in and out."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime

# What a person writes of themselves, in the order of the page (R1.03).
OWN_FIELDS = (
    "given_name",
    "family_name",
    "pronouns",
    "job_title",
    "grade",
    "profession",
    "organisation",
    "location",
    "biography",
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
    location: str = ""


def fills_gaps(known: Mapping[str, str], brought: Profile) -> dict[str, str]:
    """Return what the profile says where nothing is known yet.

    What stands in a profile is its owner's word: nobody else's spreadsheet overwrites it, so that
    a second import changes nothing (R3.09).
    """
    return {
        field: value
        for field, value in asdict(brought).items()
        if field != "email" and value and not known.get(field, "")
    }


def may_be_recorded_by_others(*, consented: bool, withdrawn_at: datetime | None) -> bool:
    """Whether an import may record someone's identity data under the consent that it declares.

    Never over what the person gave themselves, and never after they withdrew (R1.07).
    """
    return not consented and withdrawn_at is None
