"""Addresses of the house's own pages."""

from django.conf import settings
from django.urls import path

from mentorhouse.design import views

app_name = "design"
urlpatterns = [
    path("help/", views.help_page, name="help"),
]
if settings.DEMONSTRATION:
    urlpatterns.append(path("gallery/", views.gallery, name="gallery"))
