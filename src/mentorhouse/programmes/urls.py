"""Addresses of this room, under /programmes/."""

from django.urls import path

from mentorhouse.programmes.views import (
    coordination,
    criteria,
    entries,
    files,
    history,
    lessons,
    life,
    lists,
    organisations,
    pauses,
    people,
    set_up,
    taking_part,
    topics,
    translating,
)

app_name = "programmes"
ONE = "<uuid:programme_id>/"
LIST = f"{ONE}set-up/list/<str:where>/"
urlpatterns = [
    path("new/", set_up.start, name="start"),
    path("new/from-file/", files.start_from_file, name="start_from_file"),
    path("new/copy/", files.start_from_copy, name="start_from_copy"),
    path("taking-part/<uuid:participation_id>/", taking_part.taking_part, name="taking_part"),
    path("taking-part/<uuid:participation_id>/pause/", pauses.pause, name="pause"),
    path("taking-part/<uuid:participation_id>/pause/end/", pauses.come_back, name="come_back"),
    path(f"{ONE}set-up/", set_up.set_up, name="set_up"),
    path(f"{ONE}set-up/lessons/", lessons.lessons, name="lessons"),
    path(f"{ONE}set-up/design-file/", files.design_file, name="design_file"),
    path(f"{ONE}set-up/launch/", life.launch, name="launch"),
    path(f"{ONE}set-up/move/<slug:way>/", life.move, name="move"),
    path(f"{ONE}set-up/co-ordinators/", coordination.coordinators, name="coordinators"),
    path(
        f"{ONE}set-up/co-ordinators/<uuid:coordinator_id>/",
        coordination.coordinator,
        name="coordinator",
    ),
    path(f"{ONE}set-up/partners/", coordination.partners, name="partners"),
    path(f"{ONE}set-up/partners/local/", coordination.local_coordinator, name="local_coordinator"),
    path(f"{LIST}", lists.entries, name="entries"),
    path(f"{LIST}add/", entries.add_entry, name="add_entry"),
    path(f"{LIST}entry/<str:handle>/", entries.change_entry, name="change_entry"),
    path(f"{LIST}entry/<str:handle>/remove/", lists.remove_entry, name="remove_entry"),
    path(f"{ONE}set-up/history/", history.history, name="history"),
    path(f"{ONE}set-up/history/<int:number>/", history.version, name="version"),
    path(f"{ONE}set-up/history/<int:number>.yaml", history.version_file, name="version_file"),
    path(f"{ONE}set-up/translations/", translating.translations, name="translations"),
    path(f"{ONE}set-up/<slug:key>/", topics.topic, name="topic"),
    path(f"{ONE}invitations/", people.invitations, name="invitations"),
    path(f"{ONE}people/", people.people, name="people"),
    path(f"{ONE}organisations/", organisations.organisations, name="organisations"),
    path(
        f"{ONE}organisations/<uuid:organisation_id>/",
        organisations.organisation,
        name="organisation",
    ),
    path(f"{ONE}people/export.<slug:kind>", people.export, name="export"),
    path(f"{ONE}people/<uuid:participation_id>/", people.participation, name="participation"),
    path(f"{ONE}people/<uuid:participation_id>/override/", criteria.waive, name="waive"),
]
