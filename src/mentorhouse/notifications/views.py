"""Letters that did not leave, for whoever runs the installation: kinds and times, no content."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone

from mentorhouse.access.doors import door
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import HOUSE, require
from mentorhouse.languages.saying import say
from mentorhouse.notifications import actions, queries

SHOWN = 100


@door(Capability.RUN_INSTALLATION)
def failed(request: HttpRequest) -> HttpResponse:
    """List the newest letters that were tried to the end."""
    require(request.user, Capability.RUN_INSTALLATION, HOUSE)
    letters = queries.failed_letters(request.user)
    facts = {"letters": letters[:SHOWN], "count": letters.count()}
    return render(request, "notifications/failed.html", facts)


@door(Capability.RUN_INSTALLATION, methods=("POST",))
def try_again(request: HttpRequest, letter_id: uuid.UUID) -> HttpResponseRedirect:
    """Have one of them sent again."""
    actions.try_again(letter_id, by=request.user, at=timezone.now())
    messages.success(request, say("The letter waits to be sent again."))
    return redirect("notifications:failed")
