"""Addresses of this room, under /partnerships/."""

from django.urls import path

from mentorhouse.agreements.views import signing, three_way

app_name = "agreements"
HERE = "<uuid:partnership_id>/agreement/"
urlpatterns = [
    path(HERE, signing.agreement, name="agreement"),
    path(f"{HERE}write/", signing.write, name="write"),
    path(f"{HERE}sign/", signing.sign, name="sign"),
    path(f"{HERE}versions/", signing.versions, name="versions"),
    path(f"{HERE}versions/<int:number>/", signing.version, name="version"),
    path(f"{HERE}versions/<int:number>/<slug:kind>/", signing.download, name="download"),
    # a three-way start: the mentee's page, and the line manager's by a private link
    path(f"{HERE}manager/", three_way.ask_manager, name="ask_manager"),
    path(f"{HERE}manager/take-back/", three_way.take_back, name="take_back"),
    path("managers-part/<str:token>/", three_way.managers_part, name="managers_part"),
]
