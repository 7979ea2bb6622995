"""Addresses of this room, under /partnerships/."""

from django.urls import path

from mentorhouse.meetings.views import (
    actions,
    arranging,
    contacts,
    did_you_meet,
    polling,
    preparing,
    recording,
    repeating,
    sessions,
    turns,
)

app_name = "meetings"
HERE = "<uuid:partnership_id>/meetings/"
ONE = f"{HERE}<uuid:meeting_id>/"
POLL = f"{HERE}polls/<uuid:poll_id>/"
TWO = "<uuid:partnership_id>/sessions/"
urlpatterns = [
    path(HERE, arranging.meetings, name="meetings"),
    path(f"{HERE}propose/", arranging.propose, name="propose"),
    path(f"{HERE}met/", recording.met, name="met"),
    path(f"{HERE}logs/", recording.logs, name="logs"),
    path(f"{HERE}actions/", actions.actions, name="actions"),
    path(f"{HERE}actions/<uuid:action_id>/", actions.action, name="action"),
    path(f"{HERE}between/", contacts.between, name="between"),
    path(f"{HERE}messages/", contacts.thread, name="messages"),
    path(f"{HERE}check-ins/<uuid:check_in_id>/", contacts.check_in, name="check_in"),
    path(f"{HERE}poll/", polling.ask, name="poll_new"),
    path(f"{HERE}enough/", polling.enough, name="enough"),
    path(POLL, polling.poll, name="poll"),
    path(f"{POLL}pick/", polling.pick, name="poll_pick"),
    path(f"{POLL}close/", polling.close, name="poll_close"),
    path(f"{ONE}poll/", polling.ask_to_move, name="poll_move"),
    path(TWO, sessions.sessions, name="sessions"),
    path(f"{TWO}ask/", sessions.ask, name="session_ask"),
    path(f"{TWO}<uuid:session_id>/", sessions.session, name="session"),
    path(f"{TWO}<uuid:session_id>/times/", sessions.other_times, name="session_times"),
    path(f"{TWO}<uuid:session_id>/notes/", sessions.notes, name="session_notes"),
    path(f"{TWO}<uuid:session_id>/session.ics", sessions.calendar_file, name="session_calendar"),
    path(f"{ONE}turn/", turns.swap, name="swap_turn"),
    path(ONE, arranging.meeting, name="meeting"),
    path(f"{ONE}pick/", arranging.pick, name="pick"),
    path(f"{ONE}withdraw/", arranging.withdraw, name="withdraw"),
    path(f"{ONE}keep/", arranging.keep, name="keep"),
    path(f"{ONE}other-times/", arranging.other_times, name="other_times"),
    path(f"{ONE}details/", arranging.details, name="details"),
    path(f"{ONE}cancel/", arranging.cancel, name="cancel"),
    path(f"{ONE}meeting.ics", arranging.calendar_file, name="calendar_file"),
    path(f"{ONE}repeat/", repeating.repeat, name="repeat"),
    path(f"{HERE}series/<uuid:series_id>/", repeating.series, name="series"),
    path("calendar/", repeating.calendar_address, name="calendar_address"),
    path("calendar/<str:token>.ics", repeating.feed, name="feed"),
    path(f"{ONE}agenda/", preparing.agenda, name="agenda"),
    path(f"{ONE}agenda/template/", preparing.template, name="agenda_template"),
    path(f"{ONE}agenda/<uuid:item_id>/", preparing.remove_item, name="remove_item"),
    path(f"{ONE}prepare/", preparing.prepare, name="prepare"),
    path(f"{ONE}now/", preparing.during, name="during"),
    path("did-you-meet/<str:token>/", did_you_meet.did_you_meet, name="did_you_meet"),
    path(f"{ONE}facts/", recording.facts, name="facts"),
    path(f"{ONE}missed/", recording.missed, name="missed"),
    path(f"{ONE}log/", recording.log, name="log"),
    path(f"{ONE}log/write/", recording.write, name="write_log"),
    path(f"{ONE}log/confirm/", recording.confirm, name="confirm_log"),
]
