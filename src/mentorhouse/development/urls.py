"""Addresses of this room, under /partnerships/."""

from django.urls import path

from mentorhouse.development.views import exchanges, extracts, goals, notes, plans, sheets, visits

app_name = "development"
GOALS = "<uuid:partnership_id>/goals/"
ONE = f"{GOALS}<uuid:goal_id>/"
PLAN = "<uuid:partnership_id>/plan/"
NOTES = "<uuid:partnership_id>/notes/"
WORKED = "<uuid:partnership_id>/working/"
GIVEN = "<uuid:partnership_id>/given/"
VISITS = "<uuid:partnership_id>/visits/"
urlpatterns = [
    path(GOALS, goals.goals, name="goals"),
    path(f"{GOALS}new/", goals.new, name="goal_new"),
    path(f"{GOALS}extract/", extracts.extract, name="extract"),
    path(ONE, goals.goal, name="goal"),
    path(f"{ONE}write/", goals.write, name="goal_write"),
    path(f"{ONE}step/", goals.step, name="goal_step"),
    path(f"{ONE}order/", goals.order, name="goal_order"),
    path(f"{ONE}share/", goals.share, name="goal_share"),
    path(PLAN, plans.plan, name="plan"),
    path(f"{PLAN}write/", plans.write, name="plan_write"),
    path(f"{PLAN}versions/", plans.versions, name="plan_versions"),
    path(f"{PLAN}versions/<int:number>/", plans.version, name="plan_version"),
    path(NOTES, notes.notes, name="notes"),
    path(f"{NOTES}<uuid:note_id>/", notes.note, name="note"),
    path(f"{NOTES}<uuid:note_id>/delete/", notes.delete, name="note_delete"),
    path(VISITS, visits.visits, name="visits"),
    path(f"{VISITS}<uuid:visit_id>/", visits.visit, name="visit"),
    path(WORKED, sheets.sheets, name="sheets"),
    path(f"{WORKED}new/<slug:kind>/", sheets.begin, name="sheet_begin"),
    path(f"{WORKED}compare/<slug:kind>/", sheets.compare, name="sheet_compare"),
    path(f"{WORKED}<uuid:sheet_id>/", sheets.sheet, name="sheet"),
    path(f"{WORKED}<uuid:sheet_id>/share/", sheets.share, name="sheet_share"),
    path(f"{WORKED}<uuid:sheet_id>/<int:step>/", sheets.write, name="sheet_part"),
    path(GIVEN, exchanges.exchanges, name="exchanges"),
    path(f"{GIVEN}new/<slug:kind>/", exchanges.give, name="exchange_give"),
    path(f"{GIVEN}<uuid:exchange_id>/", exchanges.exchange, name="exchange"),
    path(f"{GIVEN}<uuid:exchange_id>/file/", exchanges.shared_file, name="exchange_file"),
]
