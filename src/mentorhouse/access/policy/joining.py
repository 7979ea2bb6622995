"""Who may in the house, with people and programmes, and on the way into one."""

from collections.abc import Mapping

from mentorhouse.access.policy.capabilities import Capability as C  # noqa: N817  # a table reads well
from mentorhouse.access.policy.relations import Relation as R  # noqa: N817  # a table reads well
from mentorhouse.access.policy.rule import Rule, rule

JOINING: Mapping[C, Rule] = {
    C.SEE_PUBLIC_PAGES: rule("See public pages and sign in", R.ANYONE),
    C.SEE_OWN_START: rule("See one's own start page", R.SIGNED_IN),
    C.RUN_INSTALLATION: rule("Run this installation, without its content", R.ADMINISTRATOR),
    C.READ_AUDIT_TRAIL: rule("Read the audit trail, without content", R.AUDITOR),
    C.READ_METRICS: rule("Read the figures of the machine", R.OPERATOR),
    C.USE_DEMONSTRATION: rule("Use the demonstration, where it is installed", R.ANYONE),
    C.MANAGE_OWN_SIGN_IN: rule("Manage one's own sign-in", R.SIGNED_IN),
    C.READ_OWN_PROFILE: rule("Read one's own profile", R.SELF),
    C.EDIT_OWN_PROFILE: rule("Change one's own profile", R.SELF),
    C.READ_IDENTITY: rule("Read identity data and private preferences", R.SELF),
    C.USE_IDENTITY_IN_MATCHING: rule("Use identity data in a match run", R.MATCHER),
    C.WITHDRAW_IDENTITY: rule("Withdraw consent and delete identity data", R.SELF),
    C.READ_BIOGRAPHY: rule(
        "Read a mentor’s published biography; a local co-ordinator: of their own people only",
        R.SELF,
        R.PARTNER,
        R.FELLOW,
        R.SEEKER,
        R.CHOOSER,
        R.COORDINATOR,
        R.LOCAL_COORDINATOR,
    ),
    C.READ_ADJUSTMENTS: rule(
        "Read what helps a person to meet (adjustments)", R.SELF, R.CHOSEN_PARTNER
    ),
    C.READ_EVIDENCE: rule(
        "Read evidence of a background and open its file",
        R.SELF,
        R.COORDINATOR,
        R.LOCAL_COORDINATOR,
    ),
    C.VERIFY_EVIDENCE: rule(
        "Verify evidence of a background, not one’s own", R.COORDINATOR, R.LOCAL_COORDINATOR
    ),
    C.DESCRIBE_ORGANISATION: rule(
        "Say of which kind an organisation is, in which region, and part of what", R.COORDINATOR
    ),
    C.KEEP_VOCABULARY: rule("Keep the vocabulary of skills and its synonyms", R.COORDINATOR),
    C.START_PROGRAMME: rule("Start a programme", R.PROGRAMME_STARTER),
    C.SEE_PROGRAMME: rule("See what the programme is", R.COORDINATOR, R.LOCAL_COORDINATOR, R.SELF),
    C.RUN_PROGRAMME: rule("Run a programme: settings, people, desk", R.COORDINATOR),
    C.SEE_PEOPLE: rule(
        "List, count and export who takes part; a local co-ordinator: their own people only",
        R.COORDINATOR,
        R.LOCAL_COORDINATOR,
    ),
    C.INVITE_PEOPLE: rule(
        "Send invitations to those who take part; a local co-ordinator: their own people only",
        R.COORDINATOR,
        R.LOCAL_COORDINATOR,
    ),
    C.ANSWER_PARTICIPATION: rule("Accept or decline taking part", R.SELF),
    C.PAUSE_PLACE: rule("Pause in one role of one programme, oneself", R.SELF),
    C.READ_PARTICIPATION: rule(
        "Read the facts of someone's taking part", R.SELF, R.COORDINATOR, R.LOCAL_COORDINATOR
    ),
    C.SEE_REGISTER: rule(
        "See the register of mentors; a local co-ordinator: their own people only",
        R.COORDINATOR,
        R.LOCAL_COORDINATOR,
    ),
    C.SEARCH_REGISTER: rule("Search the register for a mentor", R.SEEKER),
    C.KEEP_REGISTER: rule(
        "Admit mentors to the register, renew, pause and withdraw their entries", R.COORDINATOR
    ),
    C.READ_REGISTER_ENTRY: rule(
        "Read the facts of a mentor’s entry on the register",
        R.SELF,
        R.COORDINATOR,
        R.LOCAL_COORDINATOR,
    ),
    C.KEEP_OWN_ENTRY: rule(
        "Keep one’s own entry: accept the code, say that one is ready, renew, leave", R.SELF
    ),
    C.READ_READINESS: rule(
        "Read when a mentor is ready and what they hope to learn", R.SELF, R.COORDINATOR
    ),
    C.READ_DEVELOPMENT: rule("Read what a mentor did for their own development", R.SELF),
    C.READ_OWN_RECORD: rule(
        "Read one’s own record as a mentor, and take it away as a letter or a signed file", R.SELF
    ),
    C.CHECK_PASSPORT: rule("Check the signed file of a mentor’s record", R.SIGNED_IN),
    C.READ_APPLICATION: rule(
        "Read an application; a local co-ordinator: of their own people only",
        R.SELF,
        R.COORDINATOR,
        R.LOCAL_COORDINATOR,
    ),
    C.ASK_FOR_SUPPORT: rule(
        "Ask a manager or sponsor to support one’s own application, and see whether it was given; "
        "co-ordinators may send the question again",
        R.SELF,
        R.COORDINATOR,
        R.LOCAL_COORDINATOR,
    ),
    C.ANSWER_SUPPORT: rule("Say whether one supports an applicant", R.LINK_HOLDER),
    C.READ_ENDORSEMENT: rule(
        "Read what a manager or sponsor answered; a local co-ordinator: for their own people only",
        R.COORDINATOR,
        R.LOCAL_COORDINATOR,
    ),
    C.SEE_APPLICATIONS: rule(
        "List applications and see how they stand; a local co-ordinator: their own people only",
        R.COORDINATOR,
        R.LOCAL_COORDINATOR,
    ),
    C.DECIDE_APPLICATION: rule(
        "Judge an application, decide about it and send the decision, not one’s own", R.COORDINATOR
    ),
    C.ANSWER_QUESTION: rule("Answer a question about one’s own application", R.SELF),
    C.GIVE_EQUALITY: rule("Give or withdraw one’s own answers on equal access", R.SELF),
    C.READ_EQUALITY: rule("Read one’s own answers on equal access", R.SELF),
    C.COUNT_EQUALITY: rule("Count answers on equal access, showing no single one", R.COUNTER),
    C.SEE_RECRUITMENT_FIGURES: rule(
        "See the figures of recruitment, small numbers hidden", R.COORDINATOR, R.STEERING_MEMBER
    ),
    C.KEEP_BASELINE: rule("Enter the workforce that recruitment is compared with", R.COORDINATOR),
    C.NAME_SPONSORS: rule(
        "Give sponsors a link to identify people, and see whom they have identified",
        R.COORDINATOR,
    ),
    C.IDENTIFY: rule("Identify people who are then invited to apply", R.LINK_HOLDER, R.COORDINATOR),
    C.READ_IDENTIFICATION: rule(
        "Read why a sponsor has identified somebody", R.SELF, R.COORDINATOR
    ),
    C.WRITE_APPLICATION: rule("Write, send, change and withdraw one’s own application", R.SELF),
    C.APPLY_AFTER_NOMINATION: rule(
        "Apply as a mentee where people are nominated", R.WILLING_NOMINEE
    ),
    C.READ_SHARED_ANSWERS: rule(
        "Read what an applicant agreed to share with their partner", R.SELF, R.PARTNER
    ),
    C.IMPORT_PEOPLE: rule("Bring people in from a spreadsheet", R.COORDINATOR),
    C.RUN_MATCHING: rule("Make, change and publish a match run", R.COORDINATOR),
    C.SEE_OWN_WAITING: rule(
        "See the mentors that one is offered on a shortlist, and what comes next while one waits",
        R.SELF,
    ),
    C.SEE_OWN_TALKS: rule("See one’s own first talks with mentors or mentees", R.SELF),
    C.INVITE_MENTOR: rule("Invite a mentor to a first talk, or book one", R.SELF),
    C.OFFER_TIMES: rule("Offer times for first talks", R.SELF),
    C.READ_OFFERED_TIME: rule(
        "Read how one joins at a time that a mentor offers", R.SELF, R.TALKING
    ),
    C.SEE_TALK: rule("See how a first talk stands", R.TALKER),
    C.READ_TALK: rule("Read the message of a first talk and how one joins it", R.TALKING),
    C.ANSWER_TALK: rule(
        "Agree a time, decline, withdraw, choose, confirm and rate a first talk", R.TALKER
    ),
    C.USE_RATING: rule("Use what was privately thought of a first talk in a match run", R.MATCHER),
    C.PROPOSE_PAIR: rule("Propose a pair as a mentor", R.SELF),
    C.ANSWER_PROPOSAL: rule("See and answer the proposal of a mentor", R.MENTEE),
    C.DECIDE_PROPOSAL: rule(
        "See a pair that a mentor proposes, and let it through or not", R.COORDINATOR
    ),
    C.COUNT_TALKS: rule("See how many first talks are open, without names", R.COORDINATOR),
}
