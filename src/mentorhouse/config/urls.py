"""All addresses of the house, room by room."""

from django.conf import settings
from django.urls import include, path

from mentorhouse.config import health

urlpatterns = [
    path("healthz", health.alive, name="alive"),
    path("readyz", health.ready, name="ready"),
    path("metrics", health.metrics, name="metrics"),
    path("account/", include("mentorhouse.accounts.urls")),
    path("letters/", include("mentorhouse.notifications.urls")),
    path("people/", include("mentorhouse.people.urls")),
    path("programmes/", include("mentorhouse.programmes.urls")),
    path("programmes/", include("mentorhouse.recruitment.urls")),
    path("", include("mentorhouse.matching.urls")),
    path("partnerships/", include("mentorhouse.partnerships.urls")),
    path("partnerships/", include("mentorhouse.agreements.urls")),
    path("partnerships/", include("mentorhouse.meetings.urls")),
    path("partnerships/", include("mentorhouse.development.urls")),
    path("", include("mentorhouse.guidance.urls")),
    path("", include("mentorhouse.governance.urls")),
    path("", include("mentorhouse.finance.urls")),
    path("", include("mentorhouse.policies.urls")),
    path("", include("mentorhouse.talent.urls")),
    path("", include("mentorhouse.register.urls")),
    path("", include("mentorhouse.training.urls")),
    path("", include("mentorhouse.supervision.urls")),
    path("", include("mentorhouse.communication.urls")),
    path("", include("mentorhouse.concerns.urls")),
    path("", include("mentorhouse.reporting.urls")),
    path("", include("mentorhouse.handbook.urls")),
    path("", include("mentorhouse.design.urls")),
    path("", include("mentorhouse.home.urls")),
]
if settings.DEMONSTRATION:
    urlpatterns.append(path("demo/", include("mentorhouse.demo.urls")))

handler400 = "mentorhouse.design.errors.bad_request"
handler403 = "mentorhouse.design.errors.forbidden"
handler404 = "mentorhouse.design.errors.not_found"
handler500 = "mentorhouse.design.errors.failed"
