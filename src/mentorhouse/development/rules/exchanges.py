"""What one gives another in a partnership: feedback, opportunities, resources. Pure."""

from collections.abc import Mapping

from mentorhouse.languages.saying import mark

KINDS: Mapping[str, str] = {
    "feedback": mark("Ask for feedback"),
    "opportunity": mark("Offer an opportunity"),
    "resource": mark("Share a resource"),
}
ABOUT: Mapping[str, str] = {
    "feedback": mark(
        "Ask for feedback on something you did. Your partner answers in three short parts."
    ),
    "opportunity": mark(
        "A mentor offers a project, shadowing or an introduction. Once accepted, it becomes a "
        "learning activity of the mentee."
    ),
    "resource": mark("A link, something to read, or a file that helps you both."),
}
CLOSED: Mapping[str, str] = {
    "open": mark("Waits for an answer"),
    "answered": mark("Answered"),
    "accepted": mark("Accepted"),
    "declined": mark("Declined"),
    "shared": mark("Shared"),
}
LABELS: Mapping[str, str] = {
    "topic": mark("What it is about"),
    "words": mark("In more words"),
    "link": mark("Link"),
    "well": mark("What went well"),
    "seen": mark("What I saw, as exactly as I can"),
    "next": mark("What I would try next time"),
    "answer": mark("Answer"),
}
ANSWERS: Mapping[str, tuple[str, ...]] = {
    "feedback": ("answered",),
    "opportunity": ("accepted", "declined"),
    "resource": (),
}
