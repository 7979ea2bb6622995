"""How settings read in a document: numbers, times, lists and rules in plain words."""

from collections.abc import Iterable
from datetime import date

from mentorhouse.languages.saying import mark, say, say_many
from mentorhouse.programmes.design import Design, Different, GapAtLeast, HardRule, WayInCommon
from mentorhouse.programmes.design.parts import Part, words_of
from mentorhouse.programmes.design.people import AnyRequirement

HOUR = 60
FIELDS = {
    "organisation": mark("organisation"),
    "profession": mark("profession"),
    "grade": mark("grade"),
    "location": mark("place of work"),
    "job_title": mark("job title"),
}


def day(value: date) -> str:
    """3 November 2026."""
    return f"{value.day} {say(f'{value:%B}')} {value.year}"


def listed(items: Iterable[str], last: str = "and") -> str:
    """One, two and three."""
    given = list(items)
    if len(given) == 1:
        return given[0]
    first, end = ", ".join(given[:-1]), given[-1]
    if last == "or":
        return say("{first} or {last}", first=first, last=end)
    return say("{first} and {last}", first=first, last=end)


def minutes(count: int) -> str:
    """1 hour, 90 minutes."""
    if count % HOUR == 0:
        return say_many("{count} hour", "{count} hours", count // HOUR)
    return say_many("{count} minute", "{count} minutes", count)


def notice(hours: int) -> str:
    """Say how early to cancel: 24 hours, 2 days."""
    a_day = 24
    whole_days = hours > a_day and hours % a_day == 0
    if whole_days:
        return say_many("{count} day", "{count} days", hours // a_day)
    return say_many("{count} hour", "{count} hours", hours)


def chosen(part: Part, name: str) -> str:
    """Return a choice of the design as people read it."""
    return say(words_of(type(part), name)[str(getattr(part, name))])


def several(part: Part, name: str) -> tuple[str, ...]:
    """Return several choices of the design as people read them."""
    words = words_of(type(part), name)
    return tuple(say(words[str(value)]) for value in getattr(part, name))


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
        return say("as long as the pair likes")
    if timing.shortest_months and timing.shortest_months != timing.length_months:
        return say(
            "{shortest_months} to {length_months}",
            shortest_months=timing.shortest_months,
            length_months=say_many("{count} month", "{count} months", timing.length_months),
        )
    return say_many("{count} month", "{count} months", timing.length_months)


def meeting_length(design: Design) -> str:
    """Say how long a meeting is."""
    meetings = design.meetings
    least = meetings.shortest_minutes or meetings.length_minutes
    most = meetings.longest_minutes
    if least == most:
        return minutes(most)
    whole = least % HOUR == most % HOUR == 0
    return (
        say("{least} to {most}", least=least // HOUR, most=minutes(most))
        if whole
        else say("{least} to {most} minutes", least=least, most=most)
    )


def support(design: Design) -> str:
    """Say what a line manager or sponsor does before somebody takes part; nothing if nothing."""
    asked = design.mentees.endorsement
    who = listed([small(one) for one in several(asked, "asked")] or [say("the line manager")], "or")
    return {
        "off": "",
        "optional": say("If the applicant wishes, {who} supports them.", who=who),
        "declared": say("The applicant confirms that the line manager agrees."),
        "takes_part": say("The decision is taken together with {who}.", who=who),
        "required": say("Before an application is sent, {who} has to support it.", who=who),
    }[asked.kind]


def hard_rule(rule: HardRule) -> str:
    """Say a rule that no pair breaks."""
    match rule:
        case Different():
            return say("Mentor and mentee differ in {field}.", field=say(FIELDS[rule.field.value]))
        case WayInCommon():
            return say("Mentor and mentee have a way of meeting in common that works for both.")
        case GapAtLeast():
            steps = say_many("{count} step", "{count} steps", rule.least)
            return say(
                "The mentor stands at least {steps} above the mentee in {field}.",
                steps=steps,
                field=say(FIELDS[rule.field]),
            )


def requirement(rule: AnyRequirement) -> str:
    """Say a criterion, and whether it is a must."""
    title = rule.title.rstrip(".")
    if rule.must:
        return say("{title} (a must).", title=title)
    return say("{title} (weighed, not a must).", title=title)
