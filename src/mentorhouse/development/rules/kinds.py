"""All that can be worked through, by key. Pure."""

from mentorhouse.development.rules.capabilities import CAPABILITIES
from mentorhouse.development.rules.conversations import CHANGE, GROW, OSKAR
from mentorhouse.development.rules.learning import ACTIVITY, CPD, STYLE
from mentorhouse.development.rules.sheets import Kind

KINDS: dict[str, Kind] = {
    kind.key: kind for kind in (GROW, OSKAR, CHANGE, CAPABILITIES, STYLE, ACTIVITY, CPD)
}
