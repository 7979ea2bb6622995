"""Addresses of this room."""

from django.urls import path

from mentorhouse.reporting.views import capabilities, checks, figures, fit, risks

app_name = "reporting"
HERE = "programmes/<uuid:programme_id>/"
urlpatterns = [
    path(f"{HERE}checks/health/", checks.checklist, {"checklist": "health"}, name="health"),
    path(
        f"{HERE}checks/principles/",
        checks.checklist,
        {"checklist": "principles"},
        name="principles",
    ),
    path(f"{HERE}checks/<slug:checklist>/<slug:point>/", checks.point, name="point"),
    path(f"{HERE}risks/", risks.risks, name="risks"),
    path(f"{HERE}risks/known/", risks.known, name="known_risks"),
    path(f"{HERE}risks/export.<slug:kind>", risks.export, name="risks_export"),
    path(f"{HERE}match-quality/", fit.match_quality, name="match_quality"),
    path(f"{HERE}capabilities/", capabilities.capabilities, name="capabilities"),
    path(f"{HERE}figures/", figures.figures, name="figures"),
    path(f"{HERE}figures/<uuid:release_id>/", figures.of_week, name="figures_of_week"),
    path(
        f"{HERE}figures/<uuid:release_id>/export.<slug:kind>",
        figures.export,
        name="figures_export",
    ),
    path("partnerships/<uuid:partnership_id>/fit/", fit.fit, name="fit"),
]
