"""Whose house it is: main colour and logo of the organisation, checked before they are used.

The style sheet is compiled once with custom properties in place of all colours that follow the
main one; a page of an organisation with its own colour carries their values. The stock colour
gives the design system's own style sheet back exactly. No Django here: settings read this.
"""

import base64
import hashlib
import re
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from markupsafe import Markup

STOCK = "#005eb8"
PAGE_BACKGROUND = "#f0f4f5"
LEAST_CONTRAST = 4.5  # WCAG 2.2, 1.4.3
LOGO_BYTES = 200_000

# How the design system mixes the main colour: with white (tint) or black (shade), by how much of
# it, and whether it also fades the result. A build fails if it meets a mix that is not here.
TINTS = (20, 40, 78, 80, 85, 93)
SHADES = (10, 20, 35, 50)
FADED = {"tint-70": (255, 70), "shade-10": (0, 10), "shade-50": (0, 50), "shade-70": (0, 70)}

RGB = tuple[int, int, int]
HOUSE = Markup(
    '<svg class="mh-house" xmlns="http://www.w3.org/2000/svg" viewBox="3 3 42 42" width="40"'
    ' height="40" focusable="false" aria-hidden="true"><path fill="currentcolor"'
    ' fill-rule="evenodd" d="M24 3 3 20.5 6 24l2-1.7V42a3 3 0 0 0 3 3h26a3 3 0 0 0 3-3V22.3l2'
    " 1.7 3-3.500zM16 21h16a3 3 0 0 1 3 3v7a3 3 0 0 1-3 3h-7l-6 5v-5h-3a3 3 0 0 1-3-3v-7a3 3 0"
    ' 0 1 3-3z"/></svg>'
)


class Unfit(ValueError):
    """A colour or logo that cannot be used; the message says why and what to do."""


@dataclass(frozen=True)
class Logo:
    """A picture of the organisation, ready to serve."""

    content: bytes
    kind: str

    @cached_property
    def name(self) -> str:
        """A file name that changes with the picture."""
        ending = "svg" if self.kind == "image/svg+xml" else "png"
        return f"{hashlib.sha256(self.content).hexdigest()[:12]}.{ending}"


@dataclass(frozen=True)
class Theme:
    """What an organisation may choose."""

    colour: str = STOCK
    logo: Logo | None = field(default=None)

    @cached_property
    def rules(self) -> str:
        """Give the values that differ from the sheet's own, as one rule; none for the stock."""
        return "" if self.colour == STOCK else root_rule(self.colour)

    @property
    def style(self) -> Markup:
        """The rule as a style element."""
        rules = Markup(self.rules)  # noqa: S704  # made of a checked colour
        return Markup("<style>{}</style>").format(rules) if self.rules else rules

    @property
    def style_sources(self) -> list[str]:
        """What the content security policy must allow besides our own sheet: this rule alone."""
        if not self.rules:
            return []
        digest = hashlib.sha256(self.rules.encode()).digest()
        return [f"'sha256-{base64.b64encode(digest).decode()}'"]


def theme_of(colour: str = "", logo_file: str = "") -> Theme:
    """Check what an organisation chose and make its theme."""
    chosen = colour.strip().lower() or STOCK
    if not re.fullmatch(r"#[0-9a-f]{6}", chosen):
        raise Unfit(f"MENTORHOUSE_COLOUR is “{colour}”. Write it as # and six digits: {STOCK}.")
    found = contrast(chosen, PAGE_BACKGROUND)
    if found < LEAST_CONTRAST:
        raise Unfit(
            f"MENTORHOUSE_COLOUR is {chosen}. Against the white and pale grey of the pages its"
            f" contrast is {found:.1f} to 1; people need {LEAST_CONTRAST} or more to read it."
            " Choose a darker colour."
        )
    return Theme(chosen, read_logo(Path(logo_file)) if logo_file else None)


def read_logo(path: Path) -> Logo:
    """Read a PNG or SVG picture; its content decides which it is, not its name."""
    try:
        content = path.read_bytes()
    except OSError as problem:
        raise Unfit(f"MENTORHOUSE_LOGO is {path}, which cannot be read.") from problem
    if len(content) > LOGO_BYTES:
        raise Unfit(f"MENTORHOUSE_LOGO is larger than {LOGO_BYTES // 1000} kB. Make it smaller.")
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return Logo(content, "image/png")
    if b"<svg" in content[:1000]:
        return Logo(content, "image/svg+xml")
    raise Unfit(f"MENTORHOUSE_LOGO is {path}, which is neither a PNG nor an SVG picture.")


def root_rule(colour: str) -> str:
    """All custom properties for one main colour, as a style rule."""
    return ":root{" + ";".join(f"{name}:{value}" for name, value in values(colour).items()) + "}"


def values(colour: str) -> dict[str, str]:
    """Give the custom properties of a main colour: hex, or channels of those faded."""
    mixes = {"--mh-colour": rgb(colour)}
    mixes |= {f"--mh-tint-{part}": mix(255, colour, part) for part in TINTS}
    mixes |= {f"--mh-shade-{part}": mix(0, colour, part) for part in SHADES}
    hexes = {name: "#{:02x}{:02x}{:02x}".format(*channels) for name, channels in mixes.items()}
    faded = {f"--mh-{name}-rgb": mix(other, colour, part) for name, (other, part) in FADED.items()}
    return hexes | {name: ",".join(map(str, channels)) for name, channels in faded.items()}


def with_properties(sheet: str, colour: str) -> str:
    """Replace the colours that follow from `colour` by custom properties of the stock values."""
    for name, literal in values(colour).items():
        if name.endswith("-rgb"):
            faded = rf"rgba\({literal.replace(',', ', ?')}, ?"
            sheet = re.sub(faded, f"rgba(var({name}),", sheet)
        else:
            sheet = sheet.replace(literal, f"var({name})")
    return root_rule(STOCK) + sheet


def rgb(colour: str) -> RGB:
    """Three channels of a hex colour."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def mix(other: int, colour: str, part: int) -> RGB:
    """Mix a colour with white (255) or black (0), `part` in a hundred of it."""
    red, green, blue = (other * part + own * (100 - part) for own in rgb(colour))
    return (red + 50) // 100, (green + 50) // 100, (blue + 50) // 100  # half goes up, as in Sass


def contrast(one: str, other: str) -> float:
    """Reckon the contrast of two colours as WCAG reckons it, 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    def linear(channel: int) -> float:
        part = channel / 255
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4  # noqa: PLR2004

    red, green, blue = (linear(channel) for channel in rgb(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
