"""Addresses of this room: under `partnerships/`, and for co-ordinators under their programme."""

from django.urls import path

from mentorhouse.partnerships import views

app_name = "partnerships"
WANTED = "programmes/<uuid:programme_id>/rematches/"
urlpatterns = [
    path("<uuid:partnership_id>/end/", views.ending, name="ending"),
    path("<uuid:partnership_id>/rematch/", views.rematch, name="rematch"),
    path(WANTED, views.rematches, name="rematches"),
    path(f"{WANTED}<uuid:partnership_id>/", views.decide, name="decide"),
]
