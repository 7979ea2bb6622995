"""Addresses of support by managers and sponsors, below /programmes/."""

from django.urls import path

from mentorhouse.recruitment.views import answering, endorsing, sponsoring, supporting

MINE = "applications/<uuid:application_id>/support/"
ALL = "<uuid:programme_id>/support/"
SPONSORS = "<uuid:programme_id>/sponsors/"

endorsements = [
    # by a private link, without an account
    path("support/<str:token>/", answering.answer_support, name="answer_support"),
    path("sponsor/<str:token>/", answering.identify_by_link, name="identify_by_link"),
    path("<uuid:programme_id>/for-managers/", answering.for_managers, name="for_managers"),
    # the applicant's
    path(MINE, supporting.support, name="support"),
    path(f"{MINE}<slug:relation>/", supporting.ask, name="ask_support"),
    path(f"{MINE}<slug:relation>/again/", supporting.send_again, name="ask_again"),
    # the co-ordinators'
    path(ALL, endorsing.endorsements, name="endorsements"),
    path(f"{ALL}<uuid:endorsement_id>/", endorsing.endorsement, name="endorsement"),
    path(f"{ALL}<uuid:endorsement_id>/again/", endorsing.send_again, name="send_again"),
    # sponsors who identify people
    path(SPONSORS, sponsoring.sponsors, name="sponsors"),
    path(f"{SPONSORS}new/", sponsoring.give_link, name="give_link"),
    path(f"{SPONSORS}identify/", sponsoring.identify, name="identify"),
    path(f"{SPONSORS}<uuid:link_id>/end/", sponsoring.end_link, name="end_link"),
    path(
        "<uuid:programme_id>/identified/<uuid:identification_id>/",
        sponsoring.identification,
        name="identification",
    ),
]
