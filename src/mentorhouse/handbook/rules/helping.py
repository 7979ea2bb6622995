"""What the guides end with: texts that help, and people and places to turn to."""

from mentorhouse.documents import Block, Bullets, Heading, Run, Table, from_markdown
from mentorhouse.handbook.rules.books import Known
from mentorhouse.languages.saying import say


def reading(known: Known) -> tuple[Block, ...]:
    """List what helps: long texts as links, tips in full."""
    long = [one for one in known.readings if not one.text]
    links = tuple((Run(one.title, href=one.address), Run(f": {one.summary}")) for one in long)
    short = [
        block
        for one in known.readings
        if one.text
        for block in (Heading(one.title, 2), *from_markdown(one.text, below=2))
    ]
    return (*((Bullets(links),) if links else ()), *short)


def help_of(known: Known) -> tuple[Block, ...]:
    """Say whom one can turn to, and how."""
    asked = known.design.coordination
    rows = []
    if asked.contact_name or asked.contact_email:
        rows.append((say("Questions about the programme"), asked.contact_name, asked.contact_email))
    rows += [(c.where or say("Co-ordinator"), c.name, c.email) for c in known.coordinators]
    rows += [(one.name, one.what, one.contact) for one in known.design.guidance.help]
    told = known.design.confidentiality
    if told.concerns_to:
        rows.append((say("If somebody may be harmed"), told.concerns_to, told.concerns_email))
    filled = tuple(tuple(cell or "–" for cell in row) for row in rows)
    return (
        Table(
            say("People and places"),
            (say("For what"), say("Who"), say("How to reach them")),
            filled,
        ),
    )
