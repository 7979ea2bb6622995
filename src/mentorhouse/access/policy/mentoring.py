"""Who may in partnerships, in supervision and in the spaces of mentors."""

from collections.abc import Mapping

from mentorhouse.access.policy.capabilities import Capability as C  # noqa: N817  # a table reads well
from mentorhouse.access.policy.relations import Relation as R  # noqa: N817  # a table reads well
from mentorhouse.access.policy.rule import Rule, rule

MENTORING: Mapping[C, Rule] = {
    C.SEE_PARTNERSHIP: rule("Open a partnership", R.PARTNER),
    C.READ_PARTNERSHIP_FACTS: rule(
        "Read the facts of a partnership: who, since when, accepted, signed, met",
        R.PARTNER,
        R.COORDINATOR,
    ),
    C.ANSWER_MATCH: rule("Accept or decline a match", R.PARTNER),
    C.END_PARTNERSHIP: rule("End a partnership, ask for another partner", R.PARTNER),
    C.DECIDE_REMATCH: rule(
        "See that a rematch is wanted, without who asked, and decide on it", R.COORDINATOR
    ),
    C.FOLLOW_PHASES: rule("See the phases of a partnership, tick points and move on", R.PARTNER),
    C.REVIEW_TOGETHER: rule(
        "Review the relationship, and read what was agreed on at the end of it", R.PARTNER
    ),
    C.READ_REVIEW_PART: rule(
        "Read what somebody says in a review; the others only once all are done",
        R.SELF,
        R.PARTNER,
    ),
    C.CORRECT_COURSE: rule(
        "Ask for a talk about the course, and write what comes of it", R.PARTNER
    ),
    C.MOVE_END: rule("Propose another last day of a partnership, and answer it", R.PARTNER),
    C.SET_END: rule("See the last days of partnerships, and set another", R.COORDINATOR),
    C.ASK_FOR_TALK: rule("Ask the programme for a talk about a partnership", R.PARTNER),
    C.MEDIATE: rule("See who asked for a talk, without a reason, and mediate", R.COORDINATOR),
    C.SAY_GOODBYE: rule("Go through the planned end of a partnership", R.PARTNER),
    C.READ_FAREWELL: rule(
        "Read what somebody says at the end; the others only once all have said goodbye",
        R.SELF,
        R.PARTNER,
    ),
    C.READ_OWN_FAREWELL: rule("Read what one thinks through for oneself at the end", R.SELF),
    C.CONTINUE_PARTNERSHIP: rule("Go on after the end with a new agreement", R.PARTNER),
    C.HAND_OVER: rule("Settle the partnerships of somebody who leaves", R.COORDINATOR),
    C.CHANGE_PARTNERSHIP: rule(
        "See what is proposed to change in one’s own partnership, and propose it", R.PARTNER
    ),
    C.ADD_TO_PARTNERSHIP: rule(
        "Propose who joins a running partnership, or another shape of it", R.COORDINATOR
    ),
    C.ANSWER_CHANGE: rule(
        "Answer what is proposed to change: those in the partnership, and those who would join",
        R.PARTNER,
        R.SELF,
    ),
    C.KEEP_TEAM_PLAN: rule("Read and write the plan of one’s own team", R.PARTNER),
    C.SWAP_ROLES: rule("Choose when two who mentor each other swap roles", R.PARTNER),
    C.SAY_HOW_IT_FITS: rule("Say privately how well one’s own match fits", R.PARTNER),
    C.COUNT_FIT: rule("Count what people say of how well matches fit", R.COUNTER),
    C.SEE_FIT_REPORT: rule(
        "See which criteria go with good matches, without any single answer", R.COORDINATOR
    ),
    C.READ_AGREEMENT: rule(
        "Read the agreement's text", R.PARTNER, R.READING_COORDINATOR, R.EMERGENCY_READER
    ),
    C.WRITE_AGREEMENT: rule("Write the agreement's text", R.PARTNER),
    C.SIGN_AGREEMENT: rule("Sign the agreement", R.PARTNER),
    C.PREPARE_AGREEMENT: rule("Prepare the agreement alone, and say when done", R.PARTNER),
    C.READ_PREPARATION: rule(
        "Read what somebody prepares; the others only once all have finished", R.SELF, R.PARTNER
    ),
    C.LOOK_AGAIN: rule("Look at the agreement again, and find it still right", R.PARTNER),
    C.CONFIRM_CODE: rule("Confirm that the code of ethics was talked through", R.PARTNER),
    C.ASK_MANAGER_TO_JOIN: rule("Ask one’s line manager for their part at the start", R.MENTEE),
    C.SIGN_MANAGERS_PART: rule("Sign the line manager’s part at the start", R.LINK_HOLDER),
    C.READ_MANAGERS_PART: rule("Read the line manager’s part at the start", R.MENTEE, R.MENTOR),
    C.READ_MEETING_FACTS: rule("Read a meeting's date, length and way", R.PARTNER, R.COORDINATOR),
    C.ARRANGE_MEETING: rule("Propose, agree, move and cancel meetings", R.PARTNER),
    C.READ_MEETING_LOG: rule(
        "Read a meeting log", R.PARTNER, R.READING_COORDINATOR, R.EMERGENCY_READER
    ),
    C.WRITE_MEETING_LOG: rule("Write a meeting log", R.PARTNER),
    C.ASK_FOR_SESSION: rule(
        "Ask for a one-to-one session beside the meetings of a group", R.PARTNER
    ),
    C.HOLD_SESSION: rule(
        "See a one-to-one session beside the group at all, arrange it and read it", R.IN_SESSION
    ),
    C.CONFIRM_MEETING_LOG: rule("Confirm a meeting log", R.PARTNER),
    C.READ_PREPARED: rule(
        "Read what somebody prepares for a meeting; their partner once it is shared",
        R.SELF,
        R.PARTNER,
    ),
    C.KEEP_CALENDAR_FEED: rule("Make and close one’s private calendar address", R.SELF),
    C.READ_CALENDAR_FEED: rule("Read when one meets, by a calendar address", R.LINK_HOLDER),
    C.EXCHANGE_MESSAGES: rule("Write and read messages within a partnership", R.PARTNER),
    C.READ_CHECK_IN: rule("Answer and read one’s own check-in", R.SELF),
    C.ANSWER_DID_YOU_MEET: rule("Say by one press whether a meeting took place", R.LINK_HOLDER),
    C.KEEP_SUPERVISION: rule("Name supervisors, say who supervises whom, see dates", R.COORDINATOR),
    C.SUPERVISE: rule("Plan and record sessions with one’s own mentors", R.SUPERVISOR),
    C.SEE_OWN_SUPERVISION: rule("See one’s own supervision", R.SELF),
    C.READ_SESSION: rule(
        "Read where a session is and its themes; a co-ordinator only once all who came agree",
        R.SUPERVISOR,
        R.SUPERVISED,
        R.COORDINATOR,
    ),
    C.READ_SESSION_PART: rule(
        "Read what a mentor brings to a session and takes from it", R.SELF, R.SUPERVISOR
    ),
    C.ASSESS_OWN_PRACTICE: rule("Look at one’s own practice as a mentor", R.SELF),
    C.READ_SELF_ASSESSMENT: rule(
        "Read a mentor’s self-assessment; the supervisor only if it is shared",
        R.SELF,
        R.SUPERVISOR,
    ),
    C.GIVE_PRACTICE_FEEDBACK: rule("Say something of one’s mentor’s practice", R.MENTEE),
    C.READ_PRACTICE_FEEDBACK: rule(
        "Read a mentee’s feedback; the mentor only if the mentee agrees to it", R.SELF, R.MENTOR
    ),
    C.COUNT_PRACTICE: rule("Put feedback of several mentees together", R.COUNTER),
    C.SEND_UPDATE: rule("Send one’s own words to the co-ordinators", R.SELF),
    C.SEE_UPDATES: rule("See who sent an update, and when", R.COORDINATOR),
    C.READ_UPDATE: rule("Read an update that was sent to the co-ordinators", R.SELF, R.COORDINATOR),
    C.READ_SPACE: rule(
        "Read what mentors ask and share in their space", R.FELLOW_MENTOR, R.COORDINATOR
    ),
    C.WRITE_IN_SPACE: rule(
        "Write in the mentors’ space, and report a post", R.FELLOW_MENTOR, R.COORDINATOR
    ),
    C.CHANGE_OWN_POST: rule("Change one’s own post in a space", R.SELF),
    C.MODERATE_SPACE: rule("See reports, hide a post and show it again", R.COORDINATOR),
}
