"""Addresses of the house's own pages."""

from django.conf import settings
from django.urls import path

from mentorhouse.design import views

app_name = "design"
urlpatterns = [
    path("help/", views.help_page, name="help"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("privacy/", views.privacy, name="privacy"),
    path("licence/", views.licence, name="licence"),
    path("logo/<str:name>", views.logo, name="logo"),
    path("session/", views.session_end, name="session"),
]
if settings.DEMONSTRATION:
    urlpatterns.append(path("gallery/", views.gallery, name="gallery"))
