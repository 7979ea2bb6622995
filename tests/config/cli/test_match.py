"""`mentorhouse match`: two spreadsheets in, pairs with reasons and proof out, or clear words."""

import csv
import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from mentorhouse.config.cli import main

SAMPLE = Path(__file__).parents[4] / "shared" / "data" / "civil-service-sample" / "large"
HEAD = ["first name", "last name", "email address", "grade", "organisation", "profession"]
MENTORS = [
    ["Ada", "Pryce", "ada@example.org", "SEO", "Department of Bread", "Policy"],
    ["Bo", "Quill", "bo@example.org", "Grade 7", "Department of Rain", "Finance"],
    ["Cy", "Rook", "cy@example.org", "AA", "Department of Rain", "Finance"],
]
MENTEES = [
    ["Dee", "Siân", "dee@example.org", "EO", "Department of Rain", "Policy"],
    ["Eli", "Tarn", "eli@example.org", "HEO", "Department of Bread", "Policy"],
    ["Flo", "Usk", "flo@example.org", "SCS4", "Department of Bread", "Policy"],
]


def write_csv(path, rows, head=HEAD):
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([head, *rows])


def write_xlsx(path, rows, head=HEAD):
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("People")
    for line, row in enumerate([head, *rows]):
        sheet.write_row(line, 0, row)
    book.close()


@pytest.fixture
def files(tmp_path):
    write_csv(tmp_path / "mentors.csv", MENTORS)
    write_csv(tmp_path / "mentees.csv", MENTEES)
    return tmp_path


def match(folder, *more, mentors="mentors.csv", mentees="mentees.csv", out="pairs.csv"):
    files = ["--mentors", folder / mentors, "--mentees", folder / mentees, "--out", folder / out]
    return main(["match", *map(str, files), *map(str, more)])


def rows_of(path):
    with path.open(newline="", encoding="utf-8-sig") as file:
        return list(csv.DictReader(file))


@pytest.mark.requirement("R5.03")
@pytest.mark.requirement("R5.09")
def test_pairs_with_scores_parts_and_reasons_and_the_unmatched_with_theirs(files, capsys):
    assert match(files) == 0
    first, second = rows_of(files / "pairs.csv")
    assert first == {
        "mentee": "dee@example.org",
        "mentee name": "Dee Siân",
        "mentor": "ada@example.org",
        "mentor name": "Ada Pryce",
        "score": "100.0",
        "Same profession (points)": "50.0",
        "Difference in grade (points)": "50.0",
        "reasons": "Same profession: Policy (50 of 50); Mentor is 2 grades above (EO to SEO); "
        "best is 2 grades above (50 of 50)",
    }
    assert (second["mentee"], second["mentor"], second["score"]) == (
        "eli@example.org",
        "bo@example.org",
        "50.0",
    )
    unmatched = rows_of(files / "pairs-unmatched.csv")
    assert [(row["role"], row["person"]) for row in unmatched] == [
        ("mentee", "flo@example.org"),
        ("mentor", "cy@example.org"),
    ]
    assert "The mentor must be at least 1 grade above the mentee" in unmatched[0]["reasons"]
    printed = capsys.readouterr().out
    assert "2 pairs of 3 mentees and 3 mentors (3 places)" in printed
    assert (
        "Proved: no other choice is better (most pairs first, then the best worst-off pair within "
        "1 per cent of the total, then that total)."
    ) in printed
    assert "Without a mentor: flo@example.org." in printed


@pytest.mark.requirement("R5.09")
def test_the_report_holds_the_same_with_the_proof(files):
    assert match(files, "--json", files / "report.json", "--seed", 4) == 0
    report = json.loads((files / "report.json").read_text())
    assert [pair["mentor"] for pair in report["pairs"]] == ["ada@example.org", "bo@example.org"]
    for pair in report["pairs"]:
        assert sum(part["points"] for part in pair["parts"]) == pair["score"]
    assert report["run"]["total"] == 150
    assert report["run"]["seed"] == 4
    assert report["proof"]["proved"] is True
    assert report["proof"]["of"] == (
        "most pairs, then best worst-off pair within 1 per cent of the total, then that total"
    )
    lowest = report["run"]["lowest"]
    assert report["proof"]["worst_off"] == {
        "points": lowest,
        "without_regard_for_it": lowest,
        "points_given_up": 0,
        "points_that_might_be": 1.5,
        "prices_hold_for_pairs_from": report["proof"]["worst_off"]["prices_hold_for_pairs_from"],
    }
    assert report["proof"]["checked_again_over_all_pairs"] is True
    assert report["unmatched"]["mentors"][0]["person"] == "cy@example.org"


