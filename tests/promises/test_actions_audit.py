"""Every deed leaves an audit entry: each public function of an `actions` drawer records one.

A helper of a larger deed, which runs inside it and is audited there, is named here with the deed.
"""

import ast
from pathlib import Path

import pytest

import mentorhouse

HOUSE = Path(mentorhouse.__file__).parent
AUDITED_BY_THE_DEED_AROUND_IT = {
    ("development", "book_of"): "the note or the private goal that begins the book",
    ("organisations", "find_or_add"): "the import or the edit that names the organisation",
    ("people", "bring_in_some"): "the import, once for all its people",
    ("people", "declare_some"): "the import, once for all its people",
    ("people", "tell_some"): "the import, once for all its people",
    ("people", "replace_words"): "publishing a biography, or keeping one’s interests",
    ("people", "follows_profiles"): "nothing: it names who is told",
    ("people", "follows_evidence"): "nothing: it names who is told",
    ("people", "tell_followers"): "the change of a profile or a biography",
    ("people", "tell_of_evidence"): "verifying the evidence that it tells of",
    ("programmes", "bring_in_some"): "the import, once for all its people",
    ("partnerships", "locked"): "the deed on a match that locks it",
    ("programmes", "locked"): "the deed on a programme that locks it",
    ("programmes", "save_design"): "changing or translating the design, which names what changed",
    ("programmes", "lock_parts"): "the deed on some who take part that locks them",
    ("programmes", "check_pilot_places"): "taking somebody on, or their yes, which counts first",
    ("supervision", "warn"): "the session that set the day it is due; nothing changes",
    ("reporting", "ask_how_it_fits"): "the meeting or the end after which it asks; nothing changes",
    ("programmes", "warn"): "naming the last day that the letters tell of; nothing changes",
    ("recruitment", "locked"): "the step of an import that locks it",
    ("recruitment", "move"): "the step of an import",
    ("recruitment", "note_reading"): "the upload, or the worker’s reading",
    ("recruitment", "checked_rows"): "the check or the save, which it writes nothing for",
    ("recruitment", "shows"): "how far the work is, for the page that waits",
    ("recruitment", "locked_application"): "the deed about an application that locks it",
    ("recruitment", "forget_decision"): "taking a decision back, or sending it",
    ("recruitment", "check"): "deciding or sending, which asks whether it may be done now",
    ("recruitment", "move_of"): "deciding or sending, which asks where it leads",
    ("finance", "locked_line"): "the deed on the line or its entries",
    ("finance", "strike"): "striking out an entry, or taking a decision on a claim back",
    ("accounts", "find_or_open"): "the import, the invitation or the naming of a co-ordinator",
    ("accounts", "welcome_link"): "minted while its letter is written; using it is audited",
    ("notifications", "post"): "the deed that tells people",
    ("notifications", "post_all"): "the deed that tells people",
    ("notifications", "post_outside"): "the deed that tells people",
    ("agreements", "add_version"): "the deed that makes the version",
    ("agreements", "post_to"): "the deed that tells people",
    ("agreements", "remind_to_sign"): "the version that waits; nothing changes",
    ("agreements", "tell_of_others"): "joining or leaving, which the letter tells of",
    ("agreements", "settle_by_signing"): "the signature that settles a look at the agreement",
    ("matching", "keep_together"): "the deed that puts two people together",
    ("matching", "check_roles"): "the deed about two people, which it refuses",
    ("matching", "allowed"): "the deed that puts two people together, which it may refuse",
    ("matching", "keep_reason"): "the deed that puts two people together",
    ("matching", "locked_draft"): "the deed that changes a draft by hand",
    ("matching", "parts_as_kept"): "the run or the deed that keeps a pair",
    ("matching", "make_pairs"): "carrying a run out, which writes what this makes",
    ("matching", "make_shortlists"): "carrying a run out, which writes what this makes",
    ("matching", "make_several"): "carrying a run out, which writes what this makes",
    ("matching", "note_unlucky"): "publishing a run",
    ("matching", "offer_shortlists"): "publishing a run of shortlists",
    ("matching", "offer_lists"): "publishing a run of shortlists, or a step of sending it",
    ("matching", "count_all"): "nothing: it only counts what is there",
    ("matching", "count_programme"): "nothing: it only counts what is there",
    ("matching", "count_run"): "nothing: it only counts what is there",
    ("matching", "nearest_rows"): "carrying a run out, which writes what this makes",
    ("partnerships", "begin"): "the last answer, or the clock that goes on without somebody",
    ("partnerships", "let_leave"): "the deed in which somebody has no place any more",
    ("partnerships", "persons"): "the deed that lets people leave; nothing changes",
    ("partnerships", "leaves_enough"): "the deed that asks whether others can go on",
    ("partnerships", "leave"): "the answer, or the clock that goes on without somebody",
    ("partnerships", "unable"): "the deed that asks who cannot come",
    ("partnerships", "settle"): "the answer, or the clock that goes on without somebody",
    ("partnerships", "lapse"): "the answer, or the clock that lets an offer go",
    ("partnerships", "tell"): "the deed that tells people",
    ("partnerships", "plan_days"): "beginning a partnership, which has its days from then on",
    ("partnerships", "finish"): "the deed, or the clock, that ends a partnership",
    ("partnerships", "locked_running"): "the deed in a running partnership that locks it",
    ("partnerships", "members_of"): "the deed that asks who is in it; nothing changes",
    ("partnerships", "own"): "the deed that asks as whom somebody does it; nothing changes",
    ("partnerships", "tell_others"): "the deed that tells people",
    ("partnerships", "tell_coordinators"): "the deed that tells people",
    ("partnerships", "record"): "nothing: it writes the entry itself",
    ("partnerships", "has_left"): "the deed that asks whether somebody has left; nothing changes",
    ("partnerships", "places_of"): "the deed that asks for somebody’s places; nothing changes",
    ("partnerships", "take_places"): "beginning a partnership, or joining one",
    ("partnerships", "overtake_change"): "the deed, or the clock, after which it cannot be",
    ("partnerships", "note_offer"): "leaving or ending, which notes that a talk was offered",
    ("partnerships", "goes_on_without"): "the deed that asks whether others can go on",
    ("partnerships", "take_out"): "leaving a partnership, or the programme",
    ("partnerships", "go_on_proposing"): "leaving a partnership, after which others go on",
    ("partnerships", "go_on_reviewing"): "leaving a partnership, after which others go on",
    ("partnerships", "show_if_all_are_done"): "the last part, or leaving a partnership",
    ("partnerships", "end_if_all_have"): "the last goodbye, or leaving a partnership",
    ("partnerships", "warn_of_ends"): "the last day that the letters tell of; nothing changes",
    ("partnerships", "remind_of_reviews"): "the day that the letters tell of; nothing changes",
    ("meetings", "tell"): "the deed that tells people",
    ("meetings", "tell_of_poll"): "the deed that tells people",
    ("meetings", "ask_after_meeting"): "the deed that records a meeting",
    ("meetings", "ask_round"): "the deed that sets the time of a meeting",
    ("meetings", "keep_turn"): "the deed that records a meeting",
    ("concerns", "contacts_in"): "the deed that asks who hears concerns; nothing changes",
    ("concerns", "hearer"): "the deed that asks who may hear it; nothing changes",
    ("concerns", "is_complete"): "the deed that asks whether it can be sent; nothing changes",
    ("concerns", "remind"): "the concern that its contact is reminded of; nothing changes",
    ("concerns", "see_to_openings"): "ending one opening, or telling one pair, for each",
    ("concerns", "tell_mentees"): "telling one mentee, for each",
    ("governance", "kept"): "the deed on an entry, a seat or the plan, which locks the programme",
    ("governance", "refuse_archived"): "the deed that asks whether anything may change",
    ("policies", "locked"): "the deed about a policy that locks it",
    ("register", "locked"): "the deed on an entry that locks it",
    ("register", "renewed"): "renewing a place, or several",
    ("register", "moved"): "the move with an entry, by a co-ordinator or its mentor",
    ("register", "mark_stale"): "the change of a profile; it concerns the index only",
    ("register", "refresh"): "what is indexed was audited when it was published",
    ("register", "refresh_all"): "what is indexed was audited when it was published",
    ("register", "sweep_all"): "what people left is taken out of the index",
    ("register", "shelve"): "nothing: it only counts what is there",
    ("register", "shelve_all"): "nothing: it only counts what is there",
    ("register", "warn"): "the admission that set the last day; nothing changes",
    ("reporting", "release_all"): "giving out the figures of one programme, for each",
    ("handbook", "add_passport"): "adding evidence in the room of people",
    ("training", "locked"): "the deed on an event that locks it",
    ("training", "open_for"): "the deed that asks whether it may be done now",
    ("training", "move_up"): "giving a place back, changing a way, or adding places",
    ("training", "finish"): "the completion, where there is one",
    ("training", "take_back"): "striking the completion in the room of programmes",
    ("training", "settle"): "naming a course or looking again, which lock the programme",
    ("talent", "locked"): "the deed on a nomination or an opportunity, which locks the programme",
    ("talent", "allow"): "the deed that asks whether it may be done now",
}


