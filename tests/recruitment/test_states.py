"""The life of an import: every state × every move."""

import pytest
from django.db import IntegrityError, transaction

from mentorhouse.access.states import NotNow, after
from mentorhouse.recruitment.models import ImportBatch
from mentorhouse.recruitment.states import AT_WORK, IMPORT, OVER
from mentorhouse.recruitment.states import ImportMove as M
from mentorhouse.recruitment.states import ImportState as S
from tests.factories import AT, coordinator_of, make_programme

POSSIBLE = {
    (S.UPLOADED, M.READ): S.READ,
    (S.UPLOADED, M.ABANDON): S.ABANDONED,
    (S.UPLOADED, M.FAIL): S.FAILED,
    (S.READ, M.CHOOSE_COLUMNS): S.MAPPED,
    (S.READ, M.ABANDON): S.ABANDONED,
    (S.MAPPED, M.CHOOSE_COLUMNS): S.MAPPED,
    (S.MAPPED, M.CHECK): S.CHECKING,
    (S.MAPPED, M.ABANDON): S.ABANDONED,
    (S.CHECKING, M.FINISH_CHECK): S.CHECKED,
    (S.CHECKING, M.ABANDON): S.ABANDONED,
    (S.CHECKING, M.FAIL): S.FAILED,
    (S.CHECKED, M.CHOOSE_COLUMNS): S.MAPPED,
    (S.CHECKED, M.SAVE): S.SAVING,
    (S.CHECKED, M.ABANDON): S.ABANDONED,
    (S.SAVING, M.FIND_PROBLEMS): S.CHECKED,
    (S.SAVING, M.FINISH_SAVE): S.SAVED,
    (S.SAVING, M.FAIL): S.FAILED,
}


@pytest.mark.parametrize("state", S)
@pytest.mark.parametrize("move", M)
def test_every_move_from_every_state(state, move):
    if (state, move) in POSSIBLE:
        assert after(IMPORT, state, move) is POSSIBLE[state, move]
    else:
        with pytest.raises(NotNow):
            after(IMPORT, state, move)


def test_what_is_at_work_ends_and_what_is_over_stays():
    for state in S:
        ways = {move for (source, move) in POSSIBLE if source is state}
        assert (state in AT_WORK) == (M.FAIL in ways)
        assert (state in OVER) == (not ways)


@pytest.mark.django_db
def test_the_database_knows_the_states_and_who_declared():
    programme = make_programme()
    by = coordinator_of(programme)
    made = {"programme": programme, "role": "mentor", "filename": "a", "size": 1, "made_by": by,
            "made_at": AT}  # fmt: skip
    for wrong in ({"state": "eaten"}, {"consent_declared_by": by}, {"consent_declared_at": AT}):
        with pytest.raises(IntegrityError), transaction.atomic():
            ImportBatch.objects.create(**made | wrong)
    ImportBatch.objects.create(**made)
