"""The six designs that ship: each setting of each reference programme, and the forms they hold."""

import html
import re
from collections import Counter
from importlib import resources

import pytest
from django.test import Client
from django.urls import reverse

from mentorhouse.programmes import rules
from mentorhouse.programmes.design import (
    Design,
    read_design,
    shipped_design,
    shipped_designs,
    write_design,
)
from mentorhouse.programmes.design.messages import EVENT_WORDS
from mentorhouse.programmes.models import Programme
from tests.factories import make_user

LETTERS = {
    "-": "general",
    "H": "health_talent",
    "N": "open_mentoring",
    "S": "peer_mentoring",
    "G": "learning_contract",
    "L": "mentor_register",
}
YES, NO = True, False
ALL_WAYS = ["self_service", "shortlist", "cohort"]
ALL_MEETING_WAYS = ["face_to_face", "telephone", "video", "messages"]


def file_of(name):
    folder = resources.files("mentorhouse.programmes") / "designs"
    return (folder / f"{name}.yaml").read_text(encoding="utf-8")


def at(design, path):
    """Return what stands at a dotted path; a step into a list takes the step of each entry."""
    value = design.model_dump(mode="json")
    for step in path.split("."):
        value = [entry.get(step) for entry in value] if isinstance(value, list) else value[step]
    return value


def row(path, general, *others, proves=("R2.01",)):
    """Expect one setting: of the general design, then of H, N, S, G, L. `...` is the first."""
    values = [general, *(general if value is ... else value for value in others)]
    marks = [pytest.mark.requirement(number) for number in proves]
    expected = dict(zip(LETTERS.values(), values, strict=True))
    return pytest.param(path, expected, id=path, marks=marks)


