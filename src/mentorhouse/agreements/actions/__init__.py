"""Every write of agreements, and of the line manager's part at a three-way start."""

from mentorhouse.agreements.actions.signing import (
    AlreadySigned,
    EmptiedClause,
    OutdatedVersion,
    begin,
    sign,
    write,
)

__all__ = ["AlreadySigned", "EmptiedClause", "OutdatedVersion", "begin", "sign", "write"]
