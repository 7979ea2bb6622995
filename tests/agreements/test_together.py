"""What a pair does with its agreement: rules, looking again, the code, who comes and goes."""

import io
from datetime import date, timedelta

import pytest
from django.urls import reverse
from pypdf import PdfReader

from mentorhouse.access.policy import POLICY, Capability, Relation
from mentorhouse.access.relations import NotVisible
from mentorhouse.access.states import NotNow
from mentorhouse.agreements.actions import EmptiedClause, OutdatedVersion, ethics, looking
from mentorhouse.agreements.actions.joining import tell_of_others
from mentorhouse.agreements.actions.reminding import remind_to_sign
from mentorhouse.agreements.emails import pairs as letters
from mentorhouse.agreements.models import Agreement, Look, TalkedThrough
from mentorhouse.agreements.queries import looking as looks
from mentorhouse.agreements.rules import library
from mentorhouse.agreements.rules.ethics import digest_of_code
from mentorhouse.agreements.rules.looking import next_look
from mentorhouse.agreements.states import LookState
from mentorhouse.notifications.models import OutboxLetter
from mentorhouse.partnerships.models import Member, Partnership
from mentorhouse.partnerships.rules import Shape
from mentorhouse.programmes.actions import change_design
from mentorhouse.programmes.design import parse_design, shipped_design
from tests.agreements.conftest import AT, Pair
from tests.agreements.preparing import Prepares
from tests.factories import coordinator_of, make_mentee, make_partnership, user_of
from tests.together import at_once

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])


def both_sign(pair, at=AT):
    pair.sign(pair.mentee, at=at)
    pair.sign(pair.mentor, at=at)


def posted(kind):
    return OutboxLetter.objects.filter(kind=kind).count()


@pytest.mark.requirement("R6.08")
def test_the_library_covers_each_theme_with_several_rules():
    themes = {
        "Confidentiality", "Openness", "Honesty", "Challenge and support", "Punctuality",
        "Cancelling", "Contact between meetings", "The mentor’s contacts", "The mentor’s name",
        "Time limits", "Boundaries of topics", "Inclusion and adjustments",
    }  # fmt: skip
    assert set(library.LIBRARY) == themes
    rules = [rule for each in library.LIBRARY.values() for rule in each]
    assert all(len(each) > 1 for each in library.LIBRARY.values())
    assert len({*rules}) == len(rules)
    clause = library.clause_of(rules[:2], "Our own\n\n Our own \n")
    assert library.chosen_in(clause, rules) == library.Chosen(tuple(rules[:2]), ("Our own",))


@pytest.mark.requirement("R6.08")
def test_rules_are_chosen_and_written_and_become_part_of_what_is_signed(at_browser):
    pair = Prepares("learning_contract")
    pair.begin()
    client, where = at_browser(pair.mentee), reverse("agreements:ground_rules", args=[pair.id])
    first = client.get(where).text
    assert "From your programme" in first and "What we hear we keep." in first
    listed = "What we hear we keep."
    chosen = {"revision": 1, "theme_0": [listed], "own": "We laugh a lot."}
    page = client.post(where, chosen, follow=True).text
    assert "We laugh a lot." in page and "Ground rules" in page
    assert pair.texts(pair.mentor)[library.GROUND_RULES] == f"{listed}\nWe laugh a lot."
    again = client.get(where).text
    assert f'value="{listed}" checked' in again or again.count("checked") == 1
    pair.write(pair.mentor, objectives="Ours")
    met = client.post(where, chosen | {"own": "We laugh out loud."})
    assert met.status_code == 409
    assert "We laugh out loud." in met.text and "Nothing is saved yet" in met.text
    gone = client.post(where, {"revision": 3, "own": ""}, follow=True).text
    assert "We laugh a lot." not in gone
    assert library.GROUND_RULES not in pair.texts(pair.mentor)


def test_an_emptied_clause_is_refused_and_nothing_is_lost(at_browser):
    pair = Pair(make_partnership())
    pair.begin()
    with pytest.raises(EmptiedClause):
        pair.write(pair.mentee, purpose="  ")
    texts = {f"{key}_before": text for key, text in pair.texts(pair.mentee).items()}
    data = pair.texts(pair.mentee) | texts | {"revision": 1, "purpose": "", "rhythm": "Typed anew"}
    page = at_browser(pair.mentee).post(reverse("agreements:write", args=[pair.id]), data)
    assert "is empty. Write what you agree on" in page.text and "Typed anew" in page.text
    assert pair.agreement(pair.mentee).newest == 1