TABLE = [
    row("models.kind", ["one_to_one"], ..., ["one_to_one", "reciprocal"],
        ["one_to_one", "group", "two_by_two", "team"], ..., ..., proves=["R2.13", "R9.01"]),
    row("models.most_mentees", [1], ..., [1, 1], [1, 4, 2, 12], ..., ..., proves=["R2.13"]),
    row("models.most_mentors", [1], ..., [1, 1], [1, 1, 2, 2], ..., ..., proves=["R2.13"]),
    row("mentors.admission", ["approval"], ["training", "experience"],
        ["qualification", "training", "experience", "in_house"], ["training"], ...,
        ["accredited"], proves=["R4.02", "R4.03"]),
    row("mentors.requirements.rule", [], ["grade_at_least", "judged", "agrees"],
        ["judged", "agrees"],
        ["completed", "judged", "agrees", "agrees", *["judged"] * 7], ["agrees", "judged"],
        ["completed", "agrees", "agrees"], proves=["R2.14", "R4.02"]),
    row("matching.hard_rules.rule", ["different", "gap_at_least"],
        ["different", "gap_at_least", "way_in_common"], [], ["way_in_common"], [], [],
        proves=["R2.14", "R5.04"]),
    row("mentors.largest_capacity", 3, 1, 5, 1, 5, 5, proves=["R5.12"]),
    row("mentors.own_limit", YES, NO, ..., ..., ..., ..., proves=["R5.12"]),
    row("mentors.approval", "coordinator", "coordinator_for_board", "register", ..., ..., ...),
    row("mentors.manager_agrees", NO, ..., ..., YES, ..., ..., proves=["R3.16"]),
    row("mentors.check_done_by", "off", ..., ..., "where_needed", ..., ..., proves=["R15.07"]),
    row("mentees.entry", "application", "nomination", ..., ..., "membership", "identified",
        proves=["R3.06", "R3.13"]),
    row("mentees.requirements.rule", [], ["agrees", "judged"], ["agrees", "completed"],
        ["agrees", "agrees", "agrees", "completed"], ["judged"], ["judged", "agrees", "judged"],
        proves=["R2.14"]),
    row("mentees.endorsement.kind", "optional", ..., "declared", "takes_part", "off", "required",
        proves=["R3.04"]),
    row("mentees.endorsement.asked", ["line_manager"], ["sponsor", "line_manager"], ..., ..., ...,
        ..., proves=["R3.04"]),
    row("mentees.endorsement.plan_entry", NO, ..., YES, ..., ..., ..., proves=["R3.14"]),
    row("mentees.approval", "coordinator", "coordinator_for_board", "none", ..., ..., ...,
        proves=["R3.07"]),
    row("application.ranks_models", NO, ..., ..., YES, ..., ..., proves=["R3.18"]),
    row("matching.ways", ["cohort"], ["shortlist"], ["self_service"], ["cohort"], ALL_WAYS,
        ["self_service"], proves=["R5.01"]),
    row("matching.shortlist.size", 3, ..., ..., ..., ..., ..., proves=["R5.05"]),
    row("matching.shortlist.call_minutes", None, 15, ..., ..., ..., ..., proves=["R5.06"]),
    row("matching.introduction", NO, ..., YES, ..., ..., ..., proves=["R5.17"]),
    row("matching.chemistry.used", NO, ..., ..., ..., ..., YES, proves=["R5.07"]),
    row("matching.chemistry.most_open", 3, ..., ..., ..., ..., ..., proves=["R5.07"]),
    row("matching.rematch", "coordinator", ..., ..., ..., ..., "pair", proves=["R5.13"]),
    row("matching.biographies", "as_matched", "everyone", ..., ..., ..., ..., proves=["R1.04"]),
    row("meetings.first.way", "any", ..., "face_to_face", "face_to_face", ..., "face_to_face",
        proves=["R7.05"]),
    row("meetings.ways", ALL_MEETING_WAYS, ["face_to_face", "video", "telephone"], ..., ..., ...,
        ..., proves=["R7.02"]),
    row("meetings.mentee_travels", NO, YES, ..., ..., ..., ..., proves=["R7.02"]),
    row("meetings.neutral_venue", NO, ..., ..., YES, ..., ..., proves=["R7.02"]),
    row("meetings.length_minutes", 60, 90, ..., 90, ..., ..., proves=["R7.03"]),
    row("meetings.shortest_minutes", None, ..., ..., 60, ..., ..., proves=["R7.03"]),
    row("meetings.longest_minutes", 120, 150, ..., ..., ..., ..., proves=["R7.03"]),
    row("meetings.longest_telephone", None, ..., ..., 90, ..., ..., proves=["R7.17"]),
    row("meetings.minutes_a_month_least", None, ..., ..., ..., 60, ..., proves=["R7.16"]),
    row("meetings.minutes_a_month_most", None, ..., ..., ..., 120, ..., proves=["R7.16"]),
    row("meetings.days_between", 31, 61, 91, ..., ..., ..., proves=["R7.03", "R7.11"]),
    row("meetings.pair_sets_rhythm", NO, ..., ..., ..., ..., YES, proves=["R7.11"]),
    row("meetings.sessions_least", None, 3, ..., ..., ..., ..., proves=["R7.03"]),
    row("meetings.sessions_most", None, 6, ..., ..., ..., ..., proves=["R7.03"]),
    row("meetings.more_if_mentor_wishes", NO, YES, ..., ..., ..., ...),
    row("meetings.contact_days", None, ..., 91, 14, ..., ..., proves=["R7.11"]),
    row("meetings.in_person_days", None, ..., 366, ..., ..., ..., proves=["R7.11"]),
    row("meetings.notice_hours", 24, ..., ..., ..., 0, ..., proves=["R7.04"]),
    row("meetings.scheduled_by", "mentee", ..., ..., "both_then_mentee", ..., ...,
        proves=["R7.01", "R7.18"]),
    row("meetings.contact.kind", "none", ..., "before_meeting", "mentor_after", "as_agreed", ...,
        proves=["R7.10", "R7.15"]),
    row("meetings.contact.days", 14, ..., 7, ..., ..., ..., proves=["R7.10", "R7.15"]),
    row("meetings.log.written_by", "mentee", ..., ..., "shared_then_mentee", ..., "each",
        proves=["R7.08", "R7.18"]),
    row("meetings.log.confirmed", YES, ..., ..., ..., ..., NO, proves=["R7.08"]),
    row("meetings.visit", NO, ..., ..., YES, ..., ..., proves=["R8.16"]),
    row("timing.length_months", 6, 12, None, ..., ..., None, proves=["R10.03"]),
    row("timing.shortest_months", None, 6, ..., ..., ..., ..., proves=["R10.03"]),
    row("timing.end_set_at_start", YES, ..., ..., ..., ..., NO, proves=["R10.03"]),
    row("agreement.used", YES, ..., ..., ..., ..., NO, proves=["R6.01", "R6.05"]),
    row("agreement.name", "Mentoring agreement", "Three-way start and mentoring agreement",
        "Mentoring contract", ..., "Learning contract", "Own goals and notes", proves=["R6.01"]),
    row("agreement.three_way_start", NO, YES, ..., ..., ..., ..., proves=["R6.07"]),
    row("agreement.signed_at_first_meeting", YES, ..., NO, ..., ..., NO, proves=["R6.05"]),
    row("agreement.review_at", "middle", ..., "interval", "reviews", "pair", "pair",
        proves=["R6.06"]),
    row("agreement.review_months", None, ..., 6, ..., ..., ..., proves=["R6.06"]),
    row("agreement.ethics.used", NO, ..., YES, YES, ..., ..., proves=["R6.15", "R4.10"]),
    row("confidentiality.coordinator_reads_content", NO, ..., ..., YES, ..., ...,
        proves=["R6.09"]),
    row("confidentiality.mentee_told_first", YES, ..., ..., ..., ..., ..., proves=["R6.11"]),
    row("confidentiality.contacts_by_consent", YES, ..., ..., ..., ..., ..., proves=["R6.08"]),
    row("training.mentors", "offered", ..., ..., "mandatory", ..., ..., proves=["R4.05"]),
    row("training.mentees", "offered", ..., "recommended", "mandatory", ..., ...,
        proves=["R4.06"]),
    row("training.refreshers", NO, YES, ..., YES, ..., ..., proves=["R4.04"]),
    row("supervision.kind", "offered", ..., ..., ..., ..., "required", proves=["R4.07"]),
    row("supervision.every_days", None, ..., ..., ..., ..., 91, proves=["R4.07"]),
    row("supervision.pause_after_days", None, ..., ..., ..., ..., 42, proves=["R4.07"]),
    row("recognition.points_an_hour", 1, ..., ..., ..., ..., ..., proves=["R8.08"]),
    row("recognition.mentor_hours_a_year", None, ..., ..., ..., ..., 6, proves=["R4.15"]),
    row("governance.body", "coordinator", "talent_board", "team", "steering_group", "team", "team",
        proves=["R2.07"]),
    row("governance.sees_nominations", NO, YES, ..., ..., ..., ..., proves=["R2.07"]),
    row("expenses.claims", NO, ..., ..., ..., ..., ..., proves=["R2.10"]),
    row("expenses.decided", NO, YES, YES, NO, YES, YES, proves=["R2.10"]),
    row("charge.free", YES, ..., ..., ..., ..., ..., proves=["R3.12"]),
    row("spaces.phone_a_friend", NO, YES, ..., ..., ..., ..., proves=["R14.07"]),
    row("spaces.mentors_space", NO, ..., ..., YES, ..., ..., proves=["R4.11"]),
    row("launch.points", ["coordinator", "purpose", "confidentiality"], ..., ...,
        ["coordinator", "purpose", "confidentiality", "start_and_end", "agreement", "training",
         "evaluation_plan"], ..., ..., proves=["R2.06"]),
    row("evaluation.small_number", 5, ..., ..., ..., ..., ..., proves=["R12.04"]),
    row("records.keep", "months", ..., ..., "until_evaluated", ..., ..., proves=["R15.03"]),
    row("records.months", 12, ..., ..., ..., ..., ..., proves=["R15.03"]),
    row("records.then_anonymous", YES, ..., ..., ..., ..., ..., proves=["R15.03"]),
    row("purpose", "", ..., ..., ..., ..., ..., proves=["R2.06"]),
]  # fmt: skip


