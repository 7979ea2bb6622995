"""Invented people as a spreadsheet holds them, in the columns of the shared sample."""

import csv
from dataclasses import dataclass, replace
from pathlib import Path

import xlsxwriter

GRADES = ["AA", "AO", "EO", "HEO", "SEO", "Grade 7", "Grade 6", "SCS1", "SCS2", "SCS3", "SCS4"]
GIVEN = ["Amina", "Bronwen", "Callum", "Dipak", "Eilidh", "Femi", "Grace", "Huw", "Ines", "Jonas"]
FAMILY = ["Abara", "Bright", "Craig", "Dhillon", "Evans", "Flores", "Gray", "Hale", "Imran",
          "Jones", "Kaur", "Lowe", "Moss"]  # fmt: skip
FIRST = ["first name", "last name", "email address", "both mentor and mentee", "job title", "grade",
         "organisation", "profession"]  # fmt: skip
LAST = {
    "mentor": ["characteristics", "biography"],
    "mentee": ["match with similar identity", "identity to match", "biography"],
}
CANARY = "Zyzzyvan heritage"  # what nobody may ever see again


@dataclass(frozen=True)
class Somebody:
    """One row."""

    role: str
    given: str
    family: str
    email: str
    grade: str
    organisation: str
    profession: str
    biography: str = ""
    both: str = "no"

    @property
    def name(self) -> str:
        return f"{self.given} {self.family}"

    def with_grade(self, grade: str) -> "Somebody":
        return replace(self, grade=grade)

    @property
    def row(self) -> list[str]:
        identity = [CANARY] if self.role == "mentor" else ["yes", CANARY]
        return [self.given, self.family, self.email, self.both, "Adviser", self.grade,
                self.organisation, self.profession, *identity, self.biography]  # fmt: skip


def invent(role: str, count: int, *, where: str) -> list[Somebody]:
    """Make people of one role; everyone's address says to which story they belong."""
    first = 0 if role == "mentor" else 65
    people = []
    for n in range(count):
        given, family = GIVEN[(first + n) % 10], FAMILY[(first + n) % 13]
        about = f"My {CANARY} matters to me." if n % 3 == 0 else f"I like to learn. {given}."
        people.append(
            Somebody(
                role, given, family, f"{given}.{family}@{where}.example.org".lower(),
                GRADES[5 + n % 6] if role == "mentor" else GRADES[n % 6],
                f"Department of {('Bridges', 'Canals', 'Forests', 'Harbours')[n % 4]}",
                ("Policy", "Nursing", "Finance")[n % 3], about,
            )
        )  # fmt: skip
    return people


def in_the_other_file(person: Somebody, role: str) -> Somebody:
    """The same person in the list of the other role."""
    return replace(person, role=role, both="yes")


def as_csv(path: Path, people: list[Somebody]) -> Path:
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([FIRST + LAST[people[0].role], *(p.row for p in people)])
    return path


def as_xlsx(path: Path, people: list[Somebody]) -> Path:
    with xlsxwriter.Workbook(path, {"strings_to_formulas": False}) as book:
        sheet = book.add_worksheet("People")
        for number, row in enumerate([FIRST + LAST[people[0].role], *(p.row for p in people)]):
            sheet.write_row(number, 0, row)
    return path
