"""Who may in governance, policies, guidance, training, finance and talent."""

from collections.abc import Mapping

from mentorhouse.access.policy.capabilities import Capability as C  # noqa: N817  # a table reads well
from mentorhouse.access.policy.relations import Relation as R  # noqa: N817  # a table reads well
from mentorhouse.access.policy.rule import Rule, rule

RUNNING: Mapping[C, Rule] = {
    C.SEE_GOVERNANCE: rule(
        "See the steering group’s page, the plan and figures without names",
        R.COORDINATOR,
        R.STEERING_MEMBER,
    ),
    C.RUN_GOVERNANCE: rule(
        "Keep the plan, the steering group, stakeholders and needs", R.COORDINATOR
    ),
    C.SEE_OBSTACLES: rule(
        "See what stands in the programme’s way", R.COORDINATOR, R.STEERING_MEMBER, R.CHAMPION
    ),
    C.ANSWER_OBSTACLE: rule("Answer and remove an obstacle", R.COORDINATOR, R.CHAMPION),
    C.STATE_NEEDS: rule("State how much mentoring one’s own staff need", R.SELF),
    C.KEEP_POLICIES: rule(
        "Write policies, put them in force, see who has accepted and remind", R.COORDINATOR
    ),
    C.READ_POLICY: rule("Read a policy that is, or was, one’s own to read", R.SELF, R.COORDINATOR),
    C.ACCEPT_POLICY: rule("Accept a policy", R.SELF),
    C.COMMENT_ON_GUIDE: rule(
        "Write a comment on a guide, with or without one's name",
        R.SELF,
        R.COORDINATOR,
        R.LOCAL_COORDINATOR,
    ),
    C.READ_GUIDE_COMMENT: rule("Read a comment on a guide", R.SELF, R.COORDINATOR),
    C.TAKE_TRAINING: rule(
        "Read training modules and work through one’s own",
        R.SELF,
        R.COORDINATOR,
        R.LOCAL_COORDINATOR,
    ),
    C.READ_TRAINING_FACTS: rule(
        "See how many modules people have done and what they completed when, never their answers; "
        "a local co-ordinator: their own people only",
        R.COORDINATOR,
        R.LOCAL_COORDINATOR,
    ),
    C.KEEP_TRAINING_RECORDS: rule(
        "Record completions, remind people, and exchange records with a learning system",
        R.COORDINATOR,
    ),
    C.SEND_LEARNING_RECORDS: rule("Send statements about completions", R.LEARNING_SYSTEM),
    C.BOOK_EVENT: rule(
        "See events that are meant for oneself, book, give a place back, say how it was", R.SELF
    ),
    C.SEE_BOOKINGS: rule(
        "See events, who is booked, waits and came; a local co-ordinator: their own people only",
        R.COORDINATOR,
        R.LOCAL_COORDINATOR,
    ),
    C.KEEP_EVENTS: rule("Plan, change and call off events, and record who came", R.COORDINATOR),
    C.READ_JOINING_DETAILS: rule("Read how one joins an event", R.BOOKED, R.COORDINATOR),
    C.READ_EVENT_FEEDBACK: rule(
        "Read what was said of an event without names, once enough people have answered",
        R.COORDINATOR,
    ),
    C.MANAGE_BUDGET: rule("Keep the budget, its sources and its entries", R.COORDINATOR),
    C.READ_BUDGET_TOTALS: rule(
        "Read the budget’s totals for each line", R.COORDINATOR, R.STEERING_MEMBER
    ),
    C.CLAIM_EXPENSES: rule("Claim one’s own expenses and take a claim back", R.SELF),
    C.READ_CLAIM: rule("Read a claim for expenses", R.SELF, R.COORDINATOR),
    C.DECIDE_CLAIM: rule("Decide about a claim for expenses, not one’s own", R.COORDINATOR),
    C.MANAGE_NOMINATIONS: rule(
        "Name nominators, see all nominations, record who takes part", R.COORDINATOR
    ),
    C.NOMINATE: rule("Nominate people of one’s own organisation", R.NOMINATOR),
    C.READ_NOMINATION: rule(
        "Read a nomination with its reason and development activities",
        R.SELF,
        R.NOMINATOR,
        R.COORDINATOR,
    ),
    C.ANSWER_NOMINATION: rule("State one’s own wish, say what one is interested in", R.SELF),
    C.WITHDRAW_NOMINATION: rule("Withdraw a nomination", R.SELF, R.NOMINATOR, R.COORDINATOR),
    C.KEEP_ACTIVITIES: rule("Enter development activities", R.SELF, R.NOMINATOR),
    C.READ_TALENT_FIGURES: rule(
        "Read the names of those nominated and counts, nothing more",
        R.COORDINATOR,
        R.STEERING_MEMBER,
    ),
    C.SEE_OPPORTUNITIES: rule(
        "See the opportunities that are open", R.NOMINEE, R.NOMINATOR, R.COORDINATOR
    ),
    C.OFFER_OPPORTUNITY: rule(
        "List an opportunity, see who is interested, record who takes it up",
        R.NOMINATOR,
        R.COORDINATOR,
    ),
}
