"""Save an import in a process of its own, and stop dead after so many statements."""

import sys
import time
from datetime import UTC, datetime
from uuid import UUID

import django


def main(batch_id: str, statements: int) -> None:
    django.setup()
    from django.db import connection

    from mentorhouse.recruitment.actions.saving import carry_out_save

    seen = 0

    def count(execute, sql, params, many, context):
        nonlocal seen
        answer = execute(sql, params, many, context)
        seen += 1
        if seen == statements:
            print("here", flush=True)
            time.sleep(60)
        return answer

    with connection.execute_wrapper(count):
        carry_out_save(UUID(batch_id), at=datetime.now(UTC))
    print(f"done {seen}", flush=True)


main(sys.argv[1], int(sys.argv[2]))
