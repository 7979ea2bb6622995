"""The access policy: one table, capability → relations (spec 7, design 6).

An information-governance lead can read this page and sign it. It says *who*;
*when* is the business of each room's `states`, *what* of its `forms`.
Rights belong to a relationship with one row, never to the sum of a person's roles.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from mentorhouse.languages.saying import mark

POLICY_VERSION = 1


class Relation(StrEnum):
    """What a viewer is to a row. The value is the word that people read."""

    ANYONE = mark("anyone")
    SIGNED_IN = mark("anyone signed in")
    SELF = mark("the person themselves")
    PARTNER = mark("the people in the partnership")
    MENTEE = mark("the mentee of the partnership")
    MENTOR = mark("the mentor of the partnership")
    NOMINATOR = mark("the nominator of the organisation")
    NOMINEE = mark("people who are nominated for the programme")
    WILLING_NOMINEE = mark("people who are nominated and have stated their own wish")
    FELLOW_MENTOR = mark("mentors who take part in the programme")
    SUPERVISOR = mark("the mentor’s supervisor")
    SUPERVISED = mark("the mentors who were in the session")
    COORDINATOR = mark("co-ordinators of the programme")
    LOCAL_COORDINATOR = mark("local co-ordinators, for the people of their own organisation")
    STEERING_MEMBER = mark("members of the programme’s steering group")
    CHAMPION = mark("the programme’s senior champion")
    READING_COORDINATOR = mark(
        "co-ordinators of the programme, as the pair was told when they accepted"
    )
    PROGRAMME_STARTER = mark("people who may start programmes")
    FELLOW = mark("those who take part where mentors’ biographies are open to everyone")
    CHOSEN_PARTNER = mark("partners with whom the person shares it")
    MATCHER = mark("the matching run, which shows it to nobody")
    COUNTER = mark("the counting of figures, which shows no single answer")
    ADMINISTRATOR = mark("administrators of this installation")
    AUDITOR = mark("auditors of this installation")
    LINK_HOLDER = mark("whoever was sent the private link")
    OPERATOR = mark("a monitoring system with the operator's token")
    LEARNING_SYSTEM = mark("a learning system with a token of the programme")


class Capability(StrEnum):
    """One thing that someone may do or read. The value is stable: audit entries carry it."""

    # the house
    SEE_PUBLIC_PAGES = "house.see_public_pages"
    SEE_OWN_START = "house.see_own_start"
    RUN_INSTALLATION = "house.run"
    READ_AUDIT_TRAIL = "house.read_audit_trail"
    READ_METRICS = "house.read_metrics"
    USE_DEMONSTRATION = "house.use_demonstration"
    # people
    MANAGE_OWN_SIGN_IN = "account.manage_own"
    READ_OWN_PROFILE = "person.read_own"
    EDIT_OWN_PROFILE = "person.edit_own"
    READ_IDENTITY = "identity.read"
    USE_IDENTITY_IN_MATCHING = "identity.use_in_matching"
    WITHDRAW_IDENTITY = "identity.withdraw"
    READ_BIOGRAPHY = "biography.read"
    READ_ADJUSTMENTS = "adjustments.read"
    READ_EVIDENCE = "evidence.read"
    VERIFY_EVIDENCE = "evidence.verify"
    KEEP_VOCABULARY = "vocabulary.keep"
    DESCRIBE_ORGANISATION = "organisation.describe"
    # programmes
    START_PROGRAMME = "programme.start"
    SEE_PROGRAMME = "programme.see"
    RUN_PROGRAMME = "programme.run"
    SEE_PEOPLE = "programme.see_people"
    INVITE_PEOPLE = "programme.invite_people"
    ANSWER_PARTICIPATION = "participation.answer"
    READ_PARTICIPATION = "participation.read"
    # the register
    SEE_REGISTER = "register.see"
    KEEP_REGISTER = "register.keep"
    READ_REGISTER_ENTRY = "register.read_entry"
    KEEP_OWN_ENTRY = "register.keep_own"
    READ_READINESS = "readiness.read"
    READ_DEVELOPMENT = "development.read"
    READ_OWN_RECORD = "record.read_own"
    CHECK_PASSPORT = "passport.check"
    # recruitment and matching
    READ_APPLICATION = "application.read"
    WRITE_APPLICATION = "application.write"
    APPLY_AFTER_NOMINATION = "application.after_nomination"
    READ_SHARED_ANSWERS = "application.read_shared"
    SEE_APPLICATIONS = "application.see"
    DECIDE_APPLICATION = "application.decide"
    ANSWER_QUESTION = "application.answer_question"
    GIVE_EQUALITY = "equality.give"
    READ_EQUALITY = "equality.read"
    COUNT_EQUALITY = "equality.count"
    SEE_RECRUITMENT_FIGURES = "recruitment.see_figures"
    KEEP_BASELINE = "recruitment.keep_baseline"
    ASK_FOR_SUPPORT = "endorsement.ask"
    ANSWER_SUPPORT = "endorsement.answer"
    READ_ENDORSEMENT = "endorsement.read"
    NAME_SPONSORS = "identification.name_sponsors"
    IDENTIFY = "identification.make"
    READ_IDENTIFICATION = "identification.read"
    IMPORT_PEOPLE = "programme.import_people"
    RUN_MATCHING = "programme.run_matching"
    # partnerships
    SEE_PARTNERSHIP = "partnership.see"
    READ_PARTNERSHIP_FACTS = "partnership.read_facts"
    ANSWER_MATCH = "partnership.answer"
    READ_AGREEMENT = "agreement.read"
    WRITE_AGREEMENT = "agreement.write"
    SIGN_AGREEMENT = "agreement.sign"
    READ_MEETING_FACTS = "meeting.read_facts"
    ARRANGE_MEETING = "meeting.arrange"
    READ_MEETING_LOG = "meeting_log.read"
    WRITE_MEETING_LOG = "meeting_log.write"
    CONFIRM_MEETING_LOG = "meeting_log.confirm"
    # supervision
    KEEP_SUPERVISION = "supervision.keep"
    SUPERVISE = "supervision.lead"
    SEE_OWN_SUPERVISION = "supervision.see_own"
    READ_SESSION = "supervision.read_session"
    READ_SESSION_PART = "supervision.read_part"
    ASSESS_OWN_PRACTICE = "practice.assess"
    READ_SELF_ASSESSMENT = "practice.read_assessment"
    GIVE_PRACTICE_FEEDBACK = "practice.give_feedback"
    READ_PRACTICE_FEEDBACK = "practice.read_feedback"
    COUNT_PRACTICE = "practice.count"
    # communication
    READ_SPACE = "space.read"
    WRITE_IN_SPACE = "space.write"
    CHANGE_OWN_POST = "space.change_own"
    MODERATE_SPACE = "space.moderate"
    # governance
    SEE_GOVERNANCE = "governance.see"
    RUN_GOVERNANCE = "governance.run"
    SEE_OBSTACLES = "obstacle.see"
    ANSWER_OBSTACLE = "obstacle.answer"
    STATE_NEEDS = "needs.state"
    # policies
    KEEP_POLICIES = "policy.keep"
    READ_POLICY = "policy.read"
    ACCEPT_POLICY = "policy.accept"
    # guidance
    COMMENT_ON_GUIDE = "guide.comment"
    READ_GUIDE_COMMENT = "guide.read_comment"
    # training
    TAKE_TRAINING = "training.take"
    READ_TRAINING_FACTS = "training.read_facts"
    KEEP_TRAINING_RECORDS = "training.keep_records"
    SEND_LEARNING_RECORDS = "training.send_records"
    # finance
    MANAGE_BUDGET = "budget.manage"
    READ_BUDGET_TOTALS = "budget.read_totals"
    CLAIM_EXPENSES = "claim.make"
    READ_CLAIM = "claim.read"
    DECIDE_CLAIM = "claim.decide"
    # talent
    MANAGE_NOMINATIONS = "nomination.manage"
    NOMINATE = "nomination.make"
    READ_NOMINATION = "nomination.read"
    ANSWER_NOMINATION = "nomination.answer"
    WITHDRAW_NOMINATION = "nomination.withdraw"
    KEEP_ACTIVITIES = "nomination.keep_activities"
    READ_TALENT_FIGURES = "nomination.read_figures"
    SEE_OPPORTUNITIES = "opportunity.see"
    OFFER_OPPORTUNITY = "opportunity.offer"


@dataclass(frozen=True)
class Rule:
    """Who holds a capability, and the words for it in documents."""

    words: str
    may: frozenset[Relation]


def _rule(words: str, *may: Relation) -> Rule:
    return Rule(words, frozenset(may))


R, C = Relation, Capability
POLICY: Mapping[Capability, Rule] = {
    C.SEE_PUBLIC_PAGES: _rule("See public pages and sign in", R.ANYONE),
    C.SEE_OWN_START: _rule("See one's own start page", R.SIGNED_IN),
    C.RUN_INSTALLATION: _rule("Run this installation, without its content", R.ADMINISTRATOR),
    C.READ_AUDIT_TRAIL: _rule("Read the audit trail, without content", R.AUDITOR),
    C.READ_METRICS: _rule("Read the figures of the machine", R.OPERATOR),
    C.USE_DEMONSTRATION: _rule("Use the demonstration, where it is installed", R.ANYONE),
    C.MANAGE_OWN_SIGN_IN: _rule("Manage one's own sign-in", R.SIGNED_IN),
    C.READ_OWN_PROFILE: _rule("Read one's own profile", R.SELF),
    C.EDIT_OWN_PROFILE: _rule("Change one's own profile", R.SELF),
    C.READ_IDENTITY: _rule("Read identity data and private preferences", R.SELF),
    C.USE_IDENTITY_IN_MATCHING: _rule("Use identity data in a match run", R.MATCHER),
    C.WITHDRAW_IDENTITY: _rule("Withdraw consent and delete identity data", R.SELF),
    C.READ_BIOGRAPHY: _rule(
        "Read a mentor’s published biography; a local co-ordinator: of their own people only",
        R.SELF,
        R.PARTNER,
        R.FELLOW,
        R.COORDINATOR,
        R.LOCAL_COORDINATOR,
    ),
    C.READ_ADJUSTMENTS: _rule(
        "Read what helps a person to meet (adjustments)", R.SELF, R.CHOSEN_PARTNER
    ),
    C.READ_EVIDENCE: _rule(
        "Read evidence of a background and open its file",
        R.SELF,
        R.COORDINATOR,
        R.LOCAL_COORDINATOR,
    ),
    C.VERIFY_EVIDENCE: _rule(
        "Verify evidence of a background, not one’s own", R.COORDINATOR, R.LOCAL_COORDINATOR
    ),
    C.DESCRIBE_ORGANISATION: _rule(
        "Say of which kind an organisation is, in which region, and part of what", R.COORDINATOR
    ),
    C.KEEP_VOCABULARY: _rule("Keep the vocabulary of skills and its synonyms", R.COORDINATOR),
    C.START_PROGRAMME: _rule("Start a programme", R.PROGRAMME_STARTER),
    C.SEE_PROGRAMME: _rule("See what the programme is", R.COORDINATOR, R.LOCAL_COORDINATOR, R.SELF),
    C.RUN_PROGRAMME: _rule("Run a programme: settings, people, desk", R.COORDINATOR),
    C.SEE_PEOPLE: _rule(
        "List, count and export who takes part; a local co-ordinator: their own people only",
        R.COORDINATOR,
        R.LOCAL_COORDINATOR,
    ),
    C.INVITE_PEOPLE: _rule(
        "Send invitations to those who take part; a local co-ordinator: their own people only",
        R.COORDINATOR,
        R.LOCAL_COORDINATOR,
    ),
    C.ANSWER_PARTICIPATION: _rule("Accept or decline taking part", R.SELF),
    C.READ_PARTICIPATION: _rule(
        "Read the facts of someone's taking part", R.SELF, R.COORDINATOR, R.LOCAL_COORDINATOR
    ),
    C.SEE_REGISTER: _rule(
        "See the register of mentors; a local co-ordinator: their own people only",
        R.COORDINATOR,
        R.LOCAL_COORDINATOR,
    ),
    C.KEEP_REGISTER: _rule(
        "Admit mentors to the register, renew, pause and withdraw their entries", R.COORDINATOR
    ),
    C.READ_REGISTER_ENTRY: _rule(
        "Read the facts of a mentor’s entry on the register",
        R.SELF,
        R.COORDINATOR,
        R.LOCAL_COORDINATOR,
    ),
    C.KEEP_OWN_ENTRY: _rule(
        "Keep one’s own entry: accept the code, say that one is ready, renew, leave", R.SELF
    ),
    C.READ_READINESS: _rule(
        "Read when a mentor is ready and what they hope to learn", R.SELF, R.COORDINATOR
    ),
    C.READ_DEVELOPMENT: _rule("Read what a mentor did for their own development", R.SELF),
    C.READ_OWN_RECORD: _rule(
        "Read one’s own record as a mentor, and take it away as a letter or a signed file", R.SELF
    ),
    C.CHECK_PASSPORT: _rule("Check the signed file of a mentor’s record", R.SIGNED_IN),
    C.READ_APPLICATION: _rule(
        "Read an application; a local co-ordinator: of their own people only",
        R.SELF,
        R.COORDINATOR,
        R.LOCAL_COORDINATOR,
    ),
    C.ASK_FOR_SUPPORT: _rule(
        "Ask a manager or sponsor to support one’s own application, and see whether it was given; "
        "co-ordinators may send the question again",
        R.SELF,
        R.COORDINATOR,
        R.LOCAL_COORDINATOR,
    ),
    C.ANSWER_SUPPORT: _rule("Say whether one supports an applicant", R.LINK_HOLDER),
    C.READ_ENDORSEMENT: _rule(
        "Read what a manager or sponsor answered; a local co-ordinator: for their own people only",
        R.COORDINATOR,
        R.LOCAL_COORDINATOR,
    ),
    C.SEE_APPLICATIONS: _rule(
        "List applications and see how they stand; a local co-ordinator: their own people only",
        R.COORDINATOR,
        R.LOCAL_COORDINATOR,
    ),
    C.DECIDE_APPLICATION: _rule(
        "Judge an application, decide about it and send the decision, not one’s own", R.COORDINATOR
    ),
    C.ANSWER_QUESTION: _rule("Answer a question about one’s own application", R.SELF),
    C.GIVE_EQUALITY: _rule("Give or withdraw one’s own answers on equal access", R.SELF),
    C.READ_EQUALITY: _rule("Read one’s own answers on equal access", R.SELF),
    C.COUNT_EQUALITY: _rule("Count answers on equal access, showing no single one", R.COUNTER),
    C.SEE_RECRUITMENT_FIGURES: _rule(
        "See the figures of recruitment, small numbers hidden", R.COORDINATOR, R.STEERING_MEMBER
    ),
    C.KEEP_BASELINE: _rule("Enter the workforce that recruitment is compared with", R.COORDINATOR),
    C.NAME_SPONSORS: _rule(
        "Give sponsors a link to identify people, and see whom they have identified",
        R.COORDINATOR,
    ),
    C.IDENTIFY: _rule(
        "Identify people who are then invited to apply", R.LINK_HOLDER, R.COORDINATOR
    ),
    C.READ_IDENTIFICATION: _rule(
        "Read why a sponsor has identified somebody", R.SELF, R.COORDINATOR
    ),
    C.WRITE_APPLICATION: _rule("Write, send, change and withdraw one’s own application", R.SELF),
    C.APPLY_AFTER_NOMINATION: _rule(
        "Apply as a mentee where people are nominated", R.WILLING_NOMINEE
    ),
    C.READ_SHARED_ANSWERS: _rule(
        "Read what an applicant agreed to share with their partner", R.SELF, R.PARTNER
    ),
    C.IMPORT_PEOPLE: _rule("Bring people in from a spreadsheet", R.COORDINATOR),
    C.RUN_MATCHING: _rule("Make, change and publish a match run", R.COORDINATOR),
    C.SEE_PARTNERSHIP: _rule("Open a partnership", R.PARTNER),
    C.READ_PARTNERSHIP_FACTS: _rule(
        "Read the facts of a partnership: who, since when, accepted, signed, met",
        R.PARTNER,
        R.COORDINATOR,
    ),
    C.ANSWER_MATCH: _rule("Accept or decline a match", R.PARTNER),
    C.READ_AGREEMENT: _rule("Read the agreement's text", R.PARTNER, R.READING_COORDINATOR),
    C.WRITE_AGREEMENT: _rule("Write the agreement's text", R.PARTNER),
    C.SIGN_AGREEMENT: _rule("Sign the agreement", R.PARTNER),
    C.READ_MEETING_FACTS: _rule("Read a meeting's date, length and way", R.PARTNER, R.COORDINATOR),
    C.ARRANGE_MEETING: _rule("Propose, agree, move and cancel meetings", R.PARTNER),
    C.READ_MEETING_LOG: _rule("Read a meeting log", R.PARTNER, R.READING_COORDINATOR),
    C.WRITE_MEETING_LOG: _rule("Write a meeting log", R.PARTNER),
    C.CONFIRM_MEETING_LOG: _rule("Confirm a meeting log", R.PARTNER),
    C.KEEP_SUPERVISION: _rule(
        "Name supervisors, say who supervises whom, see dates", R.COORDINATOR
    ),
    C.SUPERVISE: _rule("Plan and record sessions with one’s own mentors", R.SUPERVISOR),
    C.SEE_OWN_SUPERVISION: _rule("See one’s own supervision", R.SELF),
    C.READ_SESSION: _rule(
        "Read where a session is and its themes; a co-ordinator only once all who came agree",
        R.SUPERVISOR,
        R.SUPERVISED,
        R.COORDINATOR,
    ),
    C.READ_SESSION_PART: _rule(
        "Read what a mentor brings to a session and takes from it", R.SELF, R.SUPERVISOR
    ),
    C.ASSESS_OWN_PRACTICE: _rule("Look at one’s own practice as a mentor", R.SELF),
    C.READ_SELF_ASSESSMENT: _rule(
        "Read a mentor’s self-assessment; the supervisor only if it is shared",
        R.SELF,
        R.SUPERVISOR,
    ),
    C.GIVE_PRACTICE_FEEDBACK: _rule("Say something of one’s mentor’s practice", R.MENTEE),
    C.READ_PRACTICE_FEEDBACK: _rule(
        "Read a mentee’s feedback; the mentor only if the mentee agrees to it", R.SELF, R.MENTOR
    ),
    C.COUNT_PRACTICE: _rule("Put feedback of several mentees together", R.COUNTER),
    C.READ_SPACE: _rule(
        "Read what mentors ask and share in their space", R.FELLOW_MENTOR, R.COORDINATOR
    ),
    C.WRITE_IN_SPACE: _rule(
        "Write in the mentors’ space, and report a post", R.FELLOW_MENTOR, R.COORDINATOR
    ),
    C.CHANGE_OWN_POST: _rule("Change one’s own post in a space", R.SELF),
    C.MODERATE_SPACE: _rule("See reports, hide a post and show it again", R.COORDINATOR),
    C.SEE_GOVERNANCE: _rule(
        "See the steering group’s page, the plan and figures without names",
        R.COORDINATOR,
        R.STEERING_MEMBER,
    ),
    C.RUN_GOVERNANCE: _rule(
        "Keep the plan, the steering group, stakeholders and needs", R.COORDINATOR
    ),
    C.SEE_OBSTACLES: _rule(
        "See what stands in the programme’s way", R.COORDINATOR, R.STEERING_MEMBER, R.CHAMPION
    ),
    C.ANSWER_OBSTACLE: _rule("Answer and remove an obstacle", R.COORDINATOR, R.CHAMPION),
    C.STATE_NEEDS: _rule("State how much mentoring one’s own staff need", R.SELF),
    C.KEEP_POLICIES: _rule(
        "Write policies, put them in force, see who has accepted and remind", R.COORDINATOR
    ),
    C.READ_POLICY: _rule("Read a policy that is, or was, one’s own to read", R.SELF, R.COORDINATOR),
    C.ACCEPT_POLICY: _rule("Accept a policy", R.SELF),
    C.COMMENT_ON_GUIDE: _rule(
        "Write a comment on a guide, with or without one's name",
        R.SELF,
        R.COORDINATOR,
        R.LOCAL_COORDINATOR,
    ),
    C.READ_GUIDE_COMMENT: _rule("Read a comment on a guide", R.SELF, R.COORDINATOR),
    C.TAKE_TRAINING: _rule(
        "Read training modules and work through one’s own",
        R.SELF,
        R.COORDINATOR,
        R.LOCAL_COORDINATOR,
    ),
    C.READ_TRAINING_FACTS: _rule(
        "See how many modules people have done and what they completed when, never their answers; "
        "a local co-ordinator: their own people only",
        R.COORDINATOR,
        R.LOCAL_COORDINATOR,
    ),
    C.KEEP_TRAINING_RECORDS: _rule(
        "Record completions, remind people, and exchange records with a learning system",
        R.COORDINATOR,
    ),
    C.SEND_LEARNING_RECORDS: _rule("Send statements about completions", R.LEARNING_SYSTEM),
    C.MANAGE_BUDGET: _rule("Keep the budget, its sources and its entries", R.COORDINATOR),
    C.READ_BUDGET_TOTALS: _rule(
        "Read the budget’s totals for each line", R.COORDINATOR, R.STEERING_MEMBER
    ),
    C.CLAIM_EXPENSES: _rule("Claim one’s own expenses and take a claim back", R.SELF),
    C.READ_CLAIM: _rule("Read a claim for expenses", R.SELF, R.COORDINATOR),
    C.DECIDE_CLAIM: _rule("Decide about a claim for expenses, not one’s own", R.COORDINATOR),
    C.MANAGE_NOMINATIONS: _rule(
        "Name nominators, see all nominations, record who takes part", R.COORDINATOR
    ),
    C.NOMINATE: _rule("Nominate people of one’s own organisation", R.NOMINATOR),
    C.READ_NOMINATION: _rule(
        "Read a nomination with its reason and development activities",
        R.SELF,
        R.NOMINATOR,
        R.COORDINATOR,
    ),
    C.ANSWER_NOMINATION: _rule("State one’s own wish, say what one is interested in", R.SELF),
    C.WITHDRAW_NOMINATION: _rule("Withdraw a nomination", R.SELF, R.NOMINATOR, R.COORDINATOR),
    C.KEEP_ACTIVITIES: _rule("Enter development activities", R.SELF, R.NOMINATOR),
    C.READ_TALENT_FIGURES: _rule(
        "Read the names of those nominated and counts, nothing more",
        R.COORDINATOR,
        R.STEERING_MEMBER,
    ),
    C.SEE_OPPORTUNITIES: _rule(
        "See the opportunities that are open", R.NOMINEE, R.NOMINATOR, R.COORDINATOR
    ),
    C.OFFER_OPPORTUNITY: _rule(
        "List an opportunity, see who is interested, record who takes it up",
        R.NOMINATOR,
        R.COORDINATOR,
    ),
}


def permits(capability: Capability, relations: frozenset[Relation]) -> bool:
    """Whether any of a viewer's relations to one row carries the capability."""
    return bool(POLICY[capability].may & relations)
