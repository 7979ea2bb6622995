"""Addresses of this room, at the root."""

from django.urls import path

from mentorhouse.home.views import (
    contribution,
    course,
    desk,
    drift,
    helping,
    opened,
    start,
    trail,
    working,
)

app_name = "home"
DESK = "programmes/<uuid:programme_id>/desk/"
urlpatterns = [
    path("", start.start, name="start"),
    path("openings/<uuid:opening_id>/read/", opened.opened, name="opened"),
    path("trail/", trail.trail, name="trail"),
    path("partnerships/<uuid:partnership_id>/", start.partnership, name="partnership"),
    path("partnerships/<uuid:partnership_id>/helps/", helping.helps, name="helps"),
    path("partnerships/<uuid:partnership_id>/course/", course.course, name="course"),
    path("partnerships/<uuid:partnership_id>/course/agreed/", course.agreed, name="course_agreed"),
    path(
        "partnerships/<uuid:partnership_id>/working/<uuid:sheet_id>/outcome/",
        working.outcome,
        name="sheet_outcome",
    ),
    path("cpd/<uuid:participation_id>/", working.cpd, name="cpd"),
    path("cpd/<uuid:participation_id>/cpd.<slug:kind>", working.cpd_file, name="cpd_file"),
    path("statement/", contribution.statement_page, name="statement"),
    path("programmes/<uuid:programme_id>/drifting/", drift.drifting, name="drifting"),
    path(DESK, desk.desk, name="desk"),
    path(f"{DESK}<slug:figure>/", desk.desk_list, name="desk_list"),
    path(f"{DESK}<slug:figure>/export.<slug:kind>", desk.desk_export, name="desk_export"),
]
