"""One import after another, as a co-ordinator does it."""

from dataclasses import dataclass

import pytest

from mentorhouse.accounts.models import User
from mentorhouse.programmes.models import Programme
from mentorhouse.recruitment import queries
from mentorhouse.recruitment.actions.columns import choose_columns
from mentorhouse.recruitment.actions.starting import (
    Declaration,
    Spreadsheet,
    start_check,
    start_save,
    upload,
)
from mentorhouse.recruitment.models import ImportBatch
from tests.factories import AT, coordinator_of, make_programme

NOTHING_DECLARED = Declaration()


@dataclass
class Importer:
    """A co-ordinator who goes through the steps of an import."""

    programme: Programme
    by: User

    def upload(self, content: bytes, role: str = "mentor", filename: str = "a.csv") -> ImportBatch:
        sheet = Spreadsheet(role, filename, content)
        batch = upload(self.programme, sheet, by=self.by, at=AT)
        return self.again(batch)

    def check(
        self, content: bytes, role: str = "mentor", declared: Declaration = NOTHING_DECLARED
    ) -> ImportBatch:
        batch = self.upload(content, role)
        headings = queries.picture_of(self.by, batch, at=AT).headings
        choose_columns(batch, batch.chosen, headings=headings, by=self.by, at=AT)
        start_check(batch, declared, by=self.by, at=AT)
        return self.again(batch)

    def save(
        self, content: bytes, role: str = "mentor", declared: Declaration = NOTHING_DECLARED
    ) -> ImportBatch:
        batch = self.check(content, role, declared)
        start_save(batch, by=self.by, at=AT)
        return self.again(batch)

    def again(self, batch: ImportBatch) -> ImportBatch:
        return queries.batch_for(self.by, self.programme.pk, batch.pk)

    def picture(self, batch: ImportBatch) -> queries.Picture:
        return queries.picture_of(self.by, batch, at=AT)

    def problems(self, batch: ImportBatch, only: str = "") -> list:
        return list(queries.SealedProblems(self.by, batch, at=AT, only=only))


@pytest.fixture
def importer(db) -> Importer:
    programme = make_programme()
    return Importer(programme, coordinator_of(programme))
