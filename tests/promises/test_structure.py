"""The shape of the house: drawers, sizes, and who touches the database."""

import ast
from pathlib import Path

import pytest

import mentorhouse
from mentorhouse.config.rooms import ROOMS

HOUSE = Path(mentorhouse.__file__).parent
DRAWERS = {
    "apps", "states", "rules", "models", "relations", "queries", "actions", "emails", "forms",
    "views", "tasks", "urls", "templates", "migrations", "__init__", "README",
}  # fmt: skip
# Rooms with drawers of their own, and what those hold.
OWN_DRAWERS = {
    "access": {"policy", "doors", "readers", "privacy"},
    "accounts": {"adapters", "zones"},
    "audit": {"acts", "chain", "checks", "recording", "triggers"},
    "design": {
        "jinja",
        "fields",
        "drawing",
        "frame",
        "session",
        "errors",
        "headers",
        "theme",
        "words",
        "paging",
        "tables",
        "two_writers",
        "gallery",
        "static",
        "styles",
    },
    "agreements": {"triggers"},
    "policies": {"triggers"},
    "documents": {"blocks", "markdown", "page", "word", "pdf", "template", "downloads"},
    "guidance": {"library"},
    "matching": {"engine"},
    "meetings": {"calendar"},
    "notifications": {"channels", "clock", "letters", "worker"},
    "programmes": {"design", "designs"},
    "recruitment": {"sheets"},
    "vault": {
        "fields",
        "keys",
        "keyring",
        "sealing",
        "routers",
        "master",
        "checks",
        "envelope",
        "errors",
    },
    "demo": {
        "cast",
        "designs",
        "fill",
        "governing",
        "large",
        "meetings",
        "people",
        "story",
    },
    "config": {"settings", "cli", "rooms", "wsgi", "web", "health", "requests"},
}
MAY_TOUCH_MANAGERS = {"queries", "actions", "relations", "models", "migrations", "tasks"}


def python_files() -> list[Path]:
    return [p for p in HOUSE.rglob("*.py") if "migrations" not in p.parts]


FILES = python_files()
IDS = [str(p.relative_to(HOUSE)) for p in FILES]


@pytest.mark.parametrize("room", [*ROOMS, "demo", "config", "access"])
def test_a_room_holds_only_known_drawers(room):
    names = {p.stem for p in (HOUSE / room).iterdir() if p.name != "__pycache__"}
    assert names - DRAWERS - OWN_DRAWERS.get(room, set()) == set()


@pytest.mark.parametrize("path", FILES, ids=IDS)
def test_files_and_functions_are_short(path):
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 300
    long = [
        f"{node.name} ({node.end_lineno - node.lineno + 1})"
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef) and node.end_lineno - node.lineno + 1 > 40
    ]
    assert long == []


@pytest.mark.parametrize("path", FILES, ids=IDS)
def test_every_module_says_its_promise(path):
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))


def test_templates_are_short():
    long = {
        str(p.relative_to(HOUSE)): n
        for p in HOUSE.rglob("templates/**/*.html")
        if (n := len(p.read_text(encoding="utf-8").splitlines())) > 120
    }
    assert long == {}


@pytest.mark.parametrize("path", FILES, ids=IDS)
def test_only_queries_and_actions_touch_managers(path):
    parts = path.relative_to(HOUSE).with_suffix("").parts
    if parts[0] in {"access", "audit", "vault", "notifications", "demo", "config"} or (
        len(parts) > 1 and parts[1] in MAY_TOUCH_MANAGERS
    ):
        return
    touched = [
        node.lineno
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr == "objects"
    ]
    assert touched == []


def test_pure_drawers_know_no_django():
    offenders = []
    for path in FILES:
        parts = path.relative_to(HOUSE).with_suffix("").parts
        pure = len(parts) > 1 and parts[1] in {"states", "rules", "engine", "sheets", "design"}
        if not pure or parts[0] == "design":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = (
                [a.name for a in node.names]
                if isinstance(node, ast.Import)
                else [node.module or ""]
                if isinstance(node, ast.ImportFrom)
                else []
            )
            offenders += [str(path.relative_to(HOUSE)) for n in names if n.startswith("django")]
    assert offenders == []
