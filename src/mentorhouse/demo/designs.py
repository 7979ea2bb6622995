"""What the co-ordinators of the demonstration made of the designs that ship."""

from datetime import datetime, timedelta
from typing import Any

from mentorhouse.demo import cast
from mentorhouse.programmes.design import Design, parse_design, plain, shipped_design

KINDS = {
    cast.PATHS: "learning_contract",
    cast.LEADING: "peer_mentoring",
    cast.DOORS: "open_mentoring",
    cast.WARD: "health_talent",
    cast.REGISTER: "mentor_register",
    cast.DAYS: "general",
}
PURPOSES = {
    cast.PATHS: "People from hospitals, councils and departments meet across their usual borders, "
    "so that good ideas and good careers do not stop at the door of one organisation.",
    cast.LEADING: "To help people who lead a team for the first time to find their own way.",
    cast.DOORS: "To open doors for people whose line of work has few role models near them.",
    cast.WARD: "To show people on the wards how decisions are made, and boards how they land.",
    cast.REGISTER: "To light the way for nurses and therapists of the region who wish to lead.",
}


def designed(name: str, *, starts: datetime) -> Design:
    """Return a programme's design with what only its co-ordinator could say."""
    data = plain(shipped_design(KINDS[name])) | {"name": name, "purpose": PURPOSES.get(name, "")}
    if name == cast.DAYS:
        return parse_design(data)
    day = starts.date()
    data["timing"] |= {"starts_on": day.isoformat()}
    data["coordination"] |= {
        "contact_name": "The mentoring team", "contact_email": "mentoring@example.org",
    }  # fmt: skip
    data["confidentiality"] |= {
        "concerns_to": "Joan Achterberg, people adviser", "concerns_email": "joan@example.org",
    }  # fmt: skip
    if name == cast.PATHS:
        data["evaluation"] |= {"small_number": 3}  # few people, and figures to look at
    if name == cast.DOORS:
        data["spaces"] |= {"mentors_space": True}
    if name == cast.LEADING:
        _with_its_plan(data, day)
    return parse_design(data)


def _with_its_plan(data: dict[str, Any], day: Any) -> None:
    """Say what a programme with a steering group plans before it opens."""
    data["timing"]["ends_on"] = (day + timedelta(days=400)).isoformat()
    data["evaluation"] |= {"report_on": (day + timedelta(days=430)).isoformat()}
    data["expenses"] |= {
        "decided": True, "claims": True, "pence_per_mile": 45,
        "what_is_paid": "Travel to meetings by public transport, or by car where there is none.",
    }  # fmt: skip
