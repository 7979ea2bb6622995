"""Letters and due work: what must leave the house, or happen, at its time and exactly once.

Rooms use `notifications.post` in their actions, and `letter`, `Letter`, `Link` and `Attachment`
in their `emails.py`. The names below are looked up late because models need the registry of apps.
"""

from typing import TYPE_CHECKING, Any

from mentorhouse.notifications.clock import clockwork
from mentorhouse.notifications.letters import Attachment, Letter, Link, letter

if TYPE_CHECKING:
    from mentorhouse.notifications.actions import post

__all__ = ("Attachment", "Letter", "Link", "clockwork", "letter", "post")


def __getattr__(name: str) -> Any:
    """Give `post` on first use: its model exists only once the applications are ready."""
    if name == "post":
        from mentorhouse.notifications.actions import post

        return post
    raise AttributeError(name)
