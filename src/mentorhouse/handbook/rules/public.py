"""The public page of a programme, which is its flyer too (R2.15)."""

from mentorhouse.documents import Block, Bullets, Facts, Run
from mentorhouse.handbook.rules import words
from mentorhouse.handbook.rules.books import Known, Section, said, sentence
from mentorhouse.programmes.design import Design


def public_page(known: Known) -> tuple[Section, ...]:
    """Make the sections of the page; those that nobody has filled are left out when drawn."""
    design, told = known.design, known.design.public
    return (
        Section("about", "What it is", (*said(told.headline), *said(design.purpose))),
        Section("mentees_gain", "What mentees gain", _list(told.mentee_benefits)),
        Section("mentors_gain", "What mentors gain", _list(told.mentor_benefits)),
        Section("bodies_gain", "What organisations gain", _list(told.organisation_benefits)),
        Section("mentees_hard", "What can be hard for mentees", _list(told.mentee_challenges)),
        Section("mentors_hard", "What can be hard for mentors", _list(told.mentor_challenges)),
        Section("bodies_hard", "What can be hard for organisations",
                _list(told.organisation_challenges)),
        Section("who", "Who can take part", _who(design)),
        Section("time", "The time it takes", (*said(told.time_asked), _time(design))),
        Section("dates", "Dates", _dates(design)),
        Section("apply", "How to apply", _apply(known)),
        Section("cost", "What it costs", sentence(
            "Taking part is free of charge." if design.charge.free else design.charge.explanation
        )),
        Section("contact", "Whom you can ask", _contact(design)),
    )  # fmt: skip


def _list(items: list[str]) -> tuple[Block, ...]:
    return (Bullets(tuple(items)),) if items else ()


def _who(design: Design) -> tuple[Block, ...]:
    rows = []
    for title, side in (("Mentors", design.mentors), ("Mentees", design.mentees)):
        musts = [rule.title.rstrip(".") for rule in side.requirements if rule.must]
        told = " ".join(part for part in (side.who, "; ".join(musts)) if part)
        if told:
            rows.append((title, told))
    return (Facts(tuple(rows)),) if rows else ()


def _time(design: Design) -> Block:
    return Facts(
        (
            ("A partnership lasts", words.length(design)),
            ("You meet", design.meetings.how_often),
            ("A meeting takes", words.meeting_length(design)),
        )
    )


def _dates(design: Design) -> tuple[Block, ...]:
    dates = (
        ("Apply by", design.public.apply_by),
        ("The programme begins", design.timing.starts_on),
        ("The programme ends", design.timing.ends_on),
    )
    rows = tuple((title, words.day(when)) for title, when in dates if when)
    return (Facts(rows),) if rows else ()


def _apply(known: Known) -> tuple[Block, ...]:
    entry = known.design.mentees.entry
    closing = known.design.public.apply_by
    address = (Run(known.public_address, href=known.public_address),)
    return (
        *said(known.design.public.how_to_apply),
        *sentence(
            {
                "application": "",
                "nomination": "Mentees are nominated by their organisation, and say themselves "
                "that they want it.",
                "identified": "Mentees are named by a sponsor, and then apply.",
                "membership": "Mentees are members of the scheme that the programme belongs to.",
            }[entry],
            "Applications are closed." if closing and closing < known.today else "",
        ),
        *((Facts((("On the web", address),)),) if known.public_address else ()),
    )


def _contact(design: Design) -> tuple[Block, ...]:
    asked = design.coordination
    if not (asked.contact_name or asked.contact_email):
        return ()
    email = (Run(asked.contact_email, href=f"mailto:{asked.contact_email}"),)
    rows = [("Ask", asked.contact_name)] * bool(asked.contact_name)
    return (Facts((*rows, *((("E-mail", email),) if asked.contact_email else ()))),)
