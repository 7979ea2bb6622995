"""Where towns lie, so that a search can ask for mentors near one (R5.02).

A short list of our own: the middle of a town to about a mile. A place that is not in it is found by
its name only, and the page says so.
"""

import math
from functools import lru_cache

from mentorhouse.people.rules import fold

EARTH = 3958.8  # miles
WITHIN = (5, 10, 25, 50, 100)
# Latitude and longitude in hundredths of a degree.
TOWNS: dict[str, tuple[int, int]] = {
    "Aberdeen": (5715, -209), "Aberystwyth": (5242, -408), "Barnsley": (5355, -148),
    "Bath": (5138, -236), "Bedford": (5214, -47), "Belfast": (5460, -593),
    "Birmingham": (5248, -190), "Blackburn": (5375, -248), "Blackpool": (5382, -305),
    "Bolton": (5358, -243), "Bournemouth": (5072, -188), "Bradford": (5380, -175),
    "Brighton": (5082, -14), "Bristol": (5145, -259), "Cambridge": (5221, 12),
    "Canterbury": (5128, 108), "Cardiff": (5148, -318), "Carlisle": (5489, -294),
    "Chelmsford": (5174, 47), "Chester": (5319, -289), "Colchester": (5189, 90),
    "Coventry": (5241, -151), "Crawley": (5111, -19), "Croydon": (5137, -10),
    "Darlington": (5453, -155), "Derby": (5292, -147), "Derry": (5500, -732),
    "Doncaster": (5352, -113), "Dover": (5113, 131), "Dundee": (5646, -297),
    "Durham": (5478, -158), "Edinburgh": (5595, -319), "Exeter": (5072, -353),
    "Falkirk": (5600, -378), "Fort William": (5682, -511), "Glasgow": (5586, -425),
    "Gloucester": (5186, -224), "Guildford": (5124, -57), "Halifax": (5372, -186),
    "Harrogate": (5399, -154), "Hereford": (5206, -272), "Huddersfield": (5365, -178),
    "Hull": (5374, -33), "Inverness": (5748, -422), "Ipswich": (5206, 116),
    "Kendal": (5433, -275), "Lancaster": (5405, -280), "Leeds": (5380, -155),
    "Leicester": (5264, -113), "Lincoln": (5323, -54), "Lisburn": (5451, -604),
    "Liverpool": (5341, -298), "London": (5151, -13), "Luton": (5188, -42),
    "Maidstone": (5127, 52), "Manchester": (5348, -224), "Middlesbrough": (5457, -123),
    "Milton Keynes": (5204, -76), "Newcastle upon Tyne": (5497, -161), "Newport": (5159, -300),
    "Newry": (5418, -634), "Northampton": (5224, -90), "Norwich": (5263, 130),
    "Nottingham": (5295, -115), "Oban": (5641, -547), "Oldham": (5354, -212),
    "Oxford": (5175, -126), "Perth": (5640, -344), "Peterborough": (5257, -24),
    "Plymouth": (5038, -414), "Portsmouth": (5080, -109), "Preston": (5376, -270),
    "Reading": (5145, -97), "Ripon": (5414, -152), "Rotherham": (5343, -136),
    "Salford": (5349, -229), "Salisbury": (5107, -179), "Scarborough": (5428, -40),
    "Sheffield": (5338, -147), "Shrewsbury": (5271, -275), "Slough": (5151, -59),
    "Southampton": (5090, -140), "Southend": (5154, 71), "St Albans": (5175, -34),
    "Stirling": (5612, -394), "Stockport": (5341, -216), "Stoke-on-Trent": (5300, -218),
    "Sunderland": (5491, -138), "Swansea": (5162, -394), "Swindon": (5156, -178),
    "Taunton": (5102, -310), "Telford": (5268, -245), "Truro": (5026, -505),
    "Wakefield": (5368, -150), "Warrington": (5339, -260), "Wigan": (5354, -264),
    "Winchester": (5106, -131), "Wolverhampton": (5259, -213), "Worcester": (5219, -222),
    "Wrexham": (5305, -299), "York": (5396, -108),
}  # fmt: skip
ALSO = {
    "kingston upon hull": "Hull", "newcastle": "Newcastle upon Tyne", "stoke": "Stoke-on-Trent",
    "londonderry": "Derry", "caerdydd": "Cardiff", "abertawe": "Swansea", "wrecsam": "Wrexham",
    "casnewydd": "Newport", "inbhir nis": "Inverness", "glaschu": "Glasgow",
    "dun eideann": "Edinburgh", "southend-on-sea": "Southend",
}  # fmt: skip
_NAMES = {fold(name): name for name in TOWNS} | ALSO
_LONGEST = max(len(name.split()) for name in _NAMES)


def towns_in(text: str) -> tuple[str, ...]:
    """Return the towns that a text names, each once, longer names before shorter ones."""
    words = [word.strip(",.;:()/") for word in fold(text).split()]
    found: dict[str, None] = {}
    start = 0
    while start < len(words):
        for many in range(_LONGEST, 0, -1):
            name = _NAMES.get(" ".join(words[start : start + many]))
            if name:
                found[name] = None
                start += many - 1
                break
        start += 1
    return tuple(found)


@lru_cache(maxsize=4096)
def miles(one: str, other: str) -> int:
    """Return how far two towns lie apart in a straight line, in whole miles."""
    (north, east), (up, along) = (map(_turned, TOWNS[town]) for town in (one, other))
    half = math.sin((up - north) / 2) ** 2
    half += math.cos(north) * math.cos(up) * math.sin((along - east) / 2) ** 2
    return round(2 * EARTH * math.asin(math.sqrt(half)))


def near(town: str, within: int) -> tuple[str, ...]:
    """Return the towns that lie within so many miles, the town itself among them."""
    return tuple(other for other in TOWNS if miles(town, other) <= within)


def _turned(hundredths: int) -> float:
    return math.radians(hundredths / 100)
