"""Addresses of the directory, the guide and applications, below /programmes/."""

from django.urls import path

from mentorhouse.recruitment.views import applied, applying, beginning, directory

ONE = "<uuid:programme_id>/"
APPLY = f"{ONE}apply/"
MINE = f"{APPLY}<uuid:application_id>/"

applications = [
    path("open/", directory.directory, name="directory"),
    path("readiness/", directory.readiness, name="readiness"),
    path(f"{ONE}readiness/", directory.programme_readiness, name="programme_readiness"),
    path(APPLY, beginning.apply, name="apply"),
    path(f"{APPLY}sent/", beginning.apply_sent, name="apply_sent"),
    path(f"{APPLY}form/", applying.form, name="form"),
    path(f"{APPLY}form/<slug:step>/", applying.step, name="step"),
    path(f"{APPLY}check/", applying.check_answers, name="check_answers"),
    path(MINE, applied.applied, name="applied"),
    path("shared/<uuid:partnership_id>/", applied.shared, name="shared"),
    path(f"{MINE}withdraw/", applied.withdraw, name="withdraw"),
    path(
        f"{ONE}applications/answers/<slug:role>.<slug:kind>",
        applied.export_answers,
        name="export_answers",
    ),
]
