"""The life of one import, from the uploaded file to the saved people, as one table."""

from collections.abc import Mapping
from enum import StrEnum

from mentorhouse.access.states import Step


class ImportState(StrEnum):
    """Where an import stands."""

    UPLOADED = "uploaded"  # the file is kept; nobody has looked into it yet
    READ = "read"  # headings and samples are known
    MAPPED = "mapped"  # a co-ordinator has said what the columns hold
    CHECKING = "checking"
    CHECKED = "checked"  # every problem is known; nothing is saved
    SAVING = "saving"
    SAVED = "saved"
    ABANDONED = "abandoned"
    FAILED = "failed"  # the message says why


class ImportMove(StrEnum):
    """What happens to an import."""

    READ = "read"
    CHOOSE_COLUMNS = "choose columns"
    CHECK = "check"
    FINISH_CHECK = "finish the check"
    SAVE = "save"
    FIND_PROBLEMS = "find problems"
    FINISH_SAVE = "finish saving"
    ABANDON = "abandon"
    FAIL = "fail"


_S, _M = ImportState, ImportMove
IMPORT: Mapping[ImportMove, Step[ImportState]] = {
    _M.READ: Step({_S.UPLOADED}, _S.READ),
    _M.CHOOSE_COLUMNS: Step({_S.READ, _S.MAPPED, _S.CHECKED}, _S.MAPPED),
    _M.CHECK: Step({_S.MAPPED}, _S.CHECKING),
    _M.FINISH_CHECK: Step({_S.CHECKING}, _S.CHECKED),
    _M.SAVE: Step({_S.CHECKED}, _S.SAVING),
    # The programme changed after the check, so that a row does not fit any more.
    _M.FIND_PROBLEMS: Step({_S.SAVING}, _S.CHECKED),
    _M.FINISH_SAVE: Step({_S.SAVING}, _S.SAVED),
    _M.ABANDON: Step({_S.UPLOADED, _S.READ, _S.MAPPED, _S.CHECKING, _S.CHECKED}, _S.ABANDONED),
    _M.FAIL: Step({_S.UPLOADED, _S.CHECKING, _S.SAVING}, _S.FAILED),
}

AT_WORK = frozenset({_S.UPLOADED, _S.CHECKING, _S.SAVING})
OVER = frozenset({_S.SAVED, _S.ABANDONED, _S.FAILED})
