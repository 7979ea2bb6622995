"""The set-up in words, and the order of the agreement’s clauses."""

from mentorhouse.programmes.design import Design


def in_short(design: Design, *, coordinators: int) -> dict[str, str]:
    """Say in a line what each part of the design holds, in the order of the set-up."""
    matching, meetings = design.matching, design.meetings
    read = (
        "Co-ordinators may read"
        if design.confidentiality.coordinator_reads_content
        else ("Only the pair reads")
    )
    return {
        "purpose": _start_of(design.purpose) or "Say what the programme is for.",
        "confidentiality": f"{read} agreements and meeting logs.",
        "matching": f"{_count(len(matching.hard_rules), 'rule')} never broken, "
        f"{_count(len(matching.criteria), 'thing')} that give points.",
        "ladder": "; ".join(", ".join(rungs) for rungs in design.ladders.values()) or "No grades.",
        "meetings": f"{meetings.length_minutes} minutes, every "
        f"{_count(meetings.days_between, 'day')}.",
        "agreement": f"{_count(len(design.agreement.clauses), 'clause')}."
        if design.agreement.used
        else "Pairs make no agreement.",
        "size": f"{_length(design.timing.length_months)}; a mentor has "
        f"{_count(design.mentors.largest_capacity, 'mentee')} at most.",
        "coordinator": f"{_count(coordinators, 'co-ordinator')}.",
    }


def _length(months: int | None) -> str:
    return _count(months, "month") if months else "No end"


def _count(number: int, one: str) -> str:
    return f"{number:,} {one}{'' if number == 1 else 's'}"


def _start_of(text: str, most: int = 120) -> str:
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[:most].rsplit(' ', 1)[0]} …"


def moved(keys: list[str], key: str, deed: str) -> list[str]:
    """Return the clauses in their new order: one moved up or down, or removed."""
    if key not in keys:
        return keys
    place = keys.index(key)
    rest = [k for k in keys if k != key]
    if deed == "remove":
        return rest
    step = {"up": -1, "down": 1}[deed]
    rest.insert(min(max(place + step, 0), len(rest)), key)
    return rest


def new_key(taken: list[str]) -> str:
    """Return a key for a clause that no other has."""
    number = len(taken) + 1
    while f"clause_{number}" in taken:
        number += 1
    return f"clause_{number}"
