"""Addresses of this room: the budget under a programme, and one's own claims."""

from django.urls import path

from mentorhouse.finance.views import budget, claims, entries, own, points, sources

app_name = "finance"
HERE = "programmes/<uuid:programme_id>/budget/"
OWN = "expenses/<uuid:participation_id>/"
urlpatterns = [
    path(HERE, budget.overview, name="budget"),
    path(f"{HERE}figures/", budget.totals, name="totals"),
    path(f"{HERE}export/<slug:part>.<slug:kind>", budget.export, name="export"),
    path(f"{HERE}sources/", sources.sources, name="sources"),
    path(f"{HERE}sources/add/", sources.add, name="add_source"),
    path(f"{HERE}sources/<uuid:source_id>/", sources.change, name="source"),
    path(f"{HERE}sources/<uuid:source_id>/remove/", sources.remove, name="remove_source"),
    path(f"{HERE}lines/add/", entries.add_line, name="add_line"),
    path(f"{HERE}lines/<uuid:line_id>/", entries.line, name="line"),
    path(f"{HERE}lines/<uuid:line_id>/change/", entries.change_line, name="change_line"),
    path(f"{HERE}lines/<uuid:line_id>/remove/", entries.remove_line, name="remove_line"),
    path(f"{HERE}lines/<uuid:line_id>/record/", entries.record, name="record"),
    path(f"{HERE}entries/<uuid:entry_id>/paid/", entries.settle, name="settle"),
    path(f"{HERE}entries/<uuid:entry_id>/strike-out/", entries.strike_out, name="strike_out"),
    path(f"{HERE}points/", points.points, name="points"),
    path(f"{HERE}points/<slug:key>/", points.point, name="point"),
    path(f"{HERE}claims/", claims.claims, name="claims"),
    path(f"{HERE}claims/<uuid:claim_id>/", claims.claim, name="claim"),
    path(f"{HERE}claims/<uuid:claim_id>/paid/", claims.paid, name="paid"),
    path(f"{HERE}claims/<uuid:claim_id>/take-back/", claims.take_back, name="take_back"),
    path(OWN, own.claims, name="my_claims"),
    path(f"{OWN}new/", own.send, name="send_claim"),
    path(f"{OWN}<uuid:claim_id>/", own.claim, name="my_claim"),
    path(f"{OWN}<uuid:claim_id>/withdraw/", own.withdraw, name="withdraw_claim"),
]
