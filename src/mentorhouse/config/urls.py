"""All addresses of the house, room by room."""

from django.conf import settings
from django.urls import include, path

urlpatterns = [
    path("account/", include("mentorhouse.accounts.urls")),
    path("people/", include("mentorhouse.people.urls")),
    path("programmes/", include("mentorhouse.programmes.urls")),
    path("programmes/", include("mentorhouse.recruitment.urls")),
    path("programmes/", include("mentorhouse.matching.urls")),
    path("partnerships/", include("mentorhouse.partnerships.urls")),
    path("partnerships/", include("mentorhouse.agreements.urls")),
    path("partnerships/", include("mentorhouse.meetings.urls")),
    path("", include("mentorhouse.design.urls")),
    path("", include("mentorhouse.home.urls")),
]
if settings.DEMONSTRATION:
    urlpatterns.append(path("demo/", include("mentorhouse.demo.urls")))