def deeds() -> list[tuple[str, str, ast.FunctionDef]]:
    found = []
    for path in sorted([*HOUSE.glob("*/actions.py"), *HOUSE.glob("*/actions/*.py")]):
        room = path.relative_to(HOUSE).parts[0]
        tree = ast.parse(path.read_text(encoding="utf-8"))
        found += [
            (room, node.name, node)
            for node in tree.body
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
        ]
    return found


def calls(node: ast.AST) -> set[str]:
    return {ast.unparse(n.func) for n in ast.walk(node) if isinstance(n, ast.Call)}


DEEDS = deeds()


def records(room: str, node: ast.FunctionDef, seen: frozenset[str] = frozenset()) -> bool:
    """Whether a function records, itself or through functions of its own module."""
    names = calls(node)
    if any(n.endswith("audit.record") or n in {"record", "destroy_key"} for n in names):
        return True
    return any(
        records(room, inner, seen | {inner.name})
        for path in [*HOUSE.glob(f"{room}/actions.py"), *HOUSE.glob(f"{room}/actions/*.py")]
        for inner in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(inner, ast.FunctionDef) and inner.name in names and inner.name not in seen
    )


@pytest.mark.parametrize(
    "room, name, node", DEEDS, ids=[f"{room}.{name}" for room, name, _ in DEEDS]
)
def test_every_deed_is_audited(room, name, node):
    if (room, name) in AUDITED_BY_THE_DEED_AROUND_IT:
        return
    assert records(room, node, frozenset({name})), f"{room}.actions.{name} leaves no audit entry"


def test_there_are_deeds_to_check():
    assert len(DEEDS) > 20
