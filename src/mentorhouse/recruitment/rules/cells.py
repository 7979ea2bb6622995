"""Checks the cells of a row one after another and makes a person of them."""

from dataclasses import dataclass

from mentorhouse.languages.saying import say
from mentorhouse.people.rules import (
    LONGEST_WORD,
    MOST_WORDS,
    as_line,
    listed,
    name_missing,
    text_problem,
    too_long,
)
from mentorhouse.recruitment.rules.fields import IDENTITY_FIELDS, LISTS, Field
from mentorhouse.recruitment.rules.identity import IdentityInRows
from mentorhouse.recruitment.rules.people import Problem, SheetPerson, Weight, shown
from mentorhouse.recruitment.rules.values import (
    FAILED,
    find_grade,
    fold_address,
    is_address,
    off_the_ladder,
    whole_number,
    yes_or_no,
)
from mentorhouse.recruitment.sheets import Row, Table

F = Field
# As long as the columns of the database.
LONGEST = {
    F.FIRST_NAME: 100,
    F.LAST_NAME: 100,
    F.FULL_NAME: 200,
    F.JOB_TITLE: 200,
    F.GRADE: 60,
    F.ORGANISATION: 200,
    F.PROFESSION: 100,
    F.TEAM: 200,
    F.LOCATION: 200,
    F.WORK_ROLE: 200,
    F.LANGUAGES: 300,
    F.EXPERIENCE: 4000,
    F.MEETING_PLACES: 300,
    F.AVAILABILITY: 300,
    F.BIOGRAPHY: 4000,
    F.CHARACTERISTICS: 1000,
    F.IDENTITY_TO_MATCH: 1000,
    F.WANTS_SIMILAR: 1000,
}


# What a cell brings into a profile as it stands.
AS_WRITTEN = (
    F.JOB_TITLE, F.ORGANISATION, F.PROFESSION, F.TEAM, F.LOCATION, F.WORK_ROLE, F.LANGUAGES,
    F.SKILLS, F.DEVELOPING, F.INTERESTS, F.MEETING_PLACES, F.AVAILABILITY,
)  # fmt: skip
REPEATED = frozenset({F.JOB_TITLE, F.GRADE, F.ORGANISATION, F.PROFESSION, F.LOCATION})


@dataclass(frozen=True)
class Limits:
    """What the programme says: its ladder of grades, and the most mentees a mentor may have."""

    ladder: tuple[str, ...]
    largest_capacity: int


class Report:
    """Collects problems up to a number that a person could ever read, and counts the rest."""

    def __init__(self, sheet: str, most: int) -> None:
        self.sheet, self.most = sheet, most
        self.problems: list[Problem] = []
        self.errors = self.unlisted = 0

    def heading(self, column: str, why: str, remedy: str) -> None:
        """Add an error of the headings."""
        self.error(1, column, "", why, remedy)

    def error(self, row: int, column: str, value: str, why: str, remedy: str) -> None:
        """Add what stands in the way."""
        self.errors += 1
        if len(self.problems) >= self.most:
            self.unlisted += 1
            return
        self.problems.append(Problem(self.sheet, row, column, shown(value), why, remedy))

    def note(self, row: int, column: str, value: str, why: str, remedy: str) -> None:
        """Add what somebody should know."""
        if len(self.problems) < self.most:
            self.problems.append(
                Problem(self.sheet, row, column, shown(value), why, remedy, Weight.NOTE)
            )


