"""xAPI statements: read strictly, with the path of what is wrong; written for export (R4.12).

Of a statement only these are looked at: id, actor, verb, object, result, timestamp.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any, Final
from uuid import UUID, uuid5

from mentorhouse.languages.saying import say
from mentorhouse.training.rules.records import EARLIEST, Problem

COMPLETED: Final = "http://adlnet.gov/expapi/verbs/completed"
COUNTING: Final = frozenset({COMPLETED, "http://adlnet.gov/expapi/verbs/passed"})
MOST_BYTES: Final = 2**20
MOST_STATEMENTS: Final = 500
LONGEST_ACTIVITY: Final = 500
LONGEST_ACTOR: Final = 254
OUR_STATEMENTS: Final = UUID("6f0c3a52-0f5b-5f57-9e0b-5d6a1f0f2f11")
AHEAD: Final = timedelta(days=1)  # clocks differ


class Malformed(Exception):
    """What was sent is no xAPI. Says each problem with its path."""

    def __init__(self, *problems: Problem) -> None:
        self.problems = problems
        super().__init__(" ".join(f"{p.where}: {p.problem} {p.remedy}" for p in problems))


@dataclass(frozen=True)
class Claim:
    """What a statement says, as far as it matters here."""

    id: UUID
    digest: str
    who: str
    activity: str
    at: datetime
    counts: bool


def looks_like_statements(content: bytes) -> bool:
    """Whether a file is JSON rather than a list of rows."""
    return content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in {b"{", b"["}


def read_statements(content: bytes, *, now: datetime) -> tuple[Claim, ...]:
    """Read one statement, an array of them, or a statement result. Raises `Malformed`."""
    if len(content) > MOST_BYTES:
        raise Malformed(_problem("$", "", say("It is too large."), say("Send up to 1 MB.")))
    try:
        found = json.loads(content.decode("utf-8-sig"), parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise Malformed(
            _problem("$", "", say("This is no JSON."), say("Send JSON in UTF-8."))
        ) from error
    statements, path = _listed(found)
    if not 0 < len(statements) <= MOST_STATEMENTS:
        raise Malformed(
            _problem(
                path, str(len(statements)), say("This many statements are not read at once."),
                say("Send between 1 and {most}.", most=MOST_STATEMENTS),
            )
        )  # fmt: skip
    claims: list[Claim] = []
    problems: list[Problem] = []
    for place, statement in enumerate(statements):
        here = path if isinstance(found, Mapping) and found is statement else f"{path}[{place}]"
        try:
            claims.append(_claim(statement, here, now))
        except Malformed as wrong:
            problems += wrong.problems
    if problems:
        raise Malformed(*problems)
    return tuple(claims)


def _no_number(name: str) -> float:
    raise ValueError(name)


def _listed(found: Any) -> tuple[list[Any], str]:
    if isinstance(found, list):
        return found, "$"
    if isinstance(found, dict) and isinstance(found.get("statements"), list):
        return found["statements"], "$.statements"
    return [found], "$"


def _claim(statement: Any, path: str, now: datetime) -> Claim:
    if not isinstance(statement, dict):
        raise Malformed(_object(path, statement))
    canonical = json.dumps(statement, sort_keys=True, separators=(",", ":")).encode()
    digest = sha256(canonical).hexdigest()
    return Claim(
        id=_identifier(statement, path, digest),
        digest=digest,
        who=_actor(statement.get("actor"), f"{path}.actor"),
        activity=_activity(statement.get("object"), f"{path}.object"),
        at=_moment(statement.get("timestamp"), f"{path}.timestamp", now),
        counts=_verb(statement.get("verb"), f"{path}.verb") in COUNTING and _succeeded(statement),
    )


def _identifier(statement: Mapping[str, Any], path: str, digest: str) -> UUID:
    given = statement.get("id")
    if given is None:
        return uuid5(OUR_STATEMENTS, digest)
    try:
        return UUID(given)
    except (ValueError, TypeError, AttributeError) as error:
        remedy = say("Give a UUID, or leave it out.")
        raise Malformed(_problem(f"{path}.id", given, say("This is no UUID."), remedy)) from error


def _actor(actor: Any, path: str) -> str:
    if not isinstance(actor, dict) or actor.get("objectType", "Agent") != "Agent":
        raise Malformed(
            _problem(path, actor, say("This is no agent."), say("Name one person as an Agent."))
        )
    mailbox, account = actor.get("mbox"), actor.get("account")
    if isinstance(mailbox, str) and mailbox.lower().startswith("mailto:"):
        who = mailbox[len("mailto:") :].strip()
    elif isinstance(account, dict) and isinstance(account.get("name"), str):
        who = account["name"].strip()
    else:
        who = ""
    if not who or len(who) > LONGEST_ACTOR or not _can_be_kept(who):
        remedy = say("Give mbox (mailto:…) or account.name (the person number of our export).")
        raise Malformed(_problem(path, "", say("It does not say who it is."), remedy))
    return who


def _verb(verb: Any, path: str) -> str:
    found = verb.get("id") if isinstance(verb, dict) else None
    if not isinstance(found, str) or not found:
        remedy = say("Give the address of a verb, for example {verb}.", verb=COMPLETED)
        raise Malformed(_problem(f"{path}.id", found, say("There is no verb."), remedy))
    return found


def _activity(activity: Any, path: str) -> str:
    right = isinstance(activity, dict) and activity.get("objectType", "Activity") == "Activity"
    found = activity.get("id") if right else None
    said = found.strip() if isinstance(found, str) else ""
    if not 0 < len(said) <= LONGEST_ACTIVITY or not _can_be_kept(said):
        remedy = say("Give the address of the course as the id of an Activity.")
        raise Malformed(_problem(f"{path}.id", found, say("There is no activity."), remedy))
    return said


def _can_be_kept(text: str) -> bool:
    """Whether databases take a text: no null character, and no half of a pair."""
    return not any(letter == "\x00" or "\ud800" <= letter <= "\udfff" for letter in text)


def _moment(given: Any, path: str, now: datetime) -> datetime:
    if given is None:
        return now
    try:
        found = datetime.fromisoformat(given)
    except (ValueError, TypeError) as error:
        remedy = say("Write it like 2026-03-27T14:30:00Z.")
        raise Malformed(_problem(path, given, say("This is no time."), remedy)) from error
    found = found if found.tzinfo else found.replace(tzinfo=UTC)
    if found > now + AHEAD:
        remedy = say("Look at the clock of the system that sent it.")
        raise Malformed(_problem(path, given, say("It lies in the future."), remedy))
    if found.date() < EARLIEST:
        remedy = say("Look whether day, month and year are right.")
        long_ago = say("The day has not come yet, or is long ago.")
        raise Malformed(_problem(path, given, long_ago, remedy))
    return found


def _succeeded(statement: Mapping[str, Any]) -> bool:
    result = statement.get("result")
    if not isinstance(result, dict):
        return True
    return result.get("completion") is not False and result.get("success") is not False


def _object(path: str, given: Any) -> Problem:
    return _problem(path, given, say("This is no statement."), say("Send an object."))


def _problem(path: str, value: Any, problem: str, remedy: str) -> Problem:
    shown = value if isinstance(value, str) else "" if value is None else json.dumps(value)
    return Problem(path, shown[:80], problem, remedy)


def as_statements(
    rows: Iterable[tuple[UUID, UUID, str, str, datetime]], *, house: str
) -> list[dict[str, Any]]:
    """Write completions as statements: row, person, what, its words, when."""
    return [
        statement(row, person, COMPLETED, f"{house}/training/{what}", words, at, house=house)
        for row, person, what, words, at in rows
    ]


def statement(  # noqa: PLR0913  # the parts of a statement
    row: UUID, person: UUID, verb: str, activity: str, words: str, at: datetime, *, house: str,
    minutes: int = 0,
) -> dict[str, Any]:  # fmt: skip
    """Write one statement: who did what, with what, when, and how long it took if known."""
    result = {"completion": True} | ({"duration": f"PT{minutes}M"} if minutes else {})
    return {
        "id": str(uuid5(OUR_STATEMENTS, str(row))),
        "actor": {"objectType": "Agent", "account": {"homePage": house, "name": str(person)}},
        "verb": {"id": verb, "display": {"en-GB": verb.rpartition("/")[2]}},
        "object": {
            "objectType": "Activity",
            "id": activity,
            "definition": {"name": {"en-GB": words}},
        },
        "result": result,
        "timestamp": at.isoformat(),
    }
