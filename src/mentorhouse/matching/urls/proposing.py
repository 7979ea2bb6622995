"""Addresses of pairs that mentors propose."""

from django.urls import path

from mentorhouse.matching.views import proposing as views

proposing = [
    path("proposals/<uuid:participation_id>/", views.propose, name="propose"),
    path("proposals/asked/<uuid:proposal_id>/", views.proposal, name="proposal"),
    path(
        "programmes/<uuid:programme_id>/matching/proposals/",
        views.to_decide,
        name="proposals_to_decide",
    ),
    path(
        "programmes/<uuid:programme_id>/matching/proposals/<uuid:proposal_id>/<slug:deed>/",
        views.decide,
        name="decide_proposal",
    ),
]
