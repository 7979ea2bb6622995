"""What the people of the demonstration tell of themselves: told by the deeds themselves."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from mentorhouse.demo import cast
from mentorhouse.demo.story import Named
from mentorhouse.organisations.actions import Said as Told
from mentorhouse.organisations.actions import describe, find_or_add
from mentorhouse.partnerships.actions import share_adjustments
from mentorhouse.partnerships.models import Partnership
from mentorhouse.partnerships.states import PartnershipState
from mentorhouse.people import actions
from mentorhouse.people.models import Pause, Person, Skill
from mentorhouse.people.rules import STARTERS, Needs, Said, Upload
from mentorhouse.programmes.models import Participation
from mentorhouse.programmes.states import ParticipationState

TERMS = tuple(STARTERS)
EXPERIENCE = (
    "I have led teams of four and of four hundred, and got both wrong before I got them right.",
    "Twenty years in services that never close. I changed profession once and organisation twice.",
    "I came back to work after a long break, and know how it feels to begin again.",
)
PATHS = (
    "From the front desk to the board, with a detour through a charity.",
    "Apprentice, then officer, then manager. I studied in the evenings.",
    "I moved sideways three times before I moved up. Each step was worth it.",
)
EXPECT = (
    "I listen first. I tell you what I would do only if you ask me.",
    "Honest questions, a short note after each meeting, and no homework from me.",
    "I keep what you say to myself, and I say so when I am not the right person.",
)
PLACES = ("Leeds, or by video", "Cardiff", "Anywhere on the coast line", "By video only")
TIMES = ("Tuesday afternoons", "After 4pm", "Early mornings", "Every other Friday")
WAYS = (["video", "telephone"], ["face_to_face", "video"], ["face_to_face"])
# Of which kind each body is, where, and part of what.
BODIES = {
    "Ashgrove Borough Council": Told("council", "Midlands", ""),
    "Vale of Carron Council": Told("council", "Scotland", ""),
    "Department for Rivers and Coasts": Told("department", "London", ""),
    "Public Records Service": Told("arms_length_body", "London", ""),
    "Eastmarch Ambulance Trust": Told("trust", "East", ""),
    "Harbour Community Health Trust": Told("trust", "North West", "Northmoor Hospitals Trust"),
    "Northmoor Hospitals Trust": Told("trust", "North West", ""),
    "Lantern House Care": Told("charity", "Wales", ""),
}
# A page of a certificate: nothing but a heading, drawn in the simplest PDF there is.
CERTIFICATE = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
    b"/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>endobj\n"
    b"4 0 obj<</Length 67>>stream\nBT /F 24 Tf 72 700 Td (Certificate: mentoring in practice) "
    b"Tj ET\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
)


def tell_of_themselves(named: Named, at: datetime) -> None:
    """Words, biographies, evidence, a pause, and what helps one of a pair to meet."""
    for name, body in find_or_add(BODIES).items():
        describe(body, BODIES[name], by=named["coordinator"], at=at)
    actions.bring_in_terms(STARTERS.items(), by=named["coordinator"], at=at)
    taking_part = Participation.objects.filter(state=ParticipationState.ACCEPTED.value)
    people = taking_part.select_related("person__user")
    rows = list(people.order_by("person__user__email", "pk"))
    told: set[object] = set()
    for number, row in enumerate(rows):
        if row.person_id in told:
            continue
        told.add(row.person_id)
        if row.role == Participation.Role.MENTOR:
            _biography(row.person, number, at)
        else:
            _wishes(row.person, number, at)
    _evidence(named, at)
    _pause(rows, named, at)
    _helps(named, at)


def _some(number: int, many: int) -> list[str]:
    return [TERMS[(number * 7 + step * 5) % len(TERMS)] for step in range(many)]


def _biography(person: Person, number: int, at: datetime) -> None:
    by = person.user
    told: dict[str, object] = {
        "about": person.biography,
        "experience": EXPERIENCE[number % 3],
        "skills": _some(number, 4),
        "sectors": "Health, local government" if number % 2 else "Central government, charities",
        "career_path": PATHS[number % 3],
        "expect": EXPECT[number % 3],
        "ways": WAYS[number % 3],
        "places": PLACES[number % 4],
        "availability": TIMES[number % 4],
        "capacity": 1 + number % 2,
    }
    draft = actions.write_biography(person, told, version=0, by=by, at=at)
    if number % 9:  # one in nine is still a draft
        actions.publish_biography(person, version=draft.version, by=by, at=at)


def _wishes(person: Person, number: int, at: datetime) -> None:
    own_words = STARTERS[TERMS[number % len(TERMS)]][0]  # a synonym, as people write
    words = {
        Skill.Kind.DEVELOPING: [own_words, *_some(number + 3, 2)],
        Skill.Kind.INTEREST: ["Walking", "Choirs"] if number % 2 else ["Gardening"],
    }
    actions.keep_words(person, words, by=person.user, at=at)


def _evidence(named: Named, at: datetime) -> None:
    mentor, coordinator = named["mentor"], named["coordinator"]
    course = Said("training", "Mentoring in practice", "Carron College", date(2024, 3, 14))
    file = Upload("Certificate.pdf", CERTIFICATE)
    seen = actions.add_evidence(mentor.person, course, file, by=mentor, at=at)
    actions.verify_evidence(seen, version=seen.version, by=coordinator, at=at)
    years = Said("experience", "Mentor of newly qualified nurses", "Northmoor Hospitals Trust",
                 date(2016, 9, 1))  # fmt: skip
    actions.add_evidence(mentor.person, years, None, by=mentor, at=at)
    offered = named["mentor-offered"]
    formal = Said("qualification", "Certificate in mentoring", "Institute of Guides",
                  date(2022, 6, 30))  # fmt: skip
    row = actions.add_evidence(offered.person, formal, None, by=offered, at=at)
    missing = "Please add the certificate itself, as a PDF or a picture."
    actions.return_evidence(row, missing, version=row.version, by=coordinator, at=at)


def _pause(rows: Sequence[Participation], named: Named, at: datetime) -> None:
    """One mentor of the crowd is away for a while."""
    known = {user.pk for user in named.values()}
    mentors = (row.person for row in rows if row.role == Participation.Role.MENTOR)
    away = next((person for person in mentors if person.pk not in known), None)
    if away is not None:
        said = Pause(
            reason=Pause.Reason.AWAY, since=at.date(), returns_on=at.date() + timedelta(weeks=6)
        )
        actions.pause(away, said, by=away.user, at=at)


def _helps(named: Named, at: datetime) -> None:
    mentee, mentor = named["mentee"], named["mentor"]
    words = "I hear better on my left side. Please sit on my right."
    actions.keep_adjustments(mentee.person, Needs(("captions", "quiet"), words), by=mentee, at=at)
    pair = Partnership.objects.filter(
        programme__name=cast.PATHS,
        state=PartnershipState.ACTIVE.value,
        members__participation__person=mentee.pk,
    ).filter(members__participation__person=mentor.pk)
    for row in pair:
        share_adjustments(row, by=mentee, at=at)
