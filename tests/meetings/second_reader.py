"""A calendar reader of our own, written from RFC 5545, that shares nothing with what writes."""

from datetime import UTC, datetime


def events_in(file):
    """Read the events of a file: names of properties, without parameters, to their values."""
    assert b"\r\n" in file, "lines end with CRLF"
    assert all(len(line) <= 75 for line in file.split(b"\r\n")), "lines are folded"
    lines = file.decode().replace("\r\n ", "").replace("\r\n\t", "").split("\r\n")
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-2:] == ["END:VCALENDAR", ""]
    events, event = [], None
    for line in lines:
        name, _, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            event = {}
        elif line == "END:VEVENT":
            events.append(event)
            event = None
        elif event is not None:
            event[name.partition(";")[0]] = value
    return events


def moment(value):
    """Read a time in UTC."""
    return datetime.strptime(value, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)


def taken_in(*files):
    """Take files in as a calendar does: of each event the highest sequence counts."""
    known = {}
    for file in files:
        for event in events_in(file):
            old = known.get(event["UID"])
            if old is None or int(event["SEQUENCE"]) >= int(old["SEQUENCE"]):
                known[event["UID"]] = event
    return known
