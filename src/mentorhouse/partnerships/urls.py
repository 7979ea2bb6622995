"""Addresses of this room: under `partnerships/`, and for co-ordinators under their programme."""

from django.urls import path

from mentorhouse.partnerships.views import (
    changing,
    closing,
    ending,
    phases,
    reviewing,
    running,
    shapes,
)

app_name = "partnerships"
REVIEW = "<uuid:partnership_id>/review/"
PLAN = "<uuid:partnership_id>/team-plan/"
GOODBYE = "<uuid:partnership_id>/goodbye/"
RUN = "programmes/<uuid:programme_id>/"
WANTED = f"{RUN}rematches/"
CHANGES = f"{RUN}changes/"
urlpatterns = [
    path("<uuid:partnership_id>/phases/", phases.phases, name="phases"),
    path(REVIEW, reviewing.review, name="review"),
    path(f"{REVIEW}mine/", reviewing.review_part, name="review_part"),
    path(f"{REVIEW}outcome/", reviewing.review_outcome, name="review_outcome"),
    path(f"{REVIEW}<uuid:review_id>/", reviewing.past_review, name="past_review"),
    path(PLAN, shapes.plan, name="team_plan"),
    path(f"{PLAN}write/", shapes.write_plan, name="team_plan_write"),
    path(f"{PLAN}version/<int:number>/", shapes.plan_version, name="team_plan_version"),
    path(f"{PLAN}<slug:kind>/", shapes.plan_file, name="team_plan_file"),
    path("<uuid:partnership_id>/turns/", shapes.swap, name="swap"),
    path("<uuid:partnership_id>/end/", ending.ending, name="ending"),
    path("<uuid:partnership_id>/rematch/", ending.rematch, name="rematch"),
    path("<uuid:partnership_id>/last-day/", closing.change_last_day, name="last_day"),
    path("<uuid:partnership_id>/talk/", closing.talk, name="talk"),
    path(GOODBYE, closing.goodbye, name="goodbye"),
    path(f"{GOODBYE}<slug:step>/", closing.goodbye_step, name="goodbye_step"),
    path("<uuid:partnership_id>/summary/<slug:kind>/", closing.summary, name="summary"),
    path("<uuid:partnership_id>/go-on/", closing.go_on, name="go_on"),
    path(f"{RUN}last-days/", running.last_days, name="last_days"),
    path(f"{RUN}last-days/<uuid:partnership_id>/", running.set_last_day, name="set_last_day"),
    path(f"{RUN}talks/", running.talks, name="talks"),
    path(f"{RUN}talks/<uuid:talk_id>/", running.see_to_talk, name="see_to_talk"),
    path(f"{RUN}leaving/<uuid:participation_id>/", running.hand_over, name="hand_over"),
    path("<uuid:partnership_id>/leave/", changing.leaving, name="leaving"),
    path("<uuid:partnership_id>/change/", changing.change, name="change"),
    path("joining/<uuid:change_id>/", changing.joining, name="joining"),
    path(CHANGES, changing.changes, name="changes"),
    path(f"{CHANGES}<uuid:partnership_id>/", changing.propose_change, name="propose_change"),
    path(WANTED, ending.rematches, name="rematches"),
    path(f"{WANTED}<uuid:partnership_id>/", ending.decide, name="decide"),
]
