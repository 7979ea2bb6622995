"""Writes the documents that come from the code; with `--check`, says whether they are fresh.

`docs/access.md` is the access policy, `docs/requirements.md` what is proved by which test.
"""

import ast
import sys
from collections import defaultdict
from pathlib import Path

from mentorhouse.access.policy import POLICY, POLICY_VERSION, Relation

ROOT = Path(__file__).resolve().parents[1]
CAPABILITIES = {  # number of the capability: its title and its last requirement
    1: ("People and profiles", 11),
    2: ("Designing and governing a programme", 28),
    3: ("Applying and being approved", 19),
    4: ("The mentor register, training and supervision", 16),
    5: ("Finding, matching, chemistry meetings", 22),
    6: ("Agreement, ground rules, confidentiality", 17),
    7: ("Meetings", 20),
    8: ("Goals, plans, conversation tools, CPD", 18),
    9: ("The four models", 9),
    10: ("Lifecycle, review, ending", 11),
    11: ("Monitoring", 10),
    12: ("Evaluation and reporting", 16),
    13: ("Guidance and learning content", 6),
    14: ("Co-ordinator’s desk and communication", 10),
    15: ("Policy, equality, records", 8),
}


def access() -> str:
    """The access policy as a page that an information-governance lead can read and sign."""
    lines = [
        "# Who may do what",
        "",
        f"Made from `access/policy/`, version {POLICY_VERSION}. What is not listed is refused,",
        "and what one may not see looks like what does not exist.",
        "",
        "| what | who may |",
        "| --- | --- |",
    ]
    for rule in POLICY.values():
        who = "; ".join(relation.value for relation in Relation if relation in rule.may)
        lines.append(f"| {rule.words} | {who} |")
    return "\n".join(lines) + "\n"


def proofs() -> dict[str, list[str]]:
    """Which tests carry which requirement number."""
    found: dict[str, list[str]] = defaultdict(list)
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef):
                place = f"{path.relative_to(ROOT)}::{node.name}"
                for number in _numbers(node):
                    found[number].append(place)
    return found


def _numbers(node: ast.FunctionDef) -> list[str]:
    return [
        str(argument.value)
        for mark in node.decorator_list
        if isinstance(mark, ast.Call) and ast.unparse(mark.func) == "pytest.mark.requirement"
        for argument in mark.args
        if isinstance(argument, ast.Constant)
    ]


def requirements() -> str:
    """Each requirement number and the tests that prove it, or a plain “not yet”."""
    found = proofs()
    lines = [
        "# What is proved",
        "",
        "Made from the tests. A number is listed with every test that carries it; a requirement",
        "may be proved in part: the name of the test says what it shows.",
    ]
    for capability, (title, last) in CAPABILITIES.items():
        lines += ["", f"## R{capability} {title}", "", "| number | tests |", "| --- | --- |"]
        for minor in range(1, last + 1):
            number = f"R{capability}.{minor:02d}"
            tests = "<br>".join(f"`{place}`" for place in found.get(number, [])) or "not yet"
            lines.append(f"| {number} | {tests} |")
    return "\n".join(lines) + "\n"


def main() -> int:
    """Write the documents, or say which are stale."""
    documents = {"access.md": access(), "requirements.md": requirements()}
    stale = [
        name
        for name, text in documents.items()
        if not (path := ROOT / "docs" / name).exists() or path.read_text(encoding="utf-8") != text
    ]
    if "--check" in sys.argv:
        for name in stale:
            print(f"docs/{name} is stale: run `make docs`")
        return 1 if stale else 0
    for name in stale:
        (ROOT / "docs" / name).write_text(documents[name], encoding="utf-8")
        print(f"wrote docs/{name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
