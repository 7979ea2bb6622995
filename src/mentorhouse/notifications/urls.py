"""Addresses of the outbox, for whoever runs the installation."""

from django.urls import path

from mentorhouse.notifications import views

app_name = "notifications"
urlpatterns = [
    path("failed/", views.failed, name="failed"),
    path("failed/<uuid:letter_id>/", views.try_again, name="try_again"),
]