@pytest.mark.requirement("R5.09")
def test_the_proof_can_be_counted_again_from_the_files_alone(files):
    people = [
        [f"P{k}", "Wold", f"p{k}@example.org", f"Grade {6 + k % 2}", f"Org {k % 3}", f"Job {k % 4}"]
        for k in range(24)
    ]
    above = [
        [f"M{k}", "Wold", f"m{k}@example.org", f"SCS{1 + k % 4}", *people[k][4:]] for k in range(9)
    ]
    write_csv(files / "mentees.csv", people)
    write_csv(files / "mentors.csv", above)
    outputs = ["--json", files / "report.json", "--scores", files / "scores.npz"]
    assert match(files, *outputs, "--capacity", 2) == 0
    report, stored = json.loads((files / "report.json").read_text()), np.load(files / "scores.npz")
    proof = report["proof"]
    price = np.array([proof["price_of_a_place"].get(key, 0) for key in stored["mentors"]])
    worth = proof["worth_of_a_pair"] + proof["worth_of_a_hundredth"] * stored["scores"].astype(int)
    least = round(100 * proof["worst_off"]["prices_hold_for_pairs_from"])
    closed = (stored["scores"] < 0) | (stored["scores"] < least)
    surplus = np.where(closed, 0, worth - price).max(axis=1).clip(0)
    assert price.any()
    assert int(price @ stored["places"] + surplus.sum()) == proof["bound"] == proof["worth"]
    total = round(100 * report["run"]["total"])
    pairs = report["run"]["pairs"]
    assert (
        proof["worth_of_a_pair"] * pairs + proof["worth_of_a_hundredth"] * total == proof["worth"]
    )


def test_scores_of_all_pairs_are_in_the_order_of_the_sheets(files):
    assert match(files, "--scores", files / "scores.npz") == 0
    stored = np.load(files / "scores.npz")
    assert stored["mentees"].tolist() == [row[2] for row in MENTEES]
    assert stored["scores"].tolist() == [[10_000, -1, -1], [-1, 5_000, -1], [-1, -1, -1]]
    assert stored["parts"].shape == (2, 3, 3)


def test_workbooks_are_read_and_written(files):
    write_xlsx(files / "mentors.xlsx", MENTORS)
    assert match(files, mentors="mentors.xlsx", out="pairs.xlsx") == 0
    book = CalamineWorkbook.from_path(str(files / "pairs.xlsx"))
    assert book.sheet_names == ["Pairs", "Unmatched", "Proof"]
    pairs = book.get_sheet_by_name("Pairs").to_python()
    assert [row[0] for row in pairs] == ["mentee", "dee@example.org", "eli@example.org"]
    assert ["proved", "True"] in book.get_sheet_by_name("Proof").to_python()


@pytest.mark.requirement("R5.12")
def test_capacity_is_for_those_who_do_not_say_and_never_above_the_limit(files, capsys):
    head = [*HEAD, "capacity"]
    write_csv(files / "mentors.csv", [[*MENTORS[0], ""], [*MENTORS[1], "3"]], head)
    write_csv(
        files / "mentees.csv",
        [
            [f"N{k}", "Vale", f"n{k}@example.org", "EO", "Department of Yarn", "Policy"]
            for k in range(9)
        ],
    )
    assert match(files, "--capacity", 2) == 0
    held = [row["mentor"] for row in rows_of(files / "pairs.csv")]
    assert (held.count("ada@example.org"), held.count("bo@example.org")) == (2, 3)
    assert match(files, "--capacity", 4) == 1
    assert "the rules allow 1 to 3" in capsys.readouterr().err


