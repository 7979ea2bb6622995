"""The words of letters about first talks, by what happened and who reads."""

from collections.abc import Mapping
from dataclasses import dataclass

from mentorhouse.languages.saying import mark

MENTOR, MENTEE = "mentor", "mentee"
SEE = mark("See the talk")
LOOK_FURTHER = mark("See how you can go on")
NOTHING_TO_DO = mark("There is nothing that you have to do.")
NO_REASON = mark(
    "Nobody gives reasons here, so this says nothing about you. You can turn to another mentor now."
)
THANKS = mark("Thank you for your time and your openness. {programme} needs people like you.")


@dataclass(frozen=True)
class Words:
    """One letter: `asks` adds by when to answer, `leads_on` links to all talks instead of one."""

    subject: str
    paragraphs: tuple[str, ...]
    link: str = SEE
    asks: bool = False
    leads_on: bool = False


ANSWER = mark("{programme}: a first talk waits for your answer")
PROPOSED = Words(
    mark("{programme}: other times for a first talk"),
    (mark("Other times are proposed for a first talk."),
     mark("Pick the one that suits you, or propose others.")),
    mark("See the times"), asks=True,
)  # fmt: skip
GIVEN_UP = Words(
    mark("{programme}: the time of a first talk is given up"),
    (mark("You proposed other times, so the time that was agreed for a first talk is given up."),
     mark("The file with this message takes it out of your calendar.")),
)  # fmt: skip
AGREED = Words(
    mark("{programme}: the time of your first talk"),
    (mark("The time of a first talk is agreed."),
     mark("The file with this message puts it into your calendar. How you join stands on the "
          "page of the talk.")),
)  # fmt: skip
REMINDED = Words(
    ANSWER,
    (mark("A first talk in “{programme}” waits for your answer. This is the only reminder."),),
    asks=True,
)
EXPIRED = mark("{programme}: a first talk has ended")
LAPSED = Words(
    EXPIRED,
    (mark("A first talk in “{programme}” has ended, because it cannot lead to a partnership now: a "
          "place is not free any more, or somebody has left."),
     NOTHING_TO_DO),
    leads_on=True,
)  # fmt: skip
WORDS: Mapping[tuple[str, str], Words] = {
    ("asked", MENTOR): Words(
        mark("{programme}: a mentee would like to meet you"),
        (mark("A mentee in “{programme}” would like to meet you, to see whether you fit."),
         mark("Sign in to read what they hope for. You can agree a time, propose others, or "
              "decline with thanks. No reason is asked.")),
        mark("Read and answer"), asks=True,
    ),
    ("asked_mutual", MENTOR): Words(
        mark("{programme}: a colleague would like to meet you"),
        (mark("A colleague in “{programme}” would like the two of you to mentor each other."),
         mark("Sign in to read what they hope for. You can agree a time, propose others, or "
              "decline with thanks. No reason is asked.")),
        mark("Read and answer"), asks=True,
    ),
    ("proposed", MENTOR): PROPOSED,
    ("proposed", MENTEE): PROPOSED,
    ("offered", MENTEE): Words(
        mark("{programme}: times for your first talk"),
        (mark("A mentor whom you turned to offers times for a first talk."),
         mark("You can book one of them at once, as long as it is free. Nobody has to agree to it "
              "first.")),
        mark("See the times"), asks=True,
    ),
    ("given_up", MENTOR): GIVEN_UP,
    ("given_up", MENTEE): GIVEN_UP,
    ("missed", MENTOR): Words(
        ANSWER,
        (mark("A first talk did not take place. Please propose new times, or decline with "
              "thanks."),),
        asks=True,
    ),
    ("agreed", MENTOR): AGREED,
    ("agreed", MENTEE): AGREED,
    ("met", MENTEE): Words(
        mark("{programme}: after your first talk"),
        (mark("You have met a mentor. You can choose them, meet others first, or look further."),
         mark("Nobody has to go on, and no reason is asked.")),
        mark("Decide how to go on"), asks=True,
    ),
    ("chosen", MENTOR): Words(
        mark("{programme}: a mentee would like to work with you"),
        (mark("A mentee in “{programme}” has chosen you as their mentor."),
         mark("If you confirm, the partnership begins. If not, decline with thanks; no reason is "
              "asked.")),
        mark("Confirm or decline"), asks=True,
    ),
    ("chosen_mutual", MENTOR): Words(
        mark("{programme}: a colleague would like to work with you"),
        (mark("A colleague in “{programme}” would like the two of you to mentor each other."),
         mark("If you confirm, the partnership begins. If not, decline with thanks; no reason is "
              "asked.")),
        mark("Confirm or decline"), asks=True,
    ),
    ("reminded", MENTOR): REMINDED,
    ("reminded", MENTEE): REMINDED,
    ("declined", MENTEE): Words(
        mark("{programme}: a mentor cannot take up a talk"),
        (mark("A mentor whom you turned to cannot take it up."), NO_REASON),
        LOOK_FURTHER, leads_on=True,
    ),
    ("withdrawn", MENTOR): Words(
        EXPIRED, (mark("A mentee who wanted to talk with you looks further."), THANKS,
                  NOTHING_TO_DO), leads_on=True,
    ),
    ("released", MENTOR): Words(
        EXPIRED, (mark("A mentee who talked with you has found a mentor."), THANKS,
                  NOTHING_TO_DO), leads_on=True,
    ),
    ("lapsed", MENTOR): LAPSED,
    ("lapsed", MENTEE): Words(
        mark("{programme}: a mentor has no free place any more"),
        (mark("We are sorry: a talk of yours cannot go on, because the mentor’s place is taken or "
              "they cannot take part any more."),
         mark("It is nothing that you did. You can turn to another mentor now.")),
        LOOK_FURTHER, leads_on=True,
    ),
    ("expired", MENTOR): Words(
        EXPIRED, (mark("A first talk in “{programme}” has ended, because the time to answer is "
                       "over."), NOTHING_TO_DO), leads_on=True,
    ),
    ("expired", MENTEE): Words(
        EXPIRED, (mark("A first talk in “{programme}” has ended, because the time to answer is "
                       "over."),
                  mark("You can turn to another mentor now.")),
        LOOK_FURTHER, leads_on=True,
    ),
}  # fmt: skip
