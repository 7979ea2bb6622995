"""The pages of the set-up: which settings of the design stand on which page, in which order.

A setting stands on the page that names the longest beginning of its path.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from mentorhouse.languages.saying import mark
from mentorhouse.programmes.design.walk import Kind, Setting, by_path, settings_of

GROUPS = (
    mark("About the programme"),
    mark("People"),
    mark("Being together"),
    mark("Learning from it"),
    mark("Running it"),
)


@dataclass(frozen=True)
class Topic:
    """One page of the set-up."""

    key: str
    group: str
    title: str
    lead: str
    paths: tuple[str, ...]

    @property
    def settings(self) -> tuple[Setting, ...]:
        """The settings that stand on this page as boxes to fill in."""
        return tuple(one for one in settings_on(self.key) if one.kind is not Kind.ENTRIES)

    @property
    def lists(self) -> tuple[Setting, ...]:
        """The lists that belong to this page; each has a page of its own."""
        return tuple(one for one in settings_on(self.key) if one.kind is Kind.ENTRIES)


_ABOUT, _PEOPLE, _TOGETHER, _LEARNING, _RUNNING = GROUPS
_TABLE = (
    Topic("purpose", _ABOUT, mark("Purpose and aims"),
          mark("Why the programme is there. Everyone who "
          "takes part reads it, and reports repeat it."),
          ("name", "purpose", "aims", "about")),
    Topic("confidentiality", _ABOUT, mark("Confidentiality"),
          mark("What stays within a pair. Everyone is told before they say yes to a match."),
          ("confidentiality",)),
    Topic("dates", _ABOUT, mark("Dates and length"),
          mark("When the programme runs, and how long a partnership lasts."),
          ("timing",)),
    Topic("pilot", _ABOUT, mark("Pilot"),
          mark("A first run with few places. Its lessons "
          "stand beside the settings of the next one."),
          ("pilot",)),
    Topic("shapes", _ABOUT, mark("Shapes of mentoring"),
          mark("How many people meet, and in which roles. Most programmes have one shape."),
          ("models",)),
    Topic("public", _ABOUT, mark("Public page and flyer"),
          mark("What people read before they apply. It is public once recruitment is open."),
          ("public",)),
    Topic("mentors", _PEOPLE, mark("Mentors"),
          mark("Who may be a mentor, who decides, and what mentors take on."),
          ("mentors",)),
    Topic("mentees", _PEOPLE, mark("Mentees"),
          mark("Who may be a mentee, how they come in, and what mentees take on."),
          ("mentees",)),
    Topic("support", _PEOPLE, mark("Support by managers and sponsors"),
          mark("Whether a manager or a sponsor supports an applicant. They never learn what a pair "
          "talks about."),
          ("mentees.endorsement",)),
    Topic("grades", _PEOPLE, mark("Grades"),
          mark("The order of the grades decides who stands above whom, and how far."),
          ("ladders",)),
    Topic("forms", _PEOPLE, mark("Forms and promises"),
          mark("What applicants are asked beyond their profile, and what they promise."),
          ("application",)),
    Topic("training", _PEOPLE, mark("Training and induction"),
          mark("How mentors and mentees get ready."),
          ("training",)),
    Topic("supervision", _PEOPLE, mark("Supervision of mentors"),
          mark("Where mentors talk about their mentoring with someone experienced."),
          ("supervision",)),
    Topic("register", _PEOPLE, mark("Register of mentors"),
          mark("How long a place on the register lasts, and when an entry is looked at again."),
          ("mentor_register",)),
    Topic("matching", _PEOPLE, mark("How people are matched"),
          mark("A rule is never broken. Points say what "
          "makes a good pair: its score is the share of "
          "all points that it gets, and everyone in a pair sees the score and its reasons."),
          ("matching",)),
    Topic("choosing", _PEOPLE, mark("Shortlists and first talks"),
          mark("For programmes in which mentees choose among several mentors."),
          ("matching.introduction", "matching.shortlist", "matching.chemistry")),
    Topic("agreement", _TOGETHER, mark("Agreement"),
          mark("Every pair starts from these clauses and may change the text before they sign."),
          ("agreement",)),
    Topic("preparation", _TOGETHER, mark("Preparing, ground rules and ethics"),
          mark("What a pair thinks about before and while it agrees."),
          ("agreement.preparation", "agreement.ground_rules", "agreement.ethics")),
    Topic("meetings", _TOGETHER, mark("Length and rhythm of meetings"),
          mark("What you recommend to every pair. They may agree on something else."),
          ("meetings",)),
    Topic("ways", _TOGETHER, mark("Ways of meeting, contact and logs"),
          mark("How pairs meet, what happens in between, and who writes it down."),
          ("meetings.ways", "meetings.first", "meetings.scheduled_by", "meetings.mentee_travels",
           "meetings.neutral_venue", "meetings.contact", "meetings.log", "meetings.visit")),
    Topic("phases", _TOGETHER, mark("Phases"),
          mark("The life of a partnership in a few steps, with what to think of in each."),
          ("phases",)),
    Topic("recognition", _TOGETHER, mark("Recognition"),
          mark("How mentoring counts for those who give it and take it."),
          ("recognition",)),
    Topic("spaces", _TOGETHER, mark("Help beyond the pair"),
          mark("Where people help one another, without naming anyone."),
          ("spaces",)),
    Topic("evaluation", _LEARNING, mark("Evaluation"),
          mark("What you want to find out, and for whom. Best decided before the start."),
          ("evaluation",)),
    Topic("surveys", _LEARNING, mark("Surveys"),
          mark("Whom you ask, when, and what."),
          ("evaluation.surveys",)),
    Topic("indicators", _LEARNING, mark("Indicators"),
          mark("What is measured, where it starts and where it is to go."),
          ("evaluation.indicators",)),
    Topic("co-ordination", _RUNNING, mark("Co-ordination and contact"),
          mark("What the co-ordinator does, and whom people can ask."),
          ("coordination",)),
    Topic("oversight", _RUNNING, mark("Oversight"),
          mark("Who the programme answers to. They see figures and nothing personal."),
          ("governance",)),
    Topic("opening", _RUNNING, mark("Before recruitment opens"),
          mark("What has to be there first."),
          ("launch",)),
    Topic("messages", _RUNNING, mark("Messages"),
          mark("The texts that reminders send. They never hold what a pair confides."),
          ("messages",)),
    Topic("reminders", _RUNNING, mark("Reminders"),
          mark("Which message leaves when. A reminder stops by itself once its cause is gone."),
          ("reminders",)),
    Topic("money", _RUNNING, mark("Expenses and charge"),
          mark("What mentors can claim, and whether taking part costs anything."),
          ("expenses", "charge")),
    Topic("records", _RUNNING, mark("How long records are kept"),
          mark("What happens to what pairs wrote, once they have ended."),
          ("records",)),
)  # fmt: skip
TOPICS: Mapping[str, Topic] = {topic.key: topic for topic in _TABLE}


# On which page each point is reached that recruitment waits for.
POINTS_ON: Mapping[str, str] = {
    "purpose": "purpose",
    "confidentiality": "confidentiality",
    "start_and_end": "dates",
    "agreement": "agreement",
    "training": "training",
    "induction": "training",
    "evaluation_plan": "evaluation",
    "mentor_criteria": "mentors",
    "mentee_criteria": "mentees",
    "matching": "matching",
    "meetings": "meetings",
    "recognition": "recognition",
    "expenses": "money",
    "contact": "co-ordination",
}


@cache
def _pages() -> Mapping[str, str]:
    """Return for each setting the key of its page."""
    named = {path: topic.key for topic in _TABLE for path in topic.paths}

    def page(path: str) -> str:
        steps = path.split(".")
        beginnings = (".".join(steps[:n]) for n in range(len(steps), 0, -1))
        return next(named[one] for one in beginnings if one in named)

    return {path: page(path) for path in by_path()}


@cache
def settings_on(key: str) -> tuple[Setting, ...]:
    """Return the settings that stand on a page, in the order that it names them in."""
    pages, named = _pages(), TOPICS[key].paths
    here = [one for one in settings_of() if pages[one.path] == key]
    return tuple(sorted(here, key=lambda one: _rank(one.path, named)))


def _rank(path: str, named: tuple[str, ...]) -> int:
    return max(n for n, begins in enumerate(named) if f"{path}.".startswith(f"{begins}."))


def topic_of(path: str) -> Topic:
    """Return the page on which a setting stands."""
    return TOPICS[_pages()[path]]
