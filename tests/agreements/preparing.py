"""A pair that prepares alone, and what each of them sees."""

from mentorhouse.agreements.actions import preparing
from mentorhouse.agreements.queries import preparing as queries
from mentorhouse.programmes.design import plain, shipped_design
from mentorhouse.programmes.states import ProgrammeState
from tests.agreements.conftest import AT, Pair
from tests.factories import complete_design, make_partnership, make_programme


class Prepares(Pair):
    """A pair of a programme that agrees as a shipped design does."""

    def __init__(self, name="open_mentoring"):
        asked = plain(shipped_design(name))["agreement"]
        design = complete_design(agreement=asked)
        programme = make_programme(state=ProgrammeState.RUNNING, design=design)
        super().__init__(make_partnership(programme))

    def open(self, user, at=AT):
        partnership = queries.preparing_partnership(user, self.id)
        return preparing.open_for(partnership, by=user, at=at)

    def answer(self, user, at=AT, **answers):
        return preparing.answer(self.open(user), answers, by=user, at=at)

    def finish(self, user, at=AT):
        return preparing.finish(self.open(user), by=user, at=at)

    def sees(self, user):
        row = queries.preparation_for(user, self.open(user).pk)
        return [dict(each.answers) for each in queries.all_answers(user, row, at=AT)]
