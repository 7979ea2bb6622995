"""Every write of agreements, and of the line manager's part at a three-way start."""

from mentorhouse.agreements.actions.signing import (
    AlreadySigned,
    OutdatedVersion,
    begin,
    sign,
    write,
)

__all__ = ["AlreadySigned", "OutdatedVersion", "begin", "sign", "write"]
