"""How settings read in a document: numbers, times, lists and rules in plain words."""

from collections.abc import Iterable
from datetime import date

from mentorhouse.programmes.design import Design, Different, GapAtLeast, HardRule
from mentorhouse.programmes.design.parts import Part, words_of
from mentorhouse.programmes.design.people import AnyRequirement

HOUR = 60
FIELDS = {
    "organisation": "organisation",
    "profession": "profession",
    "grade": "grade",
    "location": "place of work",
    "job_title": "job title",
}


def day(value: date) -> str:
    """3 November 2026."""
    return f"{value.day} {value:%B %Y}"


def counted(count: int, one: str, many: str = "") -> str:
    """1 month, 6 months."""
    return f"{count:,} {one if count == 1 else many or f'{one}s'}"


def listed(items: Iterable[str], last: str = "and") -> str:
    """One, two and three."""
    given = list(items)
    return given[0] if len(given) == 1 else f" {last} ".join([", ".join(given[:-1]), given[-1]])


def minutes(count: int) -> str:
    """1 hour, 90 minutes."""
    return counted(count // HOUR, "hour") if count % HOUR == 0 else counted(count, "minute")


def notice(hours: int) -> str:
    """Say how early to cancel: 24 hours, 2 days."""
    a_day = 24
    whole_days = hours > a_day and hours % a_day == 0
    return counted(hours // a_day, "day") if whole_days else counted(hours, "hour")


def chosen(part: Part, name: str) -> str:
    """Return a choice of the design as people read it."""
    return words_of(type(part), name)[str(getattr(part, name))]


def several(part: Part, name: str) -> tuple[str, ...]:
    """Return several choices of the design as people read them."""
    words = words_of(type(part), name)
    return tuple(words[str(value)] for value in getattr(part, name))


def small(words: str) -> str:
    """Return a phrase as it stands within a sentence."""
    return words[:1].lower() + words[1:]


def within(name: str) -> str:
    """Return a name or a role as it stands within a sentence: the board, but Amara."""
    return small(name) if name.startswith(("The ", "A ", "An ")) else name


def length(design: Design) -> str:
    """Say how long a partnership runs."""
    timing = design.timing
    if timing.length_months is None:
        return "as long as the pair likes"
    if timing.shortest_months and timing.shortest_months != timing.length_months:
        return f"{timing.shortest_months} to {counted(timing.length_months, 'month')}"
    return counted(timing.length_months, "month")


def meeting_length(design: Design) -> str:
    """Say how long a meeting is."""
    meetings = design.meetings
    least = meetings.shortest_minutes or meetings.length_minutes
    most = meetings.longest_minutes
    if least == most:
        return minutes(most)
    whole = least % HOUR == most % HOUR == 0
    return f"{least // HOUR} to {minutes(most)}" if whole else f"{least} to {most} minutes"


def support(design: Design) -> str:
    """Say what a line manager or sponsor does before somebody takes part; nothing if nothing."""
    asked = design.mentees.endorsement
    who = listed([small(one) for one in several(asked, "asked")] or ["the line manager"], "or")
    return {
        "off": "",
        "optional": f"If the applicant wishes, {who} supports them.",
        "declared": "The applicant confirms that the line manager agrees.",
        "takes_part": f"The decision is taken together with {who}.",
        "required": f"Before an application is sent, {who} has to support it.",
    }[asked.kind]


def hard_rule(rule: HardRule) -> str:
    """Say a rule that no pair breaks."""
    match rule:
        case Different():
            return f"Mentor and mentee differ in {FIELDS[rule.field.value]}."
        case GapAtLeast():
            steps = counted(rule.least, "step")
            return f"The mentor stands at least {steps} above the mentee in {FIELDS[rule.field]}."


def requirement(rule: AnyRequirement) -> str:
    """Say a criterion, and whether it is a must."""
    return f"{rule.title.rstrip('.')} ({'a must' if rule.must else 'weighed, not a must'})."