@pytest.mark.parametrize(("path", "expected"), TABLE)
def test_every_setting_has_its_value_in_every_template(path, expected):
    assert {name: at(shipped_design(name), path) for name in expected} == expected


@pytest.mark.requirement("R2.01")
def test_six_designs_ship_and_each_says_for_whom_it_is():
    shipped = shipped_designs()
    assert [one.name for one in shipped] == [
        "general",
        *sorted(set(LETTERS.values()) - {"general"}),
    ]
    for one in shipped:
        assert one.about == one.design.about
        assert len(re.findall(r"[.;]", one.about)) >= 2  # two sentences
    assert len({one.design.name for one in shipped}) == len(shipped)


@pytest.mark.requirement("R2.02")
@pytest.mark.parametrize("name", LETTERS.values())
def test_every_file_is_written_as_mentorhouse_writes_it(name):
    assert write_design(read_design(file_of(name))) == file_of(name)


@pytest.mark.parametrize(
    ("name", "rung"), [("health_talent", "Director")], ids=["mentors of H are directors"]
)
@pytest.mark.requirement("R2.14")
def test_a_director_is_asked_for(name, rung):
    first = shipped_design(name).mentors.requirements[0]
    assert (first.rule, first.grade, first.must) == ("grade_at_least", rung, True)


