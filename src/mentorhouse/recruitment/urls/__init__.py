"""Addresses of this room, below /programmes/: one list for each theme."""

from mentorhouse.recruitment.urls.imports import imports

app_name = "recruitment"

urlpatterns = [*imports]