def test_rules_of_ones_own_replace_the_general_ones(files):
    (files / "rules.yaml").write_text(
        "matching:\n  hard_rules: []\n  criteria:\n"
        "    - {criterion: same, field: profession, weight: 1}\n"
    )
    assert match(files, "--rules", files / "rules.yaml") == 0
    pairs = rows_of(files / "pairs.csv")
    assert len(pairs) == 3
    assert sum(float(row["score"]) for row in pairs) == 100


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("matching: [", "rules.yaml, This is not readable YAML"),
        ("- a\n", "rules.yaml, The file holds no settings"),
        ("mentors: {largest_capacity: none}\n", "rules.yaml, mentors.largest_capacity"),
    ],
)
def test_rules_that_cannot_be_used_say_where(files, capsys, text, words):
    (files / "rules.yaml").write_text(text)
    assert match(files, "--rules", files / "rules.yaml") == 1
    assert words in capsys.readouterr().err


@pytest.mark.requirement("R5.15")
def test_identity_is_used_only_with_consent_and_never_shown(files, capsys):
    canary = "canary-4711"
    head = [*HEAD, "characteristics"]
    twins = [[f"M{k}", "Wold", f"m{k}@example.org", *MENTORS[0][3:], ""] for k in range(6)]
    twins[3][-1] = f"Other, {canary}"
    write_csv(files / "mentors.csv", twins, head)
    wants = [*HEAD, "match with similar identity", "identity to match"]
    write_csv(files / "mentees.csv", [[*MENTEES[0], "yes", canary]], wants)
    with_report = ["--json", files / "report.json", "--scores", files / "scores.npz"]
    assert match(files, *with_report, "--identity-consent") == 0
    assert rows_of(files / "pairs.csv")[0]["mentor"] == "m3@example.org"
    written = [
        path.read_bytes() for path in files.iterdir() if path.stem not in ("mentors", "mentees")
    ]
    assert canary.encode() not in b"".join(written)
    assert "price_of_a_place" not in json.loads((files / "report.json").read_text())["proof"]
    printed = "".join(capsys.readouterr())
    assert canary not in printed
    assert "of the total, private wishes included, then that total)." in printed
    assert "worst_off" not in json.loads((files / "report.json").read_text())["proof"]
    chosen = set()
    for seed in range(4):
        assert match(files, "--seed", seed) == 0
        chosen.add(rows_of(files / "pairs.csv")[0]["mentor"])
    assert chosen != {"m3@example.org"}
    told = capsys.readouterr().err
    assert "consent was not declared" in told
    assert "--identity-consent" in told


def test_cells_are_no_formulas(files):
    evil = [["@cmd|' /C calc'!A0", "Pryce", *MENTORS[0][2:]]]
    write_csv(files / "mentors.csv", evil)
    assert match(files) == 0
    (pair,) = rows_of(files / "pairs.csv")
    assert pair["mentor name"] == "'@cmd|' /C calc'!A0 Pryce"
    assert match(files, out="pairs.xlsx") == 0
    cells = CalamineWorkbook.from_path(str(files / "pairs.xlsx")).get_sheet_by_index(0).to_python()
    assert cells[1][3] == "@cmd|' /C calc'!A0 Pryce"


def test_every_problem_is_told_with_its_place_and_nothing_is_written(files, capsys):
    head = [*HEAD, "capacity"]
    bad = [
        ["Ada", "Pryce", "ada@example.org", "Grade 11", "Department of Bread", "Policy", ""],
        ["Bo", "Quill", "Ada@Example.org", "SEO", "Department of Rain", "Policy", "two"],
        ["Cy", "Rook", "", "SEO", "Department of Rain", "Policy", ""],
    ]
    write_csv(files / "mentors.csv", bad, head)
    (files / "pairs.csv").write_text("as it was")
    assert match(files) == 1
    told = capsys.readouterr().err
    assert "mentors.csv, row 2, column “grade”, found “Grade 11”: This grade is not on" in told
    assert "Did you mean" in told
    assert "row 3, column “capacity”, found “two”: This is not a whole number." in told
    assert "row 4, column “email address”: The e-mail address is missing" in told
    assert (files / "pairs.csv").read_text() == "as it was"
    assert sorted(path.name for path in files.iterdir()) == [
        "mentees.csv",
        "mentors.csv",
        "pairs.csv",
    ]


