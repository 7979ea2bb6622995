"""Completions in files from a learning system, and what its courses are here (R4.12)."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.dateparse import parse_datetime

from mentorhouse import audit
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import require
from mentorhouse.accounts.models import User
from mentorhouse.languages.saying import say
from mentorhouse.programmes.actions.completions import complete
from mentorhouse.programmes.actions.taking_on import lock_parts
from mentorhouse.programmes.models import Completion, Programme
from mentorhouse.training.actions.statements import settle
from mentorhouse.training.models import CourseCode, RecordUpload
from mentorhouse.training.queries.records import known_in
from mentorhouse.training.rules.records import (
    Known,
    Problem,
    Record,
    Taker,
    fits,
    folded,
    judged,
    problem_of,
)
from mentorhouse.training.rules.sheet import read_lines
from mentorhouse.training.rules.statements import Claim, looks_like_statements, read_statements

FILE_CHECKED = audit.Act("training.file_checked", "had a file of completions checked")
FILE_RECORDED = audit.Act("training.file_recorded", "recorded completions from a file")
COURSE_MAPPED = audit.Act("training.course_mapped", "said what a course of a learning system is")
COURSE_UNMAPPED = audit.Act("training.course_unmapped", "forgot a course of a learning system")


def check_file(
    programme: Programme, content: bytes, *, today: date, by: User, at: datetime
) -> tuple[RecordUpload, list[Problem]]:
    """Check a file of completions and keep what can be recorded; nothing is recorded yet.

    Raises `UnreadableRecords` or `Malformed` where the file cannot be read at all.
    """
    with transaction.atomic():
        require(by, Capability.KEEP_TRAINING_RECORDS, programme)
        known = known_in(programme)
        if looks_like_statements(content):
            records, problems = _of_claims(read_statements(content, now=at), known)
        else:
            records, problems = judged(read_lines(content), known, today=today)
        rows = [[str(r.person_id), r.what, r.at.isoformat()] for r in _once(records)]
        upload = RecordUpload.objects.create(programme=programme, by=by, at=at, rows=rows)
        detail = {"count": len(rows), "problems": len(problems)}
        audit.record(FILE_CHECKED, by=by, on=upload, at=at, programme=programme.pk, detail=detail)
    return upload, problems


def record_file(upload: RecordUpload, *, by: User, at: datetime) -> int:
    """Record what a checked file holds; pressing twice, or the same file again, changes nothing."""
    with transaction.atomic():
        row = RecordUpload.objects.select_for_update(no_key=True).get(pk=upload.pk)
        programme = Programme.objects.select_for_update(no_key=True).get(pk=row.programme_id)
        require(by, Capability.KEEP_TRAINING_RECORDS, programme)
        if row.recorded_at is not None:
            return 0
        still_here = {str(one.person_id): one for one in known_in(programme).people.values()}
        lock_parts(programme, [one.person_id for one in still_here.values()])
        fresh = sum(
            complete(
                programme, still_here[person].person_id, Completion.What(what),
                source=Completion.Source.RECORD, by=by, at=at, done_at=parse_datetime(when),
            )
            for person, what, when in row.rows
            if person in still_here
        )  # fmt: skip
        row.recorded_at, row.rows = at, []
        row.save(update_fields=["recorded_at", "rows"])
        audit.record(
            FILE_RECORDED, by=by, on=row, at=at, programme=programme.pk, detail={"count": fresh}
        )
    return fresh


def map_course(programme: Programme, code: str, what: str, *, by: User, at: datetime) -> None:
    """Say what a course is here; saying it again changes it. What waits is looked at again."""
    with transaction.atomic():
        row = Programme.objects.select_for_update(no_key=True).get(pk=programme.pk)
        require(by, Capability.KEEP_TRAINING_RECORDS, row)
        CourseCode.objects.update_or_create(
            programme=row, code=code.strip(), defaults={"what": what}
        )
        settle(row, by=by, at=at)
        audit.record(COURSE_MAPPED, by=by, on=row, at=at, programme=row.pk, detail={"what": what})


def unmap_course(programme: Programme, code_id: UUID, *, by: User, at: datetime) -> None:
    """Forget what a course is; what was recorded stays."""
    with transaction.atomic():
        require(by, Capability.KEEP_TRAINING_RECORDS, programme)
        gone, _ = CourseCode.objects.filter(programme=programme, pk=code_id).delete()
        if gone:
            audit.record(COURSE_UNMAPPED, by=by, on=programme, at=at, programme=programme.pk)


def _of_claims(claims: Iterable[Claim], known: Known) -> tuple[list[Record], list[Problem]]:
    records, problems = [], []
    for place, claim in enumerate(claims):
        where = say("Statement {number}", number=place + 1)
        if not claim.counts:
            problems.append(
                Problem(
                    where, claim.activity, say("It does not say that the course was completed."),
                    say("Only the verbs “completed” and “passed” count. Nothing is to be done."),
                )
            )  # fmt: skip
            continue
        found = fits(claim.who, claim.activity, known)
        if isinstance(found, Taker):
            records.append(Record(found.person_id, known.courses[folded(claim.activity)], claim.at))
        else:
            problems.append(problem_of(found, where=where, who=claim.who, course=claim.activity))
    return records, problems


def _once(records: Iterable[Record]) -> list[Record]:
    """Keep the earliest of several records of the same completion."""
    first: dict[tuple[str, str], Record] = {}
    for record in sorted(records, key=lambda r: r.at):
        first.setdefault((str(record.person_id), record.what), record)
    return list(first.values())