class Cells:
    """Reads the rows of one table."""

    def __init__(
        self, table: Table, places: dict[Field, int], limits: Limits, report: Report, *, role: str
    ) -> None:
        self.table, self.places, self.limits, self.report = table, places, limits, report
        self.role = role
        self.memory: dict[str, str] = {}
        self.grades: dict[str, str | None] = {}
        self.faulty: set[Field | None] = set()
        self.last = len(table.headers)

    def person(self, row: Row, identity: IdentityInRows) -> SheetPerson | None:
        """Return the person of a row, or None where an error stands in the way."""
        self.faulty.clear()
        before = self.report.errors
        if row.width > self.last:
            self._error(
                row,
                None,
                say(
                    "The row has {width} cells, and there are {count} headings.",
                    width=row.width,
                    count=self.last,
                ),
                say(
                    "A comma inside a cell without quotation marks is the usual reason. Correct it."
                ),
            )
        values = {field: self._plain(row, field) for field in self.places}
        self._lists(row, values)
        first, last = self._names(row, values)
        email = self._email(row, values[F.EMAIL])
        grade = self._grade(row, values.get(F.GRADE))
        capacity = self._capacity(row, values.get(F.CAPACITY, ""))
        both = self._both(row, values.get(F.BOTH_ROLES, ""))
        if self.report.errors > before:
            return None
        return SheetPerson(
            row=row.number,
            email=email,
            first_name=first,
            last_name=last,
            grade=grade,
            **{field.value: values.get(field, "") for field in AS_WRITTEN},
            experience=identity.biography(row, values.get(F.EXPERIENCE, "")),
            biography=identity.biography(row, values.get(F.BIOGRAPHY, "")),
            capacity=capacity,
            both_roles=both,
            identity=identity.answers(row),
        )

    def _error(self, row: Row, field: Field | None, why: str, remedy: str) -> None:
        """Add an error; of one cell only the first, the others follow from it."""
        if field in self.faulty:
            return
        self.faulty.add(field)
        column = "" if field is None else self.table.headers[self.places[field]]
        value = "" if field is None or field in IDENTITY_FIELDS else row.cells[self.places[field]]
        self.report.error(row.number, column, value, why, remedy)

    def _note(self, row: Row, field: Field, why: str, remedy: str) -> None:
        column, value = self.table.headers[self.places[field]], row.cells[self.places[field]]
        self.report.note(row.number, column, value, why, remedy)

    def _plain(self, row: Row, field: Field) -> str:
        """Return a cell without spaces around it, after what is wrong with any cell."""
        place = self.places[field]
        text = row.cells[place]
        if self.table.uncalculated and (row.number, place) in self.table.uncalculated:
            self._error(
                row,
                field,
                say("The cell holds a formula whose value was never calculated."),
                say(
                    "Open the file in a spreadsheet program and save it again, or write the value."
                ),
            )
        if not text:
            return ""
        if text in FAILED or (text[0] == "=" and field is not F.BIOGRAPHY):
            self._error(
                row, field, say("The cell holds a formula or its error, not a value."),
                say("Write the value itself."),
            )  # fmt: skip
        elif problem := text_problem(text, longest=LONGEST.get(field, 1000)):
            self._error(row, field, problem.why, problem.remedy)
        if field is F.BIOGRAPHY:
            return text
        plain = as_line(text)
        # The same organisation or grade in many rows is kept once.
        return self.memory.setdefault(plain, plain) if field in REPEATED else plain

    def _lists(self, row: Row, values: dict[Field, str]) -> None:
        for field in LISTS & values.keys():
            words = listed(values[field])
            if len(words) > MOST_WORDS or any(too_long(word) for word in words):
                self._error(
                    row, field,
                    say("Up to {most} entries of up to {longest} characters fit.", most=MOST_WORDS,
                        longest=LONGEST_WORD),
                    say("Put commas between short entries, and keep those that matter most."),
                )  # fmt: skip

    def _names(self, row: Row, values: dict[Field, str]) -> tuple[str, str]:
        first, last = values.get(F.FIRST_NAME, ""), values.get(F.LAST_NAME, "")
        if not first and F.FULL_NAME in self.places:
            first, _, rest = values[F.FULL_NAME].partition(" ")
            last = last or rest.strip()
        if not first:
            field = F.FIRST_NAME if F.FIRST_NAME in self.places else F.FULL_NAME
            problem = name_missing()
            self._error(row, field, problem.why, problem.remedy)
        elif not last and F.LAST_NAME in self.places:
            self._note(
                row, F.LAST_NAME, say("There is no last name."),
                say("Nothing to do if they have just one."),
            )  # fmt: skip
        return first, last

    def _email(self, row: Row, text: str) -> str:
        if not text:
            self._error(
                row, F.EMAIL, say("The e-mail address is missing; it says who somebody is."),
                say("Write the person’s own work address."),
            )  # fmt: skip
        elif not is_address(text):
            self._error(
                row, F.EMAIL, say("No e-mail can be sent to this."),
                say("Write one address and nothing else, like name@example.org."),
            )  # fmt: skip
        return fold_address(text)

    def _grade(self, row: Row, text: str | None) -> str:
        ladder = self.limits.ladder
        if text is None or not ladder:
            return text or ""
        if not text:
            self._note(
                row, F.GRADE, say("There is no grade."),
                say("Rules and scores that look at grades cannot place this person."),
            )  # fmt: skip
            return ""
        if text not in self.grades:
            self.grades[text] = find_grade(text, ladder)
        found = self.grades[text]
        if found is None:
            problem = off_the_ladder(text, ladder)
            self._error(row, F.GRADE, problem.why, problem.remedy)
            return text
        return found

    def _capacity(self, row: Row, text: str) -> int:
        if self.role != "mentor" or not text:
            return 1
        number, most = whole_number(text), self.limits.largest_capacity
        if number is None:
            remedy = say("Write 1 to {most}.", most=most)
            self._error(row, F.CAPACITY, say("This is not a whole number."), remedy)
        elif not 1 <= number <= most:
            self._error(
                row,
                F.CAPACITY,
                say("This programme allows a mentor 1 to {most} mentees.", most=most),
                say("Write such a number, or change the limit in the set-up of the programme."),
            )
        return number or 1

    def _both(self, row: Row, text: str) -> bool:
        answer = yes_or_no(text)
        if answer is None:
            why, remedy = say("This is neither yes nor no."), say("It is read as no.")
            self._note(row, F.BOTH_ROLES, why, remedy)
        return bool(answer)
