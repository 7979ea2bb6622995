"""Sign an agreement in a process of its own, and stop dead after so many statements."""

import sys
import time
from datetime import UTC, datetime

import django


def main(agreement_id: str, user_id: str, statements: int) -> None:
    django.setup()
    from django.db import connection

    from mentorhouse.accounts.models import User
    from mentorhouse.agreements import actions
    from mentorhouse.agreements.models import Agreement

    agreement = Agreement.objects.get(pk=agreement_id)
    user = User.objects.get(pk=user_id)
    digest = agreement.versions.get(number=agreement.newest).digest
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
        actions.sign(agreement, digest=digest, name="A Name", by=user, at=datetime.now(UTC))
    print(f"done {seen}", flush=True)


main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
