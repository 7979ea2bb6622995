"""Addresses of this room, under /partnerships/."""

from django.urls import path

from mentorhouse.agreements.views import preparing, signing, three_way, together

app_name = "agreements"
HERE = "<uuid:partnership_id>/agreement/"
ALONE = "preparations/<uuid:preparation_id>/"
urlpatterns = [
    path(HERE, signing.agreement, name="agreement"),
    path(f"{HERE}write/", signing.write, name="write"),
    path(f"{HERE}sign/", signing.sign, name="sign"),
    path(f"{HERE}versions/", signing.versions, name="versions"),
    path(f"{HERE}versions/<int:number>/", signing.version, name="version"),
    path(f"{HERE}versions/<int:number>/<slug:kind>/", signing.download, name="download"),
    path(f"{HERE}ground-rules/", together.ground_rules, name="ground_rules"),
    path(f"{HERE}look/", together.look, name="look"),
    path(f"{HERE}look/day/", together.look_day, name="look_day"),
    path(f"{HERE}code/", together.code, name="code"),
    # each prepares alone; it opens with the partnership, or with the introductory meeting
    path(f"{HERE}prepare/", preparing.prepare, name="prepare"),
    path(
        "introductions/<uuid:introduction_id>/prepare/",
        preparing.prepare_early,
        name="prepare_early",
    ),
    path(f"{ALONE}", preparing.preparation, name="preparation"),
    path(f"{ALONE}<int:number>/", preparing.stage, name="stage"),
    path(f"{ALONE}finish/", preparing.prepared, {"deed": "finish"}, name="finish"),
    path(f"{ALONE}back/", preparing.prepared, {"deed": "back"}, name="back"),
    # a three-way start: the mentee's page, and the line manager's by a private link
    path(f"{HERE}manager/", three_way.ask_manager, name="ask_manager"),
    path(f"{HERE}manager/take-back/", three_way.take_back, name="take_back"),
    path("managers-part/<str:token>/", three_way.managers_part, name="managers_part"),
]
