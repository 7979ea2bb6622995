"""Runs made for tests, and an oracle that tries every assignment in plain Python."""

from hypothesis import strategies as st

from mentorhouse.matching.engine.measures import FULL, GapCloseTo, Overlap, Same
from mentorhouse.matching.engine.people import People
from mentorhouse.matching.engine.problem import Forbidden, Request
from mentorhouse.matching.engine.rules import Criterion, GapAtLeast, MustDiffer, Rules
from mentorhouse.matching.engine.weights import private_shares, shares

RULES = Rules(
    (MustDiffer("organisation", "organisation"), GapAtLeast("grade", "grade", 1)),
    (
        Criterion(Same("profession", "profession"), 40),
        Criterion(GapCloseTo("grade", "grade", 2, 6), 40),
        Criterion(Overlap("areas", "skills", "development areas", "skills"), 20),
    ),
    (Criterion(Overlap("identity", "identity", "identity", "identity"), 20),),
)


def one_side(side, rows, keys):
    return People(
        side,
        keys,
        {
            "organisation": [row.get("organisation") for row in rows],
            "profession": [row.get("profession") for row in rows],
        },
        {"grade": [row.get("grade") for row in rows]},
        {name: [row.get(name) for row in rows] for name in ("areas", "skills", "identity")},
    )


def build(mentees, mentors, *, rules=RULES, prefixes=("n", "m"), **more):
    """Make a request of plain dictionaries; keys are n0, n1 … and m0, m1 …."""
    keys = [
        [row.get("key", f"{prefix}{place}") for place, row in enumerate(rows)]
        for prefix, rows in zip(prefixes, (mentees, mentors), strict=True)
    ]
    return Request(
        one_side("mentees", mentees, keys[0]),
        one_side("mentors", mentors, keys[1]),
        [row.get("places", 1) for row in mentors],
        rules,
        [row.get("waiting", 0) for row in mentees],
        **more,
    )


def some(*values):
    return st.sampled_from([None, *values])


TERMS = st.none() | st.frozensets(st.sampled_from(["a", "b", "c", "d"]), max_size=3)
PERSON = st.fixed_dictionaries(
    {
        "organisation": some("North", "South", "East"),
        "profession": some("Policy", "HR"),
        "grade": some(0, 1, 2, 3, 4),
        "areas": TERMS,
        "skills": TERMS,
        "identity": TERMS,
        "waiting": st.integers(0, 3),
        "places": st.integers(0, 2),
    }
)
WEIGHT = st.integers(0, 5)


@st.composite
def rules(draw):
    hard = draw(st.lists(st.sampled_from(RULES.hard), unique=True, max_size=2))
    return Rules(
        tuple(hard),
        tuple(Criterion(part.measure, draw(WEIGHT)) for part in RULES.criteria),
        tuple(Criterion(part.measure, draw(WEIGHT)) for part in RULES.private),
    )


@st.composite
def requests(draw, largest=6):
    mentees = draw(st.lists(PERSON, max_size=largest))
    mentors = draw(st.lists(PERSON, max_size=largest))
    pairs = [(f"n{i}", f"m{j}") for i in range(len(mentees)) for j in range(len(mentors))]
    forbidden = draw(st.lists(st.sampled_from(pairs), max_size=3)) if pairs else []
    return build(
        mentees,
        mentors,
        rules=draw(rules()),
        forbidden=[Forbidden(*pair, "They worked together before") for pair in forbidden],
        seed=draw(st.integers(0, 3)),
    )


def value_of(measure, request, i, j):
    """Return what a measure should give a pair, from the definition in words."""
    mentees, mentors = request.mentees, request.mentors
    if isinstance(measure, Same):
        ours, theirs = mentees.text(measure.field)[i], mentors.text(measure.field)[j]
        return FULL if ours and ours == theirs else 0
    if isinstance(measure, GapCloseTo):
        ours, theirs = mentees.rank(measure.field)[i], mentors.rank(measure.field)[j]
        if ours is None or theirs is None:
            return 0
        reach = measure.zero_at - measure.best
        return FULL * max(0, reach - abs(theirs - ours - measure.best)) // reach
    ours = mentees.term(measure.mentee_field)[i] or frozenset()
    theirs = mentors.term(measure.mentor_field)[j] or frozenset()
    return FULL * len(ours & theirs) // max(1, len(ours))


def keeps(rule, request, i, j):
    if isinstance(rule, MustDiffer):
        ours, theirs = request.mentees.text(rule.field)[i], request.mentors.text(rule.field)[j]
        return bool(ours and theirs and ours != theirs)
    ours, theirs = request.mentees.rank(rule.field)[i], request.mentors.rank(rule.field)[j]
    return ours is not None and theirs is not None and theirs - ours >= rule.least


def is_allowed(request, i, j):
    pair = request.mentees.keys[i], request.mentors.keys[j]
    named = any((bar.mentee, bar.mentor) == pair for bar in request.forbidden)
    same = pair[0] == pair[1]
    return not named and not same and all(keeps(rule, request, i, j) for rule in request.rules.hard)


def fit(request, i, j):
    """Return the score that people see, and the objective with what is private."""
    asked = request.rules
    visible = sum(
        most * value_of(part.measure, request, i, j) // FULL
        for part, most in zip(asked.criteria, shares(asked.criteria, FULL), strict=True)
    )
    weights = sum(part.weight for part in asked.criteria)
    hidden = sum(
        most * value_of(part.measure, request, i, j) // FULL
        for part, most in zip(asked.private, private_shares(asked.private, weights), strict=True)
    )
    return visible, visible + hidden


def steps_of_waiting(request):
    waits = sorted(set(request.waiting))
    return [waits.index(wait) for wait in request.waiting]


def best_by_trying(request):
    """Return (pairs, objective, waiting) of the best assignment of all there are."""
    waits = steps_of_waiting(request)
    left = list(request.capacity)

    def from_(i):
        if i == len(request.mentees):
            return (0, 0, 0)
        best = from_(i + 1)
        for j in range(len(request.mentors)):
            if left[j] and is_allowed(request, i, j):
                left[j] -= 1
                rest = from_(i + 1)
                left[j] += 1
                here = (rest[0] + 1, rest[1] + fit(request, i, j)[1], rest[2] + waits[i])
                best = max(best, here)
        return best

    return from_(0)


def came_to(request, result):
    """Return (pairs, objective, waiting) of a result."""
    mentees = {key: i for i, key in enumerate(request.mentees.keys)}
    mentors = {key: j for j, key in enumerate(request.mentors.keys)}
    waits = steps_of_waiting(request)
    placed = [(mentees[pair.mentee], mentors[pair.mentor]) for pair in result.pairs]
    return (
        len(placed),
        sum(fit(request, i, j)[1] for i, j in placed),
        sum(waits[i] for i, _ in placed),
    )
