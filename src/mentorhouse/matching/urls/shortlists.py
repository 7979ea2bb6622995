"""Addresses of shortlists, of the waiting list, and of the check before a run."""

from django.urls import path

from mentorhouse.matching.views import shortlists as views
from mentorhouse.matching.views import waiting

MATCHING = "programmes/<uuid:programme_id>/matching/"
LISTS = f"{MATCHING}shortlists/"
RUN = f"{LISTS}<uuid:run_id>/"

shortlists = [
    path(LISTS, views.shortlists, name="shortlists"),
    path(RUN, views.run, name="shortlist_run"),
    path(f"{RUN}spread/", views.spread, name="spread"),
    path(f"{RUN}nobody/", views.nobody, name="shortlist_nobody"),
    path(f"{RUN}<uuid:mentee_id>/", views.one, name="shortlist"),
    path(
        f"{RUN}<slug:deed>/<uuid:mentee_id>/<uuid:mentor_id>/",
        views.change,
        name="change_shortlist",
    ),
    path(f"{MATCHING}waiting/", waiting.waiting_list, name="waiting"),
    path(f"{MATCHING}waiting.<slug:kind>", waiting.export_waiting, name="export_waiting"),
    path(f"{MATCHING}check/", waiting.check, name="check"),
    path(f"{MATCHING}check/<slug:column>/<slug:role>/", waiting.missing, name="missing"),
    path("taking-part/<uuid:participation_id>/waiting/", waiting.mine, name="waiting_mine"),
]
