"""The public page of a programme, which is its flyer too (R2.15)."""

from mentorhouse.documents import Block, Bullets, Facts, Run
from mentorhouse.handbook.rules import words
from mentorhouse.handbook.rules.books import Known, Section, said, sentence
from mentorhouse.languages.saying import say
from mentorhouse.programmes.design import Design


def public_page(known: Known) -> tuple[Section, ...]:
    """Make the sections of the page; those that nobody has filled are left out when drawn."""
    design, told = known.design, known.design.public
    return (
        Section("about", say("What it is"), (*said(told.headline), *said(design.purpose))),
        Section("mentees_gain", say("What mentees gain"), _list(told.mentee_benefits)),
        Section("mentors_gain", say("What mentors gain"), _list(told.mentor_benefits)),
        Section("bodies_gain", say("What organisations gain"), _list(told.organisation_benefits)),
        Section("mentees_hard", say("What can be hard for mentees"), _list(told.mentee_challenges)),
        Section("mentors_hard", say("What can be hard for mentors"), _list(told.mentor_challenges)),
        Section("bodies_hard", say("What can be hard for organisations"),
                _list(told.organisation_challenges)),
        Section("who", say("Who can take part"), _who(design)),
        Section("time", say("The time it takes"), (*said(told.time_asked), _time(design))),
        Section("dates", say("Dates"), _dates(design)),
        Section("apply", say("How to apply"), _apply(known)),
        Section("cost", say("What it costs"), sentence(
            say("Taking part is free of charge.")
            if design.charge.free
            else design.charge.explanation
        )),
        Section("contact", say("Whom you can ask"), _contact(design)),
    )  # fmt: skip


def _list(items: list[str]) -> tuple[Block, ...]:
    return (Bullets(tuple(items)),) if items else ()


def _who(design: Design) -> tuple[Block, ...]:
    rows = []
    for title, side in ((say("Mentors"), design.mentors), (say("Mentees"), design.mentees)):
        musts = [rule.title.rstrip(".") for rule in side.requirements if rule.must]
        told = " ".join(part for part in (side.who, "; ".join(musts)) if part)
        if told:
            rows.append((title, told))
    return (Facts(tuple(rows)),) if rows else ()


def _time(design: Design) -> Block:
    return Facts(
        (
            (say("A partnership lasts"), words.length(design)),
            (say("You meet"), design.meetings.how_often),
            (say("A meeting takes"), words.meeting_length(design)),
        )
    )


def _dates(design: Design) -> tuple[Block, ...]:
    dates = (
        (say("Apply by"), design.public.apply_by),
        (say("The programme begins"), design.timing.starts_on),
        (say("The programme ends"), design.timing.ends_on),
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
                "nomination": say(
                    "Mentees are nominated by their organisation, and say themselves "
                    "that they want it."
                ),
                "identified": say("Mentees are named by a sponsor, and then apply."),
                "membership": say(
                    "Mentees are members of the scheme that the programme belongs to."
                ),
            }[entry],
            say("Applications are closed.") if closing and closing < known.today else "",
        ),
        *((Facts(((say("On the web"), address),)),) if known.public_address else ()),
    )


def _contact(design: Design) -> tuple[Block, ...]:
    asked = design.coordination
    if not (asked.contact_name or asked.contact_email):
        return ()
    email = (Run(asked.contact_email, href=f"mailto:{asked.contact_email}"),)
    rows = [(say("Ask"), asked.contact_name)] * bool(asked.contact_name)
    return (Facts((*rows, *(((say("E-mail"), email),) if asked.contact_email else ()))),)
