"""Invented mentors and mentees as spreadsheets, the same for the same seed.

Three supplies: surplus (1.7 places for each mentee), scarce (0.85) and balanced (1.0).
"""

import csv
import random
from pathlib import Path

GRADES = ["AA", "AO", "EO", "HEO", "SEO", "Grade 7", "Grade 6", "SCS1", "SCS2", "SCS3", "SCS4"]
ORGANISATIONS = [f"Department of {name}" for name in ("Bread", "Bridges", "Rain", "Tides", "Yarn")]
PROFESSIONS = ["Digital", "Finance", "Human resources", "Operations", "Policy", "Security"]
SUPPLIES = {"surplus": 1.7, "scarce": 0.85, "balanced": 1.0}


def write_people(folder: Path, mentees: int, *, places_each: float, seed: int) -> tuple[Path, Path]:
    """Write mentors.csv and mentees.csv and return where they are."""
    rng = random.Random(seed)  # noqa: S311  invented people, not secrets
    mentors = round(mentees * places_each)
    paths = folder / "mentors.csv", folder / "mentees.csv"
    for path, count, role, low in (
        (paths[0], mentors, "mentor", 2),
        (paths[1], mentees, "mentee", 0),
    ):
        with path.open("w", newline="", encoding="utf-8") as file:
            out = csv.writer(file)
            out.writerow(
                ["first name", "last name", "email address", "grade", "organisation", "profession"]
            )
            out.writerows(_person(rng, role, number, low) for number in range(count))
    return paths


def _person(rng: random.Random, role: str, number: int, low: int) -> list[str]:
    return [
        role.capitalize(),
        f"{number:05}",
        f"{role}.{number:05}@example.org",
        GRADES[rng.randrange(low, low + 9)],
        rng.choice(ORGANISATIONS),
        rng.choice(PROFESSIONS),
    ]
