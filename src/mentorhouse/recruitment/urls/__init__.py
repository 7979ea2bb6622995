"""Addresses of this room, below /programmes/: one list for each theme."""

from mentorhouse.recruitment.urls.applying import applications
from mentorhouse.recruitment.urls.deciding import decisions
from mentorhouse.recruitment.urls.endorsing import endorsements
from mentorhouse.recruitment.urls.imports import imports

app_name = "recruitment"

urlpatterns = [*applications, *decisions, *endorsements, *imports]
