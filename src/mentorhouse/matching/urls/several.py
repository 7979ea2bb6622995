"""Addresses of a programme's partnerships of several."""

from django.urls import path

from mentorhouse.matching.views import companions
from mentorhouse.matching.views import several as views

SEVERAL = "programmes/<uuid:programme_id>/matching/several/"
RUN = f"{SEVERAL}<uuid:run_id>/"

several = [
    path(SEVERAL, views.several, name="several"),
    path(f"{SEVERAL}team/", views.team, name="team"),
    path(RUN, views.several_run, name="several_run"),
    path(f"{RUN}changes/", companions.several_changes, name="several_changes"),
    path(f"{RUN}groups/<uuid:group_id>/", companions.group, name="draft_group"),
    path(f"{RUN}groups/<uuid:group_id>/<uuid:place_id>/", companions.exchange, name="exchange"),
    path(f"{RUN}groups/<uuid:group_id>/out/", views.taken_out, name="taken_out"),
]
