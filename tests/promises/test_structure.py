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
    "access": {"policy", "doors", "links", "readers", "privacy"},
    "accounts": {"adapters", "tongues", "zones"},
    "audit": {"acts", "chain", "checks", "recording", "triggers"},
    "design": {
        "clocks",
        "jinja",
        "fields",
        "drawing",
        "frame",
        "session",
        "errors",
        "headers",
        "theme",
        "times",
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
    "languages": {"saying", "offered", "catalogue", "locale"},
    "matching": {"engine"},
    "notifications": {"calendar", "channels", "clock", "letters", "worker"},
    "programmes": {"design", "designs"},
    "recruitment": {"sheets"},
    "training": {"library"},
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
        "signatures",
        "signing",
    },
    "demo": {
        "cast",
        "designs",
        "fill",
        "governing",
        "joining_applying",
        "joining_deciding",
        "joining_endorsing",
        "joining_events",
        "joining_people",
        "joining_register",
        "joining_support",
        "joining_training",
        "learning",
        "agreeing",
        "living",
        "matching_runs",
        "matching_several",
        "meeting_first",
        "speaking_up",
        "starting",
        "large",
        "meetings",
        "people",
        "preparing",
        "story",
        "together",
        "changing",
        "conversing",
        "growing",
    },
    "config": {"settings", "cli", "rooms", "wsgi", "web", "health", "requests"},
}
MAY_TOUCH_MANAGERS = {"queries", "actions", "relations", "models", "migrations", "tasks"}


@pytest.fixture(scope="module")
def texts():
    files = [path for path in HOUSE.rglob("*.py") if "migrations" not in path.parts]
    return {str(path.relative_to(HOUSE)): path.read_text(encoding="utf-8") for path in files}


@pytest.fixture(scope="module")
def trees(texts):
    return {name: ast.parse(text) for name, text in texts.items()}


@pytest.mark.parametrize("room", [*ROOMS, "demo", "config", "access"])
def test_a_room_holds_only_known_drawers(room):
    names = {p.stem for p in (HOUSE / room).iterdir() if p.name != "__pycache__"}
    assert names - DRAWERS - OWN_DRAWERS.get(room, set()) == set()


def test_files_are_short(texts):
    assert {name: n for name, text in texts.items() if (n := len(text.splitlines())) > 300} == {}


def test_functions_are_short(trees):
    assert {
        f"{name}: {node.name}": n
        for name, tree in trees.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and (n := node.end_lineno - node.lineno + 1) > 40
    } == {}


def test_every_module_says_its_promise(trees):
    assert [name for name, tree in trees.items() if not ast.get_docstring(tree)] == []


def test_templates_are_short():
    long = {
        str(p.relative_to(HOUSE)): n
        for p in HOUSE.rglob("templates/**/*.html")
        if (n := len(p.read_text(encoding="utf-8").splitlines())) > 120
    }
    assert long == {}


def test_only_queries_and_actions_touch_managers(trees):
    assert [
        f"{name}:{node.lineno}"
        for name, tree in trees.items()
        if not _may_touch_managers(Path(name).with_suffix("").parts)
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr == "objects"
    ] == []


def _may_touch_managers(parts):
    floor = {"access", "audit", "vault", "notifications", "demo", "config"}
    return parts[0] in floor or (len(parts) > 1 and parts[1] in MAY_TOUCH_MANAGERS)


def test_pure_drawers_know_no_django(trees):
    offenders = []
    for path, tree in trees.items():
        parts = Path(path).with_suffix("").parts
        pure = len(parts) > 1 and parts[1] in {"states", "rules", "engine", "sheets", "design"}
        if not pure or parts[0] == "design":
            continue
        for node in ast.walk(tree):
            names = (
                [a.name for a in node.names]
                if isinstance(node, ast.Import)
                else [node.module or ""]
                if isinstance(node, ast.ImportFrom)
                else []
            )
            offenders += [path for n in names if n.startswith("django")]
    assert offenders == []
