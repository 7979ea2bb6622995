"""Addresses of first talks: one's own, one of them, a mentor's times, a co-ordinator's counts."""

from django.urls import path

from mentorhouse.matching.views.inviting import asking, keeping, talking

MINE = "first-talks/<uuid:participation_id>/"
ONE = "first-talks/talk/<uuid:talk_id>/"

inviting = [
    path(MINE, talking.talks, name="talks"),
    path(f"{MINE}mentors/<uuid:mentor_id>/", asking.invite, name="invite"),
    path(f"{MINE}times/", keeping.times, name="times"),
    path(f"{MINE}times/<uuid:time_id>/take-back/", keeping.take_back, name="time_back"),
    path(ONE, talking.talk, name="talk"),
    path(f"{ONE}pick/", talking.pick, name="talk_pick"),
    path(f"{ONE}book/", talking.book, name="talk_book"),
    path(f"{ONE}times/", talking.propose, name="talk_times"),
    path(f"{ONE}joining/", talking.joining, name="talk_joining"),
    path(f"{ONE}rate/", talking.rate, name="talk_rate"),
    path(f"{ONE}meeting.ics", talking.calendar_file, name="talk_calendar"),
    path(f"{ONE}meeting/<slug:became>/", talking.meeting, name="talk_meeting"),
    path(f"{ONE}<slug:deed>/", talking.deed, name="talk_deed"),
    path("programmes/<uuid:programme_id>/first-talks/", keeping.counts, name="talk_counts"),
]
