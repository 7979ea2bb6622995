"""Addresses of this room."""

from django.urls import path

from mentorhouse.communication.views import space as views
from mentorhouse.communication.views import updates

app_name = "communication"
SPACE = "programmes/<uuid:programme_id>/mentors-space/"
POST = f"{SPACE}posts/<uuid:post_id>/"

urlpatterns = [
    path("taking-part/<uuid:participation_id>/update/", updates.send, name="send_update"),
    path("programmes/<uuid:programme_id>/updates/", updates.updates, name="updates"),
    path("updates/<uuid:update_id>/", updates.update, name="update"),
    path("updates/<uuid:update_id>/read/", updates.note_read, name="update_read"),
    path(SPACE, views.space, name="space"),
    path(f"{SPACE}new/<slug:kind>/", views.begin, name="begin"),
    path(f"{SPACE}reports/", views.reports, name="reports"),
    path(f"{SPACE}<uuid:thread_id>/", views.thread, name="thread"),
    path(f"{POST}change/", views.change, name="change"),
    path(f"{POST}report/", views.report, name="report"),
    path(f"{POST}hide/", views.hide, name="hide"),
    path(f"{POST}leave/", views.leave, name="leave"),
]
