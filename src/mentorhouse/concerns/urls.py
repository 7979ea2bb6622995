"""Addresses of this room."""

from django.urls import path

from mentorhouse.concerns.views import handling, keeping, openings, passing_on, speaking

app_name = "concerns"
ALL = "programmes/<uuid:programme_id>/concerns/"
UP = "programmes/<uuid:programme_id>/speak-up/"
OPENING = "openings/<uuid:opening_id>/"
ONE = "concerns/<uuid:concern_id>/"

urlpatterns = [
    path(UP, speaking.speak_up, name="speak_up"),
    path(f"{UP}report/", speaking.report, name="report"),
    path(f"{UP}advice/", speaking.advice, name="advice"),
    path(f"{UP}pass-on/", passing_on.begin, name="begin"),
    path(f"{ONE}pass-on/<slug:step>/", passing_on.step, name="step"),
    path(f"{ONE}check/", passing_on.check, name="check"),
    path(f"{ONE}throw-away/", passing_on.throw_away, name="throw_away"),
    path(f"{ONE}passed-on/", passing_on.passed_on, name="passed_on"),
    path(ONE, speaking.concern, name="concern"),
    path(f"{ONE}write/", speaking.write, name="write"),
    path(ALL, handling.concerns, name="concerns"),
    path(f"{ONE}take-up/", handling.take_up, name="take_up"),
    path(f"{ONE}step/", handling.step, name="note"),
    path(f"{ONE}close/", handling.close, name="close"),
    path(f"{ONE}tell/", handling.tell, name="tell"),
    path(f"{ONE}hold/", handling.hold, name="hold"),
    path(f"{ONE}open/", openings.ask, name="ask"),
    path("programmes/<uuid:programme_id>/openings/", openings.openings, name="openings"),
    path(OPENING, openings.opening, name="opening"),
    path(f"{OPENING}decide/", openings.decide, name="decide"),
    path(f"{OPENING}end/", openings.end, name="end"),
    path("partnerships/<uuid:partnership_id>/openings/", openings.own, name="own_openings"),
    path(f"{ALL}contacts/", keeping.contacts, name="contacts"),
]
