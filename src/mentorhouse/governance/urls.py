"""Addresses of this room: what belongs to a programme, and a manager's own form."""

from django.urls import path

from mentorhouse.governance.views import (
    board,
    entries,
    hand_over,
    needs,
    obstacles,
    plan,
    stakeholders,
    start,
)

app_name = "governance"
HERE = "programmes/<uuid:programme_id>/governance/"
ENTRY = f"{HERE}entries/<slug:topic>/"
OBSTACLES = f"{HERE}obstacles/"
ONE_STAKEHOLDER = f"{HERE}stakeholders/<uuid:stakeholder_id>/"
YEAR = f"{HERE}needs/<int:year>/"
urlpatterns = [
    path(HERE, start.start, name="start"),
    path(f"{ENTRY}add/", entries.add, name="add"),
    path(f"{ENTRY}<uuid:entry_id>/", entries.change, name="change"),
    path(f"{ENTRY}<uuid:entry_id>/remove/", entries.remove, name="remove"),
    path(f"{ENTRY}<uuid:entry_id>/done/", entries.done, name="done"),
    path(f"{HERE}plan/", plan.plan, name="plan"),
    path(f"{HERE}plan/first/", plan.first_plan, name="first_plan"),
    path(f"{HERE}plan/export.<slug:kind>", plan.export, name="plan_export"),
    path(f"{HERE}steering-group/", board.board, name="board"),
    path(f"{HERE}steering-group/terms/", board.terms, name="terms"),
    path(f"{HERE}steering-group/terms/write/", board.group, name="group"),
    path(f"{HERE}steering-group/seats/", board.seats, name="seats"),
    path(f"{HERE}steering-group/seats/<uuid:member_id>/", board.seat, name="seat"),
    path(f"{HERE}steering-group/meetings/<uuid:meeting_id>/", board.meeting, name="meeting"),
    path(f"{HERE}steering-group/papers/<uuid:paper_id>/", board.paper, name="paper"),
    path(OBSTACLES, obstacles.obstacles, name="obstacles"),
    path(f"{OBSTACLES}<uuid:obstacle_id>/", obstacles.obstacle, name="obstacle"),
    path(f"{OBSTACLES}<uuid:obstacle_id>/answer/", obstacles.answer, name="answer"),
    path(f"{HERE}champion/", obstacles.champion, name="champion"),
    path(f"{HERE}stakeholders/", stakeholders.stakeholders, name="stakeholders"),
    path(ONE_STAKEHOLDER, stakeholders.stakeholder, name="stakeholder"),
    path(f"{ONE_STAKEHOLDER}informed/", stakeholders.informed, name="informed"),
    path(f"{HERE}communication/", stakeholders.messages, name="messages"),
    path(f"{HERE}partners/", stakeholders.partners, name="partners"),
    path(f"{HERE}lists/<slug:topic>.<slug:kind>", stakeholders.export, name="list_export"),
    path(f"{HERE}needs/", needs.needs, name="needs"),
    path(YEAR, needs.needs_year, name="needs_year"),
    path(f"{YEAR}export.<slug:kind>", needs.needs_export, name="needs_export"),
    path(f"{YEAR}<slug:deed>/", needs.needs_deed, name="needs_deed"),
    path(f"{HERE}hand-over/", hand_over.hand_over, name="hand_over"),
    path("needs/<uuid:need_id>/", needs.need, name="need"),
]