@pytest.mark.requirement("R6.05")
def test_who_has_not_signed_is_reminded_until_all_have():
    pair = Pair(make_partnership())
    began = pair.partnership(pair.mentee).began_at
    remind_to_sign(at=began + timedelta(days=13))
    assert posted("agreement.reminder") == 0
    for _ in range(2):  # the clock comes by again
        remind_to_sign(at=began + timedelta(days=14))
    assert posted("agreement.reminder") == 2
    pair.begin(at=began)
    pair.sign(pair.mentee, at=began)
    about = {"partnership": str(pair.id)}
    assert letters.reminder(pair.mentee, about) is None  # the cause is gone
    assert letters.reminder(pair.mentor, about) is not None
    remind_to_sign(at=began + timedelta(days=28))
    assert posted("agreement.reminder") == 3
    pair.sign(pair.mentor, at=began)
    remind_to_sign(at=began + timedelta(days=42))
    assert posted("agreement.reminder") == 3
    unasked = Prepares()  # its programme does not ask for the first meeting
    remind_to_sign(at=unasked.partnership(unasked.mentee).began_at + timedelta(days=14))
    assert posted("agreement.reminder") == 3


@pytest.mark.requirement("R6.06")
def test_the_day_to_look_again_is_as_each_programme_set_it():
    at = {"today": date(2026, 1, 10), "began_on": date(2026, 1, 1), "ends_on": date(2026, 7, 1)}
    days = {
        name: next_look(shipped_design(name), **at)
        for name in ("general", "health_talent", "open_mentoring", "peer_mentoring",
                     "learning_contract")
    }  # fmt: skip
    assert days["health_talent"] == days["general"] == date(2026, 4, 1)  # half-way
    assert days["peer_mentoring"] is None and days["learning_contract"] is None
    assert days["open_mentoring"] is None  # six months on is after the end
    assert next_look(shipped_design("open_mentoring"), **at | {"ends_on": None}) == date(
        2026, 7, 12
    )


@pytest.mark.requirement("R6.06")
def test_it_is_looked_at_each_six_months_and_whenever_asked(at_browser):
    pair = Prepares()
    with pytest.raises(NotNow):
        looking.ask_to_look(pair.begin(), by=pair.mentee, at=AT)
    both_sign(pair)
    agreement = pair.agreement(pair.mentee)
    assert agreement.look_on == (AT + timedelta(days=183)).date()
    for _ in range(2):
        looking.open_due(at=AT + timedelta(days=184))
    assert (Look.objects.count(), posted("agreement.look")) == (1, 2)
    looking.open_due(at=AT + timedelta(days=192))
    assert posted("agreement.look_reminder") == 2
    where, client = reverse("agreements:look", args=[pair.id]), at_browser(pair.mentee)
    assert "No change" in client.get(where).text
    client.post(where, {"right": "1"})
    about = {"partnership": str(pair.id), "look": str(Look.objects.get().pk)}
    assert letters.look(pair.mentee, about) is None and letters.look(pair.mentor, about)
    done = looking.find_right(agreement, by=pair.mentor, at=AT + timedelta(days=185))
    assert done is LookState.KEPT and looks.open_look(agreement) is None
    assert pair.agreement(pair.mentee).look_on == (AT + timedelta(days=368)).date()

    asked = client.post(where, {"ask": "1"}, follow=True).text  # whenever asked: amend
    assert "Being looked at" in asked
    assert looking.ask_to_look(agreement, by=pair.mentor, at=AT) == looks.open_look(agreement)
    pair.write(pair.mentor, expectations="Ours anew")
    with pytest.raises(NotNow):
        looking.find_right(agreement, by=pair.mentee, at=AT)
    both_sign(pair, at=AT + timedelta(days=200))
    assert looks.open_look(agreement) is None
    assert looks.last_look(agreement).state == LookState.CHANGED
    day = reverse("agreements:look_day", args=[pair.id])
    typed = {"day_day": "1", "day_month": "1", "day_year": "2020"}
    assert "Choose a day after today" in client.post(day, typed).text


@pytest.mark.requirement("R6.15")
def test_both_confirm_the_code_in_the_words_that_they_read(at_browser):
    pair = Prepares()
    client, where = at_browser(pair.mentee), reverse("agreements:code", args=[pair.id])
    kept = pair.programme.design.agreement.ethics
    digest = digest_of_code(kept.title, kept.words)
    assert "Nobody has confirmed it yet" in client.get(where).text
    assert "Tick the box once" in client.post(where, {"digest": digest}).text
    for _ in range(2):
        client.post(where, {"digest": digest, "talked": "on"})
    ethics.confirm_code(pair.partnership(pair.mentor), digest=digest, by=pair.mentor, at=AT)
    assert TalkedThrough.objects.filter(code__digest=digest, code__words=kept.words).count() == 2
    data = pair.programme.design.model_dump(mode="json")
    data["agreement"]["ethics"]["words"] = "Other words."
    change_design(pair.programme, parse_design(data), by=coordinator_of(pair.programme), at=AT)
    refused = client.post(where, {"digest": digest, "talked": "on"})
    assert refused.status_code == 409 and "Other words." in refused.text
    assert "Earlier words" in refused.text
    assert TalkedThrough.objects.count() == 2
    without = Prepares("learning_contract")
    assert at_browser(without.mentee).get(
        reverse("agreements:code", args=[without.id])
    ).status_code == 404  # fmt: skip


