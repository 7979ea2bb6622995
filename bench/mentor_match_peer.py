"""Runs mentor-match in its own environment, with rules that give the scores of the general design.

Called as `python mentor_match_peer.py MENTORS.csv MENTEES.csv`; prints pairs, total (hundredths
of a point) and seconds as JSON. Reading the files is not timed.
"""

import csv
import json
import operator
import sys
import time
from pathlib import Path
from typing import Any

from matching.mentee import Mentee
from matching.mentor import Mentor
from matching.process import process_data
from matching.rules.rule import Disqualify, Equivalent, Grade

GRADES = ["AA", "AO", "EO", "HEO", "SEO", "Grade 7", "Grade 6", "SCS1", "SCS2", "SCS3", "SCS4"]
BEST, REACH = 2, 5  # full points two grades above, none seven above
HALF = 5_000  # profession and grade count the same


def points(gap: int) -> int:
    return HALF * (REACH - min(abs(gap - BEST), REACH)) // REACH


def rules() -> list[Any]:
    return [
        *(Grade(gap, operator.eq, {True: points(gap), False: 0}) for gap in range(1, BEST + REACH)),
        Equivalent("profession", {True: HALF, False: 0}),
        Disqualify(lambda match: match.mentor.organisation == match.mentee.organisation),
        Disqualify(lambda match: match.mentor.grade - match.mentee.grade < 1),
    ]


def read(path: str, role: Any) -> list[Any]:
    with Path(path).open(encoding="utf-8") as file:
        return [
            role(
                **{
                    **row,
                    "grade": GRADES.index(row["grade"]),
                    "email": row["email address"],
                }
            )
            for row in csv.DictReader(file)
        ]


def score(mentor: Any, mentee: Any) -> int:
    same = HALF if mentor.profession == mentee.profession else 0
    return same + points(mentor.grade - mentee.grade)


def main(mentors_path: str, mentees_path: str) -> None:
    mentors, mentees = read(mentors_path, Mentor), read(mentees_path, Mentee)
    start = time.perf_counter()
    process_data(mentors, mentees, [rules()])
    taken = time.perf_counter() - start
    pairs = [(mentor, mentee) for mentee in mentees for mentor in mentee.mentors]
    total = sum(score(*pair) for pair in pairs)
    print(json.dumps({"pairs": len(pairs), "total": total, "seconds": taken}))


if __name__ == "__main__":
    main(*sys.argv[1:])
