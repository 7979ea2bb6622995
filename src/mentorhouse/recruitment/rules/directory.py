"""How the directory of open programmes tells them apart: by goal and stage of a career (R3.19)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from mentorhouse.languages.saying import say
from mentorhouse.programmes.design.public import GOAL_WORDS, STAGE_WORDS


@dataclass(frozen=True)
class Listing:
    """One open programme, as the directory shows it."""

    programme_id: UUID
    name: str
    headline: str
    mentors: str
    mentees: str
    goals: tuple[str, ...]
    stages: tuple[str, ...]
    free: bool
    charge: str
    entry: str
    apply_by: date | None

    @property
    def goal_words(self) -> list[str]:
        """What it helps with, in words."""
        return [say(GOAL_WORDS[goal]) for goal in self.goals if goal in GOAL_WORDS]

    @property
    def stage_words(self) -> list[str]:
        """For which stages of a career it is, in words; none: for everybody."""
        return [say(STAGE_WORDS[stage]) for stage in self.stages if stage in STAGE_WORDS]

    @property
    def way(self) -> str:
        """How mentees come in, in words."""
        words = {
            "nomination": say("By nomination: your organisation nominates you."),
            "identified": say("A sponsor puts you forward, and you apply."),
            "membership": say("For members of the scheme. You apply."),
        }
        return words.get(self.entry, say("You apply."))


def listing(row: Mapping[str, Any]) -> Listing:
    """Read what the directory shows from the parts of a design, whatever its age."""
    public, charge = row["public"] or {}, row["charge"] or {}
    last = public.get("apply_by")
    return Listing(
        row["pk"],
        row["name"],
        public.get("headline", ""),
        row["mentors"] or "",
        row["mentees"] or "",
        tuple(public.get("goals", ())),
        tuple(public.get("career_stages", ())),
        free=charge.get("free", True),
        charge=charge.get("explanation", ""),
        entry=row["entry"] or "application",
        apply_by=date.fromisoformat(last) if last else None,
    )


def is_listed(row: Mapping[str, Any], *, today: date) -> bool:
    """Whether a programme stands in the directory: it wants to, and its last day is not past."""
    public = row["public"] or {}
    last = public.get("apply_by")
    return public.get("listed", True) and not (last and date.fromisoformat(last) < today)


def fitting(
    listings: Iterable[Listing], *, goal: str = "", stage: str = "", word: str = ""
) -> list[Listing]:
    """Return those that help with a goal at a stage; who names no stages is for everybody."""
    wanted = word.casefold().split()
    return [
        one
        for one in listings
        if (not goal or goal in one.goals)
        and (not stage or not one.stages or stage in one.stages)
        and all(each in f"{one.name} {one.headline}".casefold() for each in wanted)
    ]