@pytest.mark.requirement("R9.05")
def test_all_of_a_group_sign_and_who_joins_or_leaves_makes_a_new_version(at_browser):
    pair = Pair(make_partnership())
    group = Partnership.objects.get(pk=pair.id)
    Partnership.objects.filter(pk=pair.id).update(shape=Shape.GROUP.value)
    Member.objects.filter(partnership=group).update(shape=Shape.GROUP.value)
    group.refresh_from_db()
    second = _joins(group, 2)
    pair.begin()
    both_sign(pair)
    assert pair.agreement(pair.mentee).state == "part_signed"
    pair.sign(second)
    assert pair.agreement(pair.mentee).in_force == 1

    third = _joins(group, 3)
    tell_of_others(at=AT)
    assert posted("agreement.others_now") == 4
    about = OutboxLetter.objects.get(kind="agreement.others_now", to=third).about
    letter = letters.others_now(third, about)
    assert "to be signed again" in letter.subject
    assert "Somebody has joined your partnership, or left it" in letter.paragraphs[0]
    assert not [one for one in (second, third, pair.mentor) if one.person.name in repr(letter)]
    with pytest.raises(OutdatedVersion):
        pair.sign(third)  # the version that they see is for those of before
    row = pair.agreement(third)
    assert (row.state, row.newest, row.in_force) == ("amended", 2, 1)
    words = [clause.text for clause in pair.read(third, 1).clauses]
    assert [clause.text for clause in pair.read(third, 2).clauses] == words
    for who in (pair.mentor, pair.mentee, second, third):
        pair.sign(who)
    assert pair.agreement(third).in_force == 2

    Member.objects.get(partnership=group, participation__person=second.pk).delete()
    page = at_browser(third).get(reverse("agreements:agreement", args=[pair.id])).text
    assert "Version 3" in page and second.person.name not in page
    listed = at_browser(third).get(reverse("agreements:version", args=[pair.id, 2])).text
    assert second.person.name in listed  # who signed the earlier version stays there
    with pytest.raises(NotVisible):
        pair.sign(second, digest="x" * 64)


def _joins(group, seat):
    part = make_mentee(group.programme)
    Member.objects.create(
        partnership=group, participation=part, role="mentee", shape=group.shape, seat=seat
    )
    return part.person.user


@pytest.mark.requirement("R6.04")
def test_the_pdf_has_headings_reading_order_language_and_signatures(signed, at_browser):
    where = reverse("agreements:download", args=[signed.id, 1, "pdf"])
    reader = PdfReader(io.BytesIO(at_browser(signed.mentee).get(where).content))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] and str(root["/Lang"]).startswith("en")
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    kinds = [str(kind) for kind in _tags(root["/StructTreeRoot"])]
    assert kinds.count("/Title") == 1 and kinds.count("/H1") == 6 and "/Table" in kinds
    assert kinds.index("/Title") < kinds.index("/H1") < kinds.index("/Table")
    text = "\n".join(page.extract_text() for page in reader.pages)
    titles = [clause.title for clause in signed.read(signed.mentee).clauses]
    places = [text.index(title) for title in [*titles, "Signatures"]]
    assert places == sorted(places) and text.count("A Name") == 2


def _tags(node):
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        return [kind for one in node for kind in _tags(one)]
    if not isinstance(node, dict):
        return []
    own = [node["/S"]] if "/S" in node else []
    return own + (_tags(node["/K"]) if "/K" in node else [])


@pytest.mark.requirement("R6.10")
def test_no_road_leads_from_a_mentor_to_a_line_manager_or_back():
    """A link opens the manager's own questions alone; what a pair has, no link opens."""
    pairs_own = {
        capability
        for capability, rule in POLICY.items()
        if rule.may & {Relation.PARTNER, Relation.MENTOR}
    }
    by_link = {c for c, rule in POLICY.items() if Relation.LINK_HOLDER in rule.may}
    assert not pairs_own & by_link
    asks = POLICY[Capability.ASK_MANAGER_TO_JOIN].may
    assert asks == {Relation.MENTEE}


@pytest.mark.django_db(transaction=True, databases=["default", "keystore"])
def test_one_finds_it_right_while_the_other_changes_it():
    pair = Pair(make_partnership())
    agreement = pair.begin()
    both_sign(pair)
    looking.ask_to_look(agreement, by=pair.mentee, at=AT)
    looking.find_right(agreement, by=pair.mentee, at=AT)
    at_once(
        lambda: looking.find_right(agreement, by=pair.mentor, at=AT),
        lambda: pair.write(pair.mentee, purpose="Anew"),
    )
    row = Agreement.objects.get(pk=agreement.pk)
    state = Look.objects.get().state
    assert (row.newest, row.state) == (2, "amended")
    assert state in {LookState.KEPT, LookState.OPEN}
    assert user_of(pair.partnership(pair.mentee), "mentor") == pair.mentor
