"""Addresses of this room."""

from django.urls import path

from mentorhouse.supervision.views import keeping, own, practice, sessions

app_name = "supervision"
ALL = "programmes/<uuid:programme_id>/supervision/"
LEAD = f"{ALL}sessions/"
ONE = f"{LEAD}<uuid:session_id>/"
MINE = "taking-part/<uuid:participation_id>/supervision/"
PRACTICE = "taking-part/<uuid:participation_id>/practice/"
PART = f"{MINE}<uuid:session_id>/"

urlpatterns = [
    path(ALL, keeping.keep, name="keep"),
    path(f"{ALL}mentors.<slug:kind>", keeping.export, name="export"),
    path(f"{ALL}supervisors/", keeping.supervisors, name="supervisors"),
    path(f"{ALL}supervisors/<uuid:supervisor_id>/end/", keeping.end, name="end"),
    path(f"{ALL}look-after/", keeping.look_after, name="look_after"),
    path(f"{ALL}themes/", keeping.themes, name="themes"),
    path(f"{ALL}mentors/<uuid:participation_id>/", practice.shared, name="shared"),
    path(LEAD, sessions.sessions, name="sessions"),
    path(f"{LEAD}new/", sessions.plan, name="plan"),
    path(ONE, sessions.session, name="session"),
    path(f"{ONE}record/", sessions.record, name="record"),
    path(f"{ONE}call-off/", sessions.call_off, name="call_off"),
    path(PRACTICE, practice.practice, name="practice"),
    path(f"{PRACTICE}new/", practice.assess, name="assess"),
    path(f"{PRACTICE}<uuid:assessment_id>/", practice.assessment, name="assessment"),
    path(
        "partnerships/<uuid:partnership_id>/mentors-practice/", practice.feedback, name="feedback"
    ),
    path(MINE, own.mine, name="mine"),
    path(PART, own.part, name="part"),
    path(f"{PART}bring/", own.bring, name="bring"),
    path(f"{PART}action/", own.action, name="action"),
    path(f"{PART}actions/<uuid:action_id>/", own.settle, name="settle"),
    path(f"{PART}release/", own.release, name="release"),
]
