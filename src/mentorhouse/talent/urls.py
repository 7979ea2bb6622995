"""Addresses of this room, under a programme."""

from django.urls import path

from mentorhouse.talent.views import board, nominations, nominees, opportunities, placements

app_name = "talent"
HERE = "programmes/<uuid:programme_id>/nominations/"
ONE = f"{HERE}<uuid:nomination_id>/"
OPEN = "programmes/<uuid:programme_id>/opportunities/"
IT = f"{OPEN}<uuid:opportunity_id>/"
urlpatterns = [
    path(HERE, nominations.nominations, name="nominations"),
    path(f"{HERE}new/", nominations.nominate, name="nominate"),
    path(f"{HERE}nominators/", nominations.nominators, name="nominators"),
    path(
        f"{HERE}nominators/<uuid:nominator_id>/remove/",
        nominations.remove_nominator,
        name="remove_nominator",
    ),
    path(f"{HERE}board/", board.board, name="board"),
    path(f"{HERE}export/<slug:part>.<slug:kind>", board.export, name="export"),
    path(ONE, nominees.nomination, name="nomination"),
    path(f"{ONE}wish/", nominees.state_wish, name="state_wish"),
    path(f"{ONE}withdraw/", nominees.withdraw, name="withdraw"),
    path(f"{ONE}take-up/", nominees.take_up, name="take_up"),
    path(f"{ONE}activities/add/", nominees.add_activity, name="add_activity"),
    path(f"{ONE}activities/<uuid:activity_id>/", nominees.change_activity, name="activity"),
    path(
        f"{ONE}activities/<uuid:activity_id>/remove/",
        nominees.remove_activity,
        name="remove_activity",
    ),
    path(OPEN, opportunities.opportunities, name="opportunities"),
    path(f"{OPEN}list/", opportunities.offer, name="offer"),
    path(IT, opportunities.opportunity, name="opportunity"),
    path(f"{IT}change/", opportunities.change, name="change"),
    path(f"{IT}close/", opportunities.close, name="close"),
    path(f"{IT}interest/", opportunities.interest, name="interest"),
    path(f"{IT}placements/add/", placements.place, name="place"),
    path(
        f"{IT}placements/<uuid:placement_id>/<slug:move>/", placements.move, name="move_placement"
    ),
]
