"""Addresses of this room, under /people/."""

from django.urls import path

from mentorhouse.people.views import background, biography, conflicts, profile, vocabulary, words

app_name = "people"
TERM = "vocabulary/<uuid:term_id>/"
urlpatterns = [
    path("me/", profile.profile, name="profile"),
    path("me/edit/", profile.edit, name="edit"),
    path("me/private/", profile.identity, name="identity"),
    path("me/private/give/", profile.give_identity, name="give_identity"),
    path("me/private/withdraw/", profile.withdraw_identity, name="withdraw_identity"),
    path("me/biography/", biography.write, name="write_biography"),
    path("me/biography/preview/", biography.preview, name="preview"),
    path("me/biography/take-back/", biography.take_back, name="take_back"),
    path("me/interests/", words.interests, name="interests"),
    path("me/adjustments/", words.adjustments, name="adjustments"),
    path("me/adjustments/delete/", words.delete_adjustments, name="delete_adjustments"),
    path("me/conflicts/", conflicts.conflicts, name="conflicts"),
    path(
        "me/conflicts/<uuid:conflict_id>/take-back/",
        conflicts.take_conflict_back,
        name="take_conflict_back",
    ),
    path("me/pause/", words.pause, name="pause"),
    path("me/pause/end/", words.come_back, name="come_back"),
    path("me/background/", background.background, name="background"),
    path("me/background/add/", background.add, name="add_evidence"),
    path("me/background/<uuid:evidence_id>/", background.change, name="change_evidence"),
    path("me/background/<uuid:evidence_id>/remove/", background.remove, name="remove_evidence"),
    path("evidence/<uuid:evidence_id>/", background.verify, name="verify"),
    path("evidence/<uuid:evidence_id>/file/", background.file, name="file"),
    path("vocabulary/", vocabulary.vocabulary, name="vocabulary"),
    path("vocabulary/add/", vocabulary.add, name="add_term"),
    path("vocabulary/bring/", vocabulary.bring, name="bring"),
    path("vocabulary/export.<slug:kind>", vocabulary.export, name="vocabulary_export"),
    path(TERM, vocabulary.term, name="term"),
    path(f"{TERM}merge/", vocabulary.merge, name="merge"),
    path(f"{TERM}remove/", vocabulary.remove, name="remove_term"),
    path("<uuid:person_id>/", biography.card, name="card"),
]