def test_only_so_many_problems_are_printed(files, capsys):
    write_csv(files / "mentors.csv", [["A", "B", "", "SEO", "C", "D"]] * 60)
    assert match(files) == 1
    assert "… and 10 more problems." in capsys.readouterr().err


def test_columns_that_are_missing_are_named(files, capsys):
    write_csv(files / "mentors.csv", [["x"]], ["name"])
    assert match(files) == 1
    assert "No column is known to hold e-mail addresses" in capsys.readouterr().err
    some = ["first name", "email address", "grade"]
    write_csv(files / "mentors.csv", [["A", "a@example.org", "SEO"]], some)
    assert match(files) == 1
    assert "no column holds the organisation" in capsys.readouterr().err
    short = ["name", "email address", "grade", "organisation"]
    write_csv(files / "mentors.csv", [row[1:5] for row in MENTORS], short)
    assert match(files) == 0
    assert "there is no column for the profession" in capsys.readouterr().err


def test_a_call_that_cannot_work_says_why(files, capsys):
    assert match(files, mentors="absent.csv") == 2
    assert "There is no file" in capsys.readouterr().err
    assert match(files, out="pairs.pdf") == 2
    assert "must end in .csv or .xlsx" in capsys.readouterr().err
    assert match(files, out="absent/pairs.csv") == 2
    assert "There is no folder" in capsys.readouterr().err
    assert match(files, "--json", files) == 2
    assert "is a folder" in capsys.readouterr().err
    assert match(files, out="mentors.csv") == 2
    assert match(files, "--json", files / "pairs.csv") == 2
    assert match(files, "--json", files / "pairs-unmatched.csv") == 2
    assert "a file of its own" in capsys.readouterr().err
    assert rows_of(files / "mentors.csv")[0]["first name"] == "Ada"


def test_an_unreadable_sheet_is_refused_with_words(files, capsys):
    (files / "mentors.xlsx").write_bytes(b"\x89PNG\r\n\x1a\n" + b"0" * 100)
    assert match(files, mentors="mentors.xlsx") == 1
    assert "mentors.xlsx: " in capsys.readouterr().err


def test_nothing_is_left_where_a_result_cannot_be_written(files, capsys):
    long = "r" * 250  # a name that the system takes, but not the longer one beside it
    assert match(files, "--json", files / long) == 2
    assert "nothing was written" in capsys.readouterr().err
    assert sorted(path.name for path in files.iterdir()) == ["mentees.csv", "mentors.csv"]


def test_it_needs_neither_django_nor_scipy(files):
    code = (
        "import sys; from mentorhouse.config.cli import main; status = main(sys.argv[1:]);"
        "loaded = {'django', 'scipy', 'pandas'} & set(sys.modules); sys.exit(status or len(loaded))"
    )
    command = ["match", "--mentors", "mentors.csv", "--mentees", "mentees.csv", "--out", "p.csv"]
    done = subprocess.run([sys.executable, "-c", code, *command], cwd=files, check=False)
    assert done.returncode == 0


@pytest.mark.requirement("R5.09")
@pytest.mark.skipif(not SAMPLE.is_dir(), reason="the shared sample is not beside this checkout")
def test_the_shared_sample_is_matched_in_full_and_proved(tmp_path):
    report = tmp_path / "report.json"
    for places, least in ((1, 48_150), (3, 49_600)):
        status = match(
            tmp_path,
            "--capacity",
            places,
            "--json",
            report,
            mentors=SAMPLE / "mentors.csv",
            mentees=SAMPLE / "mentees.csv",
        )
        run = json.loads(report.read_text())["run"]
        assert (status, run["pairs"], run["proved"]) == (0, 500, True)
        assert run["total"] >= least


def test_a_design_that_counts_only_the_total_gives_nothing_up(files):
    (files / "rules.yaml").write_text("matching: {give_up_percent: null}\n", encoding="utf-8")
    report = files / "report.json"
    assert match(files, "--rules", files / "rules.yaml", "--json", report) == 0
    proof = json.loads(report.read_text())["proof"]
    assert (proof["of"], proof["worst_off"]) == ("most pairs, then highest total", {})
    assert proof["checked_again_over_all_pairs"] is True
