"""Addresses of this room: one list for each theme."""

from mentorhouse.matching.urls.inviting import inviting
from mentorhouse.matching.urls.proposing import proposing
from mentorhouse.matching.urls.runs import runs
from mentorhouse.matching.urls.several import several
from mentorhouse.matching.urls.shortlists import shortlists

app_name = "matching"

urlpatterns = [*inviting, *proposing, *runs, *several, *shortlists]