@pytest.mark.requirement("R2.14")
@pytest.mark.parametrize("name", LETTERS.values())
def test_every_criterion_says_something_kind_to_who_lacks_it(name):
    design = shipped_design(name)
    for criterion in (*design.mentors.requirements, *design.mentees.requirements):
        assert len(criterion.message) > 30  # a sentence, not a word


def peer():
    return shipped_design("peer_mentoring")


def surveys(design):
    return {survey.key: survey for survey in design.evaluation.surveys}


COUNTS = [
    ("R6.01", 10, lambda: peer().agreement.clauses),
    ("R12.01", 16, lambda: surveys(peer())["evaluation_mentor"].questions),
    ("R12.01", 16, lambda: surveys(peer())["evaluation_mentee"].questions),
    ("R11.03", 15, lambda: peer().evaluation.monitoring_questions),
    ("R11.03", 8, lambda: peer().evaluation.monitoring_sources),
    ("R12.11", 7, lambda: peer().evaluation.methods),
    ("R4.08", 17, lambda: peer().mentors.specification),
    ("R4.05", 9, lambda: peer().training.mentor_topics),
    ("R4.05", 8, lambda: peer().training.mentee_topics),
    ("R10.01", 5, lambda: peer().phases),
    ("R10.01", 9, lambda: peer().phases[0].checklist),
    ("R10.01", 9, lambda: peer().phases[1].checklist),
    ("R10.01", 11, lambda: peer().phases[2].checklist),
    ("R10.01", 5, lambda: peer().phases[3].checklist),
    ("R12.06", 35, lambda: [one for one in peer().evaluation.indicators if "_benefits" in one.key]),
    ("R6.01", 4, lambda: shipped_design("open_mentoring").agreement.clauses),
    ("R12.06", 15, lambda: [
        one for one in shipped_design("open_mentoring").evaluation.indicators
        if "_benefits" in one.key
    ]),
    ("R7.05", 10, lambda: shipped_design("learning_contract").agreement.preparation),
    ("R6.01", 13, lambda: shipped_design("learning_contract").agreement.clauses),
    ("R6.08", 9, lambda: shipped_design("learning_contract").agreement.ground_rules),
    ("R6.01", 0, lambda: shipped_design("mentor_register").agreement.clauses),
]  # fmt: skip


@pytest.mark.parametrize(
    ("count", "what"),
    [
        pytest.param(count, what, id=f"{place}-{number}", marks=pytest.mark.requirement(number))
        for place, (number, count, what) in enumerate(COUNTS)
    ],
)
def test_forms_hold_as_much_as_they_should(count, what):
    assert len(what()) == count


@pytest.mark.requirement("R10.01")
def test_the_last_two_phases_share_their_checklist():
    *_, winding_up, moving_on = peer().phases
    assert winding_up.checklist == moving_on.checklist


@pytest.mark.requirement("R6.02")
def test_each_section_of_the_contract_is_prepared_alone():
    agreement = shipped_design("open_mentoring").agreement
    asked = Counter(question.clause for question in agreement.preparation)
    assert asked == {"expectations": 5, "frequency": 4, "working": 4, "next_steps": 3}


@pytest.mark.requirement("R12.09")
def test_a_scheme_of_strict_confidence_asks_only_at_the_end_and_only_about_the_process():
    found = shipped_design("learning_contract").evaluation.surveys
    assert {(survey.at, survey.process_only) for survey in found} == {("end", True)}
    assert {survey.asks for survey in found} == {"mentor", "mentee"}


@pytest.mark.requirement("R12.01")
def test_open_mentoring_asks_yearly_and_at_the_end():
    assert {"yearly", "end"} <= {s.at for s in shipped_design("open_mentoring").evaluation.surveys}


@pytest.mark.parametrize("name", LETTERS.values())
@pytest.mark.requirement("R14.03")
def test_what_a_programme_asks_for_is_also_reminded_of(name):
    design = shipped_design(name)
    found = {reminder.event for reminder in design.reminders}
    expected = set(
        "invited match_offered partnership_began before_meeting log_missing no_meeting review_due "
        "ending_soon ended training_due survey_open milestone_due report_due".split()
    )
    conditions = {
        "agreement_unsigned": design.agreement.used,
        "agreement_review": design.agreement.used,
        "endorsement_waiting": design.mentees.endorsement.kind
        in {"optional", "takes_part", "required"},
        "invitation_waiting": design.matching.chemistry.used or design.matching.introduction,
        "after_meeting": design.meetings.contact.kind == "mentor_after",
        "no_contact": design.meetings.contact_days is not None,
    }
    assert found >= expected | {event for event, wanted in conditions.items() if wanted}
    assert not found & {event for event, wanted in conditions.items() if not wanted}
    assert found <= set(EVENT_WORDS)


