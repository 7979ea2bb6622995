"""Designs in and out: YAML, plain values, JSON Schema; errors name path, value and remedy."""

import json
import re
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib import resources
from typing import Any, Final, NamedTuple

import yaml
from pydantic import ValidationError
from yaml.composer import Composer

from mentorhouse.languages.saying import mark, say
from mentorhouse.programmes.design.upgrades import upgraded
from mentorhouse.programmes.design.whole import FORMAT, Design

LONGEST_FILE: Final = 500_000  # several times the longest that we know
LONGEST_NUMBER: Final = 40
NO_DESIGN: Final = mark("The file holds no settings: it should begin with “format: {format}”.")


class DesignError(Exception):
    """A design file that cannot be used; each problem says where, what and how to mend it."""

    def __init__(self, problems: list[str], found: Sequence[Any] = ()) -> None:
        self.problems = problems
        self.found = found  # what the model itself says of each problem, where it was asked
        super().__init__("; ".join(problems))


class Shipped(NamedTuple):
    """A design that ships with the product, and for whom it is made."""

    name: str
    design: Design
    about: str


class _Plain(Composer, yaml.CSafeLoader):
    """Reads plain YAML: no aliases (a small file could grow without bound), no tags, no key twice.

    “off”, “no” and “yes” are words here, as people mean them; only true and false are truth.
    It parses in C, which is five times as quick.
    """

    def __init__(self, stream: str) -> None:
        yaml.CSafeLoader.__init__(self, stream)
        Composer.__init__(self)

    # A copy: the reader that others use stays as it is.
    yaml_implicit_resolvers = {
        first: [
            (tag, pattern)
            for tag, pattern in resolvers
            if tag != "tag:yaml.org,2002:bool" or first in "tTfF"
        ]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }

    def compose_node(self, parent: Any, index: Any) -> Any:
        """Refuse an alias, and a tag: what follows is as it looks."""
        event: Any = self.peek_event()
        if isinstance(event, yaml.AliasEvent):
            said = say("this file uses “*” to repeat a part; write the part out instead")
            raise _refusal(said, event.start_mark)
        if getattr(event, "tag", None) is not None:
            raise _refusal(say("this file uses “!” to name a type; leave it out"), event.start_mark)
        return super().compose_node(parent, index)

    def construct_scalar(self, node: Any) -> Any:
        """Refuse a number that no setting needs, and that would take very long to read."""
        is_number = node.tag.endswith((":int", ":float"))
        if is_number and len(node.value) > LONGEST_NUMBER:
            raise _refusal(say("this number is too long"), node.start_mark)
        return super().construct_scalar(node)

    def construct_mapping(self, node: Any, deep: bool = False) -> Any:  # noqa: FBT001, FBT002  # its parent’s
        """Refuse a key that is no word, or stands there twice: one would be lost silently."""
        seen: set[str] = set()
        for key, _ in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise _refusal(say("a name has to be a word"), key.start_mark)
            if key.value in seen:
                raise _refusal(
                    say("“{value}” stands here twice; remove one", value=key.value), key.start_mark
                )
            seen.add(key.value)
        return super().construct_mapping(node, deep=deep)


def _refusal(problem: str, mark: Any) -> yaml.MarkedYAMLError:
    return yaml.MarkedYAMLError(problem=problem, problem_mark=mark)


def read_design(text: str) -> Design:
    """Read a design from YAML. Raises `DesignError` with path, value and remedy."""
    return parse_design(read_plain(text))


def read_plain(text: str) -> dict[str, Any]:
    """Read the plain values of a design, or of a part of one, in today’s format."""
    if len(text) > LONGEST_FILE:
        raise DesignError(
            [say("The file is longer than {longest_file:,} characters.", longest_file=LONGEST_FILE)]
        )
    try:
        data = yaml.load(text, Loader=_Plain)  # noqa: S506  # a safe loader, made stricter
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise DesignError([_unreadable(error)]) from error
    if not isinstance(data, dict):
        raise DesignError([say(NO_DESIGN, format=FORMAT)])
    return upgraded(data, to=FORMAT)


