"""What somebody can be to a row, in the words that people read."""

from enum import StrEnum

from mentorhouse.languages.saying import mark


class Relation(StrEnum):
    """What a viewer is to a row. The value is the word that people read."""

    ANYONE = mark("anyone")
    SIGNED_IN = mark("anyone signed in")
    SELF = mark("the person themselves")
    PARTNER = mark("the people in the partnership")
    IN_SESSION = mark("the two people of the session")
    MENTEE = mark("the mentee of the partnership")
    MENTOR = mark("the mentor of the partnership")
    NOMINATOR = mark("the nominator of the organisation")
    NOMINEE = mark("people who are nominated for the programme")
    WILLING_NOMINEE = mark("people who are nominated and have stated their own wish")
    SEEKER = mark("mentees of a programme in which they look for a mentor themselves")
    TALKER = mark("the two people of a first talk")
    TALKING = mark(
        "the two people of a first talk, until it is over; then only the mentee who wrote it"
    )
    CHOOSER = mark("mentees who are offered the mentor on a shortlist")
    FELLOW_MENTOR = mark("mentors who take part in the programme")
    SUPERVISOR = mark("the mentor’s supervisor")
    SUPERVISED = mark("the mentors who were in the session")
    NAMED_CONTACT = mark("the programme’s named contacts for concerns")
    HEARS_CONCERN = mark("the one named contact to whom it was sent")
    ASKED_TO_OPEN = mark("the named contact who asked to open it in an emergency")
    SECOND_PERSON = mark("named contacts and co-ordinators who are no party to it")
    EMERGENCY_READER = mark(
        "one named contact, if two people agree on an emergency; the people in it are told"
    )
    BOOKED = mark("those who are booked for it")
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
