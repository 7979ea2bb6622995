"""Whose house it is: main colour and logo of the organisation, checked before they are used."""

from dataclasses import dataclass

from markupsafe import Markup

STOCK_COLOUR = "#005eb8"
HOUSE = Markup(
    '<svg class="mh-house" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48" width="40"'
    ' height="40" focusable="false" aria-hidden="true"><path fill="currentcolor" fill-rule="evenodd"'
    ' d="M24 3 3 20.5 6 24l2-1.7V42a3 3 0 0 0 3 3h26a3 3 0 0 0 3-3V22.300L42 24l3-3.500zM16 21h16a3'
    ' 3 0 0 1 3 3v7a3 3 0 0 1-3 3h-7l-6 5v-5h-3a3 3 0 0 1-3-3v-7a3 3 0 0 1 3-3z"/></svg>'
)


@dataclass(frozen=True)
class Theme:
    """What an organisation may choose."""

    colour: str = STOCK_COLOUR
    href: str = ""
    logo: Markup = HOUSE


THEME = Theme()
