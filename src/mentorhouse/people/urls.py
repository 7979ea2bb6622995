"""Addresses of this room, under /people/."""

from django.urls import path

from mentorhouse.people.views import profile as views

app_name = "people"
urlpatterns = [
    path("me/", views.profile, name="profile"),
    path("me/edit/", views.edit, name="edit"),
    path("me/private/", views.identity, name="identity"),
    path("me/private/give/", views.give_identity, name="give_identity"),
    path("me/private/withdraw/", views.withdraw_identity, name="withdraw_identity"),
]
