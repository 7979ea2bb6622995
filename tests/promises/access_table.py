"""Route × persona: for each address with a door, who gets through to the objects of one programme.

Everybody else is refused by absence (404) when signed in, and asked to sign in when not.
The second programme's people (`other_*`) stand for everyone's neighbour.
"""

EVERYONE = frozenset(
    "visitor stranger coordinator local_coordinator other_coordinator steering mentor mentee "
    "other_mentor other_mentee starter administrator auditor".split()
)
SIGNED_IN = EVERYONE - {"visitor"}
PAIR = frozenset({"mentor", "mentee"})
COORDINATOR = frozenset({"coordinator"})
PEOPLE_WITH_PROFILE = SIGNED_IN
NOBODY: frozenset[str] = frozenset()

# One line a route; a route without a line fails the build.
TABLE: dict[str, frozenset[str]] = {
    # the house
    "home:start": EVERYONE,
    "home:trail": frozenset({"auditor"}),
    "alive": EVERYONE,
    "ready": EVERYONE,
    "metrics": NOBODY,  # an operator's token opens it; without one it is absent
    "design:help": EVERYONE,
    "design:accessibility": EVERYONE,
    "design:privacy": EVERYONE,
    "design:licence": EVERYONE,
    "design:session": SIGNED_IN,
    "design:gallery": EVERYONE,
    "design:logo": NOBODY,  # no logo is set in these tests
    "demo:personas": EVERYONE,
    "demo:sign_in": EVERYONE,
    "demo:mail": EVERYONE,
    "demo:letter": NOBODY,  # no letter of that name
    # letters that did not leave
    "notifications:failed": frozenset({"administrator"}),
    "notifications:try_again": NOBODY,  # none has failed in these tests
    # accounts
    "accounts:security": SIGNED_IN,
    "mfa_index": SIGNED_IN,
    "accounts:welcome": NOBODY,  # no link is open in these tests
    "accounts:new_link": EVERYONE,
    "accounts:language": EVERYONE,
    "accounts:time_zone": SIGNED_IN,
    "accounts:link_sent": EVERYONE,
    # people: each sees only themselves, so each gets their own
    "people:profile": PEOPLE_WITH_PROFILE,
    "people:edit": PEOPLE_WITH_PROFILE,
    "people:identity": PEOPLE_WITH_PROFILE,
    "people:give_identity": PEOPLE_WITH_PROFILE,
    "people:withdraw_identity": PEOPLE_WITH_PROFILE,
    # recruitment
    "recruitment:imports": COORDINATOR,
    "recruitment:new": COORDINATOR,
    "recruitment:batch": COORDINATOR,
    "recruitment:columns": COORDINATOR,
    "recruitment:consent": COORDINATOR,
    "recruitment:problems": COORDINATOR,
    "recruitment:save": COORDINATOR,
    "recruitment:give_up": COORDINATOR,
    # matching
    "matching:runs": COORDINATOR,
    "matching:wishes": COORDINATOR,
    "matching:run": COORDINATOR,
    "matching:unmatched": COORDINATOR,
    "matching:changes": COORDINATOR,
    "matching:pair": COORDINATOR,
    "matching:considered": COORDINATOR,
    "matching:why_not": COORDINATOR,
    "matching:lay_down": COORDINATOR,
    "matching:publish": COORDINATOR,
    "matching:export": COORDINATOR,
    "matching:offer": PAIR,
    "matching:accept": PAIR,
    "matching:decline": PAIR,
    # the pair's own
    "home:partnership": PAIR,
    "agreements:agreement": PAIR,
    "agreements:write": PAIR,
    "agreements:sign": PAIR,
    "agreements:versions": PAIR,
    "agreements:version": PAIR,
    "meetings:meetings": PAIR,
    "meetings:propose": PAIR,
    "meetings:met": PAIR,
    "meetings:logs": PAIR,
    "meetings:meeting": PAIR,
    "meetings:pick": PAIR,
    "meetings:withdraw": PAIR,
    "meetings:keep": PAIR,
    "meetings:other_times": PAIR,
    "meetings:details": PAIR,
    "meetings:cancel": PAIR,
    "meetings:calendar_file": PAIR,
    "meetings:facts": PAIR,
    "meetings:missed": PAIR,
    "meetings:log": PAIR,
    "meetings:write_log": PAIR,
    "meetings:confirm_log": PAIR,
    # the desk
    "home:desk": COORDINATOR,
    "home:desk_list": COORDINATOR,
    "home:desk_export": COORDINATOR,
}