def parse_design(data: object) -> Design:
    """Make a design of plain values, of this format or an older one. Raises `DesignError`."""
    if not isinstance(data, dict):
        raise DesignError([say(NO_DESIGN, format=FORMAT)])
    version = data.get("format")
    if isinstance(version, int) and version > FORMAT:
        raise DesignError(
            [
                (
                    say(
                        "format: this file is version {version}, and this Mentorhouse reads up to "
                        "{format}. Bring Mentorhouse up to date and try again.",
                        version=version,
                        format=FORMAT,
                    )
                )
            ]
        )
    try:
        return Design.model_validate(upgraded(_tidied(data), to=FORMAT))
    except ValidationError as error:
        found = error.errors()
        raise DesignError([_in_words(problem) for problem in found], found) from error


def kept_design(data: dict[str, Any]) -> Design:
    """Make a design of what the database keeps; the same values are only read once."""
    return _read_once(json.dumps(data))


@lru_cache(maxsize=32)
def _read_once(text: str) -> Design:
    return parse_design(json.loads(text))


# Ends of lines by other names; what nobody sees, or what turns the direction of its neighbours.
_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def _tidied(data: Any) -> Any:
    """Return plain values whose texts hold nothing that a page, a letter or a table trips over."""
    if isinstance(data, str):
        return _UNSEEN.sub("", _ENDS.sub("\n", data))
    if isinstance(data, list):
        return [_tidied(value) for value in data]
    if isinstance(data, dict):
        return {key: _tidied(value) for key, value in data.items()}
    return data


def write_design(design: Design) -> str:
    """Write a design as YAML. The same design gives the same bytes."""
    return yaml.dump(
        plain(design), Dumper=yaml.CSafeDumper, sort_keys=False, allow_unicode=True, width=100
    )


def plain(design: Design) -> dict[str, Any]:
    """Return a design as plain values, as the database keeps it."""
    return design.model_dump(mode="json")


def design_schema() -> dict[str, Any]:
    """Return the JSON Schema of a design file, with the words of each setting."""
    schema = Design.model_json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema"} | schema


@cache
def shipped_design(name: str = "general") -> Design:
    """Return a design that ships with the product."""
    file = resources.files("mentorhouse.programmes") / "designs" / f"{name}.yaml"
    return read_design(file.read_text(encoding="utf-8"))


def shipped_designs() -> list[Shipped]:
    """Return every design that ships with the product, the general one first."""
    folder = resources.files("mentorhouse.programmes") / "designs"
    names = sorted(
        (file.name.removesuffix(".yaml") for file in folder.iterdir()),
        key=lambda name: (name != "general", name),
    )
    designs = [(name, shipped_design(name)) for name in names]
    return [Shipped(name, design, design.about) for name, design in designs]


def _unreadable(error: Exception) -> str:
    place = getattr(error, "problem_mark", None)
    said = getattr(error, "problem", None) or str(error)
    if place is None:
        return say("This is not readable YAML: {said}.", said=said)
    return say(
        "This is not readable YAML in line {line}, column {column}: {said}.",
        line=place.line + 1,
        column=place.column + 1,
        said=said,
    )


REMEDIES = {
    "missing": mark("is missing: add it"),
    "extra_forbidden": mark("is not known here: check its spelling, or remove it"),
    "literal_error": mark("is not one of the values that are allowed: {expected}"),
    "int_type": mark("is not a whole number"),
    "bool_type": mark("is not yes or no: write true or false"),
    "string_type": mark("is not a text: put it in quotation marks"),
    "list_type": mark("is not a list: begin each entry with a dash"),
    "model_type": mark("is not a part with settings of its own: indent them below"),
    "string_too_short": mark("is empty: write something"),
}


def _in_words(problem: Any) -> str:
    path = ".".join(str(step) for step in problem["loc"]) or say("the file")
    value = problem.get("input")
    shown = (
        " " + say("(found: {value!r})", value=str(value)[:80])
        if not isinstance(value, dict | list)
        else ""
    )
    said = problem["msg"].removeprefix("Value error, ")
    if remedy := REMEDIES.get(problem["type"]):
        said = say(remedy).format(**problem.get("ctx", {}))
    return f"{path}: {said}{shown}"
