"""Addresses of this room."""

from django.urls import path

from mentorhouse.communication import views

app_name = "communication"
SPACE = "programmes/<uuid:programme_id>/mentors-space/"
POST = f"{SPACE}posts/<uuid:post_id>/"

urlpatterns = [
    path(SPACE, views.space, name="space"),
    path(f"{SPACE}new/<slug:kind>/", views.begin, name="begin"),
    path(f"{SPACE}reports/", views.reports, name="reports"),
    path(f"{SPACE}<uuid:thread_id>/", views.thread, name="thread"),
    path(f"{POST}change/", views.change, name="change"),
    path(f"{POST}report/", views.report, name="report"),
    path(f"{POST}hide/", views.hide, name="hide"),
    path(f"{POST}leave/", views.leave, name="leave"),
]
