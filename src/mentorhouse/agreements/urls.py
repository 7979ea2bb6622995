"""Addresses of this room, under /partnerships/."""

from django.urls import path

from mentorhouse.agreements import views

app_name = "agreements"
HERE = "<uuid:partnership_id>/agreement/"
urlpatterns = [
    path(HERE, views.agreement, name="agreement"),
    path(f"{HERE}write/", views.write, name="write"),
    path(f"{HERE}sign/", views.sign, name="sign"),
    path(f"{HERE}versions/", views.versions, name="versions"),
    path(f"{HERE}versions/<int:number>/", views.version, name="version"),
]