def texts(value, path=""):
    """Return every text of a design that a person reads, with its place."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key not in {"key", "kind", "rule", "field", "ladder", "from_question", "clause"}:
                yield from texts(inner, f"{path}.{key}")
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from texts(inner, f"{path}.{place}")
    elif isinstance(value, str) and " " in value:
        yield path, value


@pytest.mark.parametrize("name", LETTERS.values())
def test_words_are_plain_and_nothing_is_said_twice(name):
    found = [text for _, text in texts(shipped_design(name).model_dump(mode="json"))]
    sentences = [s for text in found for s in re.split(r"[.!?:](?:\s|$)", text) if s.strip()]
    words = [len(sentence.split()) for sentence in sentences]
    assert sum(words) / len(words) < 20  # what plain English asks for
    assert max(words) <= 40, max(sentences, key=lambda s: len(s.split()))  # a breath
    assert not re.search(r"\b(organiz|program\b|center\b|color\b|behavior)", " ".join(found))


@pytest.mark.parametrize("part", ["about", "confidentiality.statement", "public.headline",
                                  "mentors.role_description", "mentees.role_description",
                                  "mentors.who", "mentees.who"])  # fmt: skip
def test_templates_speak_in_their_own_words(part):
    said = [at(shipped_design(name), part) for name in LETTERS.values()]
    assert len(set(said)) == len(said)


@pytest.mark.parametrize("name", LETTERS.values())
def test_lists_repeat_nothing(name):
    design = shipped_design(name).model_dump(mode="json")
    for path in ("mentors.specification", "mentors.responsibilities", "mentees.responsibilities",
                 "training.mentor_topics", "training.mentee_topics", "public.mentor_benefits",
                 "public.mentee_benefits", "public.organisation_benefits",
                 "evaluation.monitoring_questions"):  # fmt: skip
        part, key = path.split(".")
        assert design[part][key], path
        assert len(set(design[part][key])) == len(design[part][key]), path
    clauses = [clause["text"] for clause in design["agreement"]["clauses"]]
    assert len(set(clauses)) == len(clauses)
    for survey in design["evaluation"]["surveys"]:
        asked = [question["text"] for question in survey["questions"]]
        assert len(set(asked)) == len(asked), survey["key"]


@pytest.mark.parametrize("name", [name for name in LETTERS.values() if name != "general"])
@pytest.mark.requirement("R2.06")
def test_a_template_waits_for_what_only_the_organisation_can_say(name):
    design = shipped_design(name)
    assert design.purpose == ""
    assert design.confidentiality.statement
    assert not (design.coordination.contact_name or design.confidentiality.concerns_to)


def as_(user):
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.requirement("R2.01")
def test_the_start_page_shows_all_six_side_by_side(db):
    text = as_(make_user(may_start_programmes=True)).get(reverse("programmes:start")).text
    for one in shipped_designs():
        assert one.design.name in text
        assert html.escape(one.about, quote=False) in text
    assert "Only the pair" in text
    assert "The pair and the co-ordinators" in text


@pytest.mark.requirement("R2.01")
def test_a_programme_starts_from_nothing_and_its_pages_open(db):
    client = as_(make_user(may_start_programmes=True))
    address = reverse("programmes:start")
    assert "An empty programme" in client.get(address).text
    reply = client.post(address, {"design": "nothing", "name": "Spring"})
    programme = Programme.objects.get()
    assert reply.url == reverse("programmes:set_up", args=[programme.pk])
    assert programme.design == Design(name="Spring")
    assert programme.state == "draft"
    shown = client.get(reply.url, follow=True)
    assert "missing" in shown.text
    for key in rules.TOPICS:
        page = reverse("programmes:topic", args=[programme.pk, key])
        assert client.get(page, follow=True).status_code == 200, key


@pytest.mark.requirement("R2.01")
@pytest.mark.parametrize("name", LETTERS.values())
def test_each_template_starts_a_programme_that_holds_all_of_it(name, db):
    starter = make_user(may_start_programmes=True)
    reply = as_(starter).post(reverse("programmes:start"), {"design": name, "name": "Spring"})
    programme = Programme.objects.get()
    assert reply.url == reverse("programmes:set_up", args=[programme.pk])
    assert programme.design == shipped_design(name).model_copy(update={"name": "Spring"})
    assert programme.state == "draft"
