"""The vocabulary: words and synonyms, kept by co-ordinators, safe for two at once (R1.05)."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from mentorhouse.access.relations import NotVisible
from mentorhouse.people import actions, queries
from mentorhouse.people.actions import WordTaken
from mentorhouse.people.models import Skill, Term, Word
from mentorhouse.people.rules import STARTERS, ChangedSince, Entry, Vocabulary, fold, listed
from tests.factories import AT, coordinator_of, make_person, make_programme

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])
PRESENTING = Entry("1", "Presenting", ("public speaking", "Vorträge"))


@pytest.fixture
def keeper():
    return coordinator_of(make_programme())


def as_(user):
    client = Client()
    client.force_login(user)
    return client


def words_of(term):
    return {word.text: word.is_name for word in term.words.all()}


@pytest.mark.requirement("R1.05")
@pytest.mark.parametrize("word", ["presenting", "PUBLIC  Speaking", "vortrage", "Vortra\u0308ge"])
def test_a_word_or_a_synonym_is_the_term_whatever_its_case_and_accents(word):
    known = Vocabulary((PRESENTING,))
    assert known.key(word) == "1"
    assert known.name(word) == "Presenting"


@pytest.mark.requirement("R1.05")
def test_a_word_of_ones_own_stays_and_is_alike_only_to_itself():
    known = Vocabulary((PRESENTING,))
    assert known.term("Juggling") is None
    assert known.key("Juggling") == known.key("juggling ") != known.key("Presenting")
    assert known.name("Juggling") == "Juggling"


def test_lists_are_read_by_lines_and_commas_each_word_once():
    assert listed("One, two\n ONE ;three,,") == ("One", "two", "three")
    assert fold("  Café’s ") == "cafe's"


def test_a_renamed_term_keeps_its_old_name_as_a_synonym(keeper):
    term = actions.add_term("Speaking", ["talks"], by=keeper, at=AT)
    actions.change_term(term, "Presenting", ["talks"], version=1, by=keeper, at=AT)
    assert words_of(term) == {"Presenting": True, "talks": False, "Speaking": False}
    with pytest.raises(ChangedSince):
        actions.change_term(term, "Else", [], version=1, by=keeper, at=AT)


def test_a_word_stands_once_and_the_refusal_names_its_term(keeper):
    actions.add_term("Presenting", ["talks"], by=keeper, at=AT)
    with pytest.raises(WordTaken, match="“talks” is a word for “Presenting” already"):
        actions.add_term("Speeches", ["TALKS"], by=keeper, at=AT)
    assert Term.objects.count() == 1


@pytest.mark.requirement("R1.05")
def test_merged_terms_lose_nobody(keeper):
    one = actions.add_term("Presenting", ["talks"], by=keeper, at=AT)
    other = actions.add_term("Speaking", ["speeches"], by=keeper, at=AT)
    person = make_person()
    actions.keep_words(person, {Skill.Kind.DEVELOPING: ["Speeches"]}, by=person.user, at=AT)
    assert queries.used_by([other.pk]) == {other.pk: 1}
    actions.merge_terms(one, other, by=keeper, at=AT)
    assert queries.used_by([one.pk]) == {one.pk: 1}
    assert queries.vocabulary().name("speeches") == "Presenting"
    with pytest.raises(NotVisible):
        actions.merge_terms(one, other, by=keeper, at=AT)  # the other co-ordinator was first


def test_brought_twice_is_as_brought_once(keeper):
    assert actions.bring_in_terms(STARTERS.items(), by=keeper, at=AT)[0] == len(STARTERS)
    assert actions.bring_in_terms(STARTERS.items(), by=keeper, at=AT) == (0, 0)
    assert Word.objects.filter(is_name=True).count() == len(STARTERS)
    grown = [("Presentations", ("showing slides",))]  # a known word brings its new one home
    assert actions.bring_in_terms(grown, by=keeper, at=AT) == (0, 1)
    assert queries.vocabulary().name("showing slides") == "Presenting"


@pytest.mark.requirement("R1.05")
def test_who_runs_no_programme_keeps_no_words():
    person = make_person()
    with pytest.raises(NotVisible):
        actions.add_term("Mine", [], by=person.user, at=AT)
    assert as_(person.user).get(reverse("people:vocabulary")).status_code == 404


@pytest.mark.requirement("R1.05")
def test_the_pages_add_change_merge_bring_and_remove(keeper):
    client = as_(keeper)
    client.post(reverse("people:add_term"), {"version": "0", "name": "Talks", "synonyms": "a\nb"})
    term = Term.objects.get()
    page = reverse("people:term", args=[term.pk])
    client.post(page, {"version": "1", "name": "Presenting", "synonyms": "a"})
    assert set(words_of(term)) == {"Presenting", "a", "Talks"}
    stale = client.post(page, {"version": "1", "name": "Other", "synonyms": ""})
    assert "Something else was saved meanwhile" in stale.content.decode()
    sheet = SimpleUploadedFile("w.csv", "Speaking,\u00e9loquence\nTalks,lectures\n".encode())
    client.post(reverse("people:bring"), {"lines": "", "file": sheet})
    assert set(words_of(term)) == {"Presenting", "a", "Talks", "lectures"}
    merge = reverse("people:merge", args=[term.pk])
    assert "No term has this word" in client.post(merge, {"other": "nothing"}).content.decode()
    client.post(merge, {"other": "Eloquence"})
    assert queries.vocabulary().name("speaking") == "Presenting"
    assert "éloquence" in client.get(reverse("people:vocabulary")).content.decode()
    taken = client.get(reverse("people:vocabulary_export", args=["csv"]))
    assert "Presenting" in taken.content.decode("utf-8-sig")
    client.post(reverse("people:remove_term", args=[term.pk]))
    assert not Word.objects.exists()


def test_a_file_that_is_no_text_is_refused_in_words(keeper):
    sheet = SimpleUploadedFile("w.csv", b"\xff\xfe\x00binary")
    reply = as_(keeper).post(reverse("people:bring"), {"lines": "", "file": sheet})
    assert "Save it as “CSV UTF-8”" in reply.content.decode()


def test_words_that_are_no_terms_yet_are_offered_hostile_ones_as_text(keeper):
    for number in range(5):
        person = make_person()
        for text in ("<script>alert(1)</script>", f"Rare {number // 4}"):
            Skill.objects.create(
                person=person, kind=Skill.Kind.OFFERED, text=text, folded=fold(text)
            )
        wish = {Skill.Kind.DEVELOPING: ["A wish of mine"]}
        actions.keep_words(person, wish, by=person.user, at=AT)
    text = as_(keeper).get(reverse("people:vocabulary")).content.decode()
    assert "&lt;script&gt;alert(1)" in text
    assert "<script>alert(1)" not in text
    assert "rare 0" not in text and "rare 1" not in text  # four people, and one
    assert "a wish of mine" not in text
    assert "?word=" not in text
    begun = as_(keeper).post(reverse("people:add_term"), {"word": "Juggling"}).content.decode()
    assert 'value="Juggling"' in begun
    assert not Term.objects.exists()


def test_the_list_asks_as_often_for_three_terms_as_for_one(keeper, django_assert_max_num_queries):
    client, counts = as_(keeper), []
    for name in ("One", "Two", "Three"):
        actions.add_term(name, [f"{name} too"], by=keeper, at=AT)
        with django_assert_max_num_queries(60) as asked:
            client.get(reverse("people:vocabulary"))
        counts.append(len(asked))
    assert counts[0] == counts[-1]
