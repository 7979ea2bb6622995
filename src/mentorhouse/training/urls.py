"""Addresses: one’s own training, events, the co-ordinator’s pages, the door for statements."""

from django.urls import path

from mentorhouse.training.views import (
    events,
    learnt,
    managers,
    mine,
    people,
    planning,
    records,
    statements,
)

app_name = "training"
HERE = "programmes/<uuid:programme_id>/training/"
COURSE = f"{HERE}courses/<slug:course>/"
RECORDS = f"{HERE}records/"
EVENTS = f"{HERE}events/"
EVENT = f"{EVENTS}<uuid:event_id>/"

bookable = [
    path(EVENTS, events.events, name="events"),
    path(EVENT, events.event, name="event"),
    path(f"{EVENT}book/", events.book, name="book"),
    path(f"{EVENT}give-back/", events.give_back, name="give_back"),
    path(f"{EVENT}date/", events.interest, name="interest"),
    path(f"{EVENT}event.ics", events.calendar_file, name="calendar_file"),
    path(f"{EVENT}feedback/", events.feedback, name="feedback"),
]

planned = [
    path(f"{EVENTS}all/", planning.all_events, name="all_events"),
    path(f"{EVENTS}new/", planning.plan_event, name="plan_event"),
    path(f"{EVENT}people/", planning.bookings, name="bookings"),
    path(f"{EVENT}people/people.<slug:kind>", planning.bookings_export, name="bookings_export"),
    path(f"{EVENT}change/", planning.change_event, name="change_event"),
    path(f"{EVENT}call-off/", planning.call_off, name="call_off_event"),
    path(f"{EVENT}attendance/", planning.attendance, name="attendance"),
    path(f"{EVENT}materials/", planning.add_material, name="add_material"),
    path(
        f"{EVENT}materials/<uuid:material_id>/remove/",
        planning.remove_material,
        name="remove_material",
    ),
]

urlpatterns = [
    *bookable,
    *planned,
    path(f"{HERE}briefing-for-managers/", managers.briefing, name="managers_briefing"),
    path(HERE, mine.mine, name="mine"),
    path(COURSE, mine.course, name="course"),
    path(f"{COURSE}count/", mine.count_here, name="count_here"),
    path(f"{COURSE}finish/", mine.finish, name="finish"),
    path(f"{COURSE}<slug:module>/", mine.module, name="module"),
    path(f"{HERE}step-back/<uuid:participation_id>/", mine.step_back, name="step_back"),
    path(f"{HERE}people/", people.people, name="people"),
    path(f"{HERE}people/people.<slug:kind>", people.export, name="people_export"),
    path(f"{HERE}remind/", people.remind, name="remind"),
    path(f"{HERE}record/", people.record, name="record"),
    path(f"{HERE}completions/<uuid:completion_id>/take-back/", people.take_back, name="take_back"),
    path(RECORDS, records.records, name="records"),
    path(f"{RECORDS}completions.<slug:kind>", records.report, name="report"),
    path(f"{RECORDS}file/", records.check_file, name="check_file"),
    path(f"{RECORDS}file/<uuid:upload_id>/", records.record_file, name="record_file"),
    path(f"{RECORDS}courses/", records.map_course, name="map_course"),
    path(f"{RECORDS}courses/<uuid:code_id>/forget/", records.unmap_course, name="unmap_course"),
    path(f"{RECORDS}systems/", records.add_system, name="add_system"),
    path(f"{RECORDS}systems/<uuid:system_id>/revoke/", records.revoke_system, name="revoke_system"),
    path(f"{RECORDS}waiting/", records.look_again, name="look_again"),
    path(f"{RECORDS}waiting/<uuid:statement_id>/", records.put_aside, name="put_aside"),
    path("training/record/", learnt.record, name="own_record"),
    path("training/record/record.<slug:kind>", learnt.take_along, name="own_record_file"),
    path("xapi/statements", statements.receive, name="statements"),
]
