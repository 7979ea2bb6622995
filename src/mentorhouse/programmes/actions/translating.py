"""Writing the programme’s own texts in its second language (R13.04)."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from mentorhouse import audit
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import require
from mentorhouse.accounts.models import User
from mentorhouse.languages.saying import mark
from mentorhouse.programmes import rules
from mentorhouse.programmes.actions.life import locked
from mentorhouse.programmes.actions.programme import save_design
from mentorhouse.programmes.design import parse_design, plain
from mentorhouse.programmes.design.speaking import translation_of, with_translations
from mentorhouse.programmes.models import Programme
from mentorhouse.programmes.states import Work

TRANSLATED = audit.Act("programme.translated", mark("wrote texts in the second language"))

# What its writer saw before, and what they wrote.
Written = Mapping[str, tuple[str, str]]


def translate(programme: Programme, written: Written, *, by: User, at: datetime) -> list[str]:
    """Save translations of texts; return the texts that somebody else translated meanwhile.

    Theirs stay; two who translate different texts never get in each other’s way.
    """
    with transaction.atomic():
        row = locked(programme)
        require(by, Capability.RUN_PROGRAMME, row)
        rules.check_open(row.state, Work.CHANGE_DESIGN)
        met = [
            text
            for text, (seen, says) in written.items()
            if translation_of(row.design, text) not in (seen, says)
        ]
        mine = {text: says for text, (_, says) in written.items() if text not in met}
        design = parse_design(plain(with_translations(row.design, mine)))
        if plain(design) != row.design_data:
            save_design(row, design, by=by, at=at)
            detail = {"version": row.design_version, "language": design.public.second_language}
            audit.record(TRANSLATED, by=by, on=row, at=at, programme=row.pk, detail=detail)
    return met
