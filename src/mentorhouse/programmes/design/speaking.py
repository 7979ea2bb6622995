"""A design in its second language: which of its texts people read, and what they say in it.

The source is what is edited, exported, kept and signed; this is only how it is shown (R13.04).
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from mentorhouse.programmes.design.parts import Part
from mentorhouse.programmes.design.public import Translation
from mentorhouse.programmes.design.walk import Kind, settings_of
from mentorhouse.programmes.design.whole import Design

WORDED: Final = frozenset({Kind.TEXT, Kind.LINES, Kind.ENTRIES})

# Texts that only co-ordinators read, and words that are compared or kept with an answer.
UNREAD: Final = frozenset(
    {
        "about",
        "name",
        "translations",
        "ladders",
        "launch",
        "governance",
        "reminders",
        "messages.title",
        "aims.review_outcome",
        "mentors.requirements.values",
        "mentees.requirements.values",
        "matching.hard_rules",
        "matching.soft_rules",
        "matching.criteria",
        "confidentiality.concerns_email",
        "coordination.role_description",
        "coordination.papers_kept",
        "coordination.contact_name",
        "coordination.contact_email",
        "evaluation.purpose",
        "evaluation.audience",
        "evaluation.use",
        "evaluation.means",
        "evaluation.indicators",
        "evaluation.monitoring_questions",
        "evaluation.monitoring_sources",
        "pilot",
        "documents.procedure_manual",
        "documents.evidence_pack",
    }
)
# Names that point at something, wherever they stand.
POINTERS: Final = frozenset({"ladder", "grade", "clause", "guidance.left_out"}) | {
    f"guidance.pages.{name}" for name in ("steps", "phases")
}
# Answers are kept by these words, so they are said one by one where they are shown.
KEPT: Final = "options"


@dataclass(frozen=True)
class Text:
    """One text that people read: which part of the design it belongs to, and what it says."""

    part: str
    text: str


def texts_of(design: Design) -> list[Text]:
    """Give the texts that people read, each once, in the order of the design."""
    found: dict[str, Text] = {}
    _walked(design, "", lambda path, text: _note(found, path, text))
    return list(found.values())


def _note(found: dict[str, Text], path: str, text: str) -> str:
    if text.strip():
        title = Design.model_fields[path.partition(".")[0]].title
        found.setdefault(text, Text(str(title), text))
    return text


def untranslated(design: Design) -> list[Text]:
    """Give the texts that have no translation yet."""
    known = _catalogue(design, design.public.second_language)
    return [one for one in texts_of(design) if one.text not in known]


def translation_of(design: Design, text: str) -> str:
    """Give what a text is in the second language; "" where nobody has written it yet."""
    return _catalogue(design, design.public.second_language).get(text, "")


def with_translations(design: Design, written: Mapping[str, str]) -> Design:
    """Give the design with what was written for some texts; an empty one falls away.

    What is a translation of no text any more falls away too.
    """
    language, read = design.public.second_language, {one.text for one in texts_of(design)}
    others = [one for one in design.translations if one.language != language]
    said = _catalogue(design, language) | dict(written)
    kept = [
        Translation(language=language, text=text, says=says)
        for text, says in sorted(said.items())
        if language != "none" and says.strip() and text in read
    ]
    return design.model_copy(update={"translations": [*others, *kept]})


def handle_of(text: str) -> str:
    """Give a short name for a text, fit for a form."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def in_language(design: Design, language: str) -> Design:
    """Give the design as people read it who chose this language."""
    said = _catalogue(design, language)
    return _walked(design, "", lambda path, text: _shown(said, path, text)) if said else design


def said_in(design: Design, language: str, text: str) -> str:
    """Give one text of the design in a language; as it is where there is no translation."""
    return _catalogue(design, language).get(text, text)


def _catalogue(design: Design, language: str) -> dict[str, str]:
    if language != design.public.second_language:
        return {}
    return {one.text: one.says for one in design.translations if one.language == language}


def _shown(said: dict[str, str], path: str, text: str) -> str:
    return text if path.endswith(KEPT) else said.get(text, text)


def _walked(value: Any, path: str, deed: Callable[[str, str], str]) -> Any:
    """Do something with each text that people read; give the value with what that made of it."""
    if path in UNREAD:
        return value
    if isinstance(value, Part):
        return value.model_copy(update=dict(_parts(value, path, deed)))
    if isinstance(value, list):
        return [_walked(one, path, deed) for one in value]
    if isinstance(value, dict):
        return {name: _walked(one, f"{path}.{name}", deed) for name, one in value.items()}
    return deed(path, value) if isinstance(value, str) else value


def _parts(part: Part, path: str, deed: Callable[[str, str], str]) -> Iterator[tuple[str, Any]]:
    for name in _worded(type(part)):
        inner = f"{path}.{name}".removeprefix(".")
        if name not in POINTERS and inner not in POINTERS:
            yield name, _walked(getattr(part, name), inner, deed)


@cache
def _worded(part: type[Part]) -> tuple[str, ...]:
    """Give the fields of a part that may hold texts: no choices, numbers or days."""
    told = {one.path for one in settings_of(part) if one.kind in WORDED}
    inside = {name for name, info in part.model_fields.items() if _is_part(info.annotation)}
    own = {"guidance", "documents"} if part is Design else set()
    return tuple(name for name in part.model_fields if name in told | inside | own)


def _is_part(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, Part)
