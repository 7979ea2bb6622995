"""What helps people to meet, and the ways of meeting that they may prefer (R1.04, R1.06)."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from mentorhouse.languages.saying import mark

# The same keys as those of a meeting.
WAYS: Mapping[str, str] = {
    "face_to_face": mark("Face to face"),
    "video": mark("Video call"),
    "telephone": mark("Telephone"),
    "messages": mark("E-mail or messages"),
}

HELPS: Mapping[str, str] = {
    "captions": mark("Captions or a transcript on video calls"),
    "quiet": mark("A quiet room"),
    "telephone": mark("Telephone rather than video"),
    "written": mark("Writing rather than talking"),
    "large_text": mark("Large text in what we send each other"),
    "breaks": mark("Breaks in long meetings"),
    "step_free": mark("A place that I reach without steps"),
    "interpreter": mark("A sign language interpreter or another helper who comes with me"),
}


@dataclass(frozen=True)
class Needs:
    """What somebody said would help them: keys of `HELPS`, and their own words."""

    helps: tuple[str, ...] = ()
    words: str = ""

    def __bool__(self) -> bool:
        return bool(self.helps or self.words)

    def packed(self) -> str:
        """Return it as text to seal."""
        return json.dumps({"helps": self.helps, "words": self.words})

    @staticmethod
    def unpacked(text: str) -> "Needs":
        """Return what was sealed."""
        said = json.loads(text) if text else {}
        return Needs(tuple(said.get("helps", ())), said.get("words", ""))


def known_helps(keys: Iterable[str]) -> tuple[str, ...]:
    """Keep the keys that are in the list, in its order."""
    wanted = set(keys)
    return tuple(key for key in HELPS if key in wanted)


def may_be_recorded_by_others(*, consented: bool, withdrawn_at: datetime | None) -> bool:
    """Whether an import may record someone's identity data under the consent that it declares.

    Never over what the person gave themselves, and never after they withdrew (R1.07).
    """
    return not consented and withdrawn_at is None
