"""The door for learning systems: xAPI statements by POST, with a programme’s token (R4.12)."""

import base64
import binascii

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from mentorhouse.access.doors import door
from mentorhouse.access.policy import Capability
from mentorhouse.training.actions import statements as deeds
from mentorhouse.training.queries.records import system_with
from mentorhouse.training.rules.statements import MOST_BYTES, Malformed, read_statements

VERSION = "1.0.3"
WRONG, CONFLICT, TOO_LARGE = 400, 409, 413


@csrf_exempt  # a machine with a token, no browser with a session
@door(Capability.SEND_LEARNING_RECORDS, methods=("POST",))
def receive(request: HttpRequest) -> HttpResponse:
    """Take one statement or several; without a token in force the address does not exist."""
    system = system_with(_token(request.headers.get("Authorization", "")))
    if system is None:
        raise Http404
    length = request.headers.get("Content-Length", "")
    if not length.isdecimal() or int(length) > MOST_BYTES:
        return _answer({"error": f"Send up to {MOST_BYTES} bytes."}, TOO_LARGE)
    now = timezone.now()
    try:
        claims = read_statements(request.body, now=now)
        deeds.receive(system, claims, at=now)
    except Malformed as wrong:
        problems = [
            {"path": p.where, "value": p.value, "problem": p.problem, "remedy": p.remedy}
            for p in wrong.problems
        ]
        return _answer({"error": problems}, WRONG)
    except deeds.DifferentStatement as refusal:
        return _answer({"error": str(refusal)}, CONFLICT)
    return _answer([str(claim.id) for claim in claims], 200)


def _answer(body: object, status: int) -> HttpResponse:
    answer = JsonResponse(body, safe=False, status=status)
    answer["X-Experience-API-Version"] = VERSION
    return answer


def _token(header: str) -> str:
    """Return the token of a header: Bearer, or the password of Basic, as learning systems send."""
    kind, _, given = header.partition(" ")
    if kind.lower() == "bearer":
        return given.strip()
    if kind.lower() != "basic":
        return ""
    try:
        return base64.b64decode(given, validate=True).decode().partition(":")[2]
    except (binascii.Error, UnicodeDecodeError, ValueError):
        return ""
