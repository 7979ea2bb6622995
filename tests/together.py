"""Several deeds at the same moment: begun together, or held in the middle."""

import threading
import time
from threading import Barrier

from django.db import connection, connections, transaction

from mentorhouse.audit.models import ChainHead


def at_once(*deeds):
    """Do deeds in threads that start together; give what each returned or raised.

    A deed that never comes back fails the test: nothing waits for its thread any longer.
    """
    start, ends = Barrier(len(deeds)), {}

    def run(number, deed):
        start.wait(10)
        try:
            ends[number] = deed()
        except Exception as refusal:  # noqa: BLE001  # what a person would have met
            ends[number] = refusal
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=case, daemon=True) for case in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert len(ends) == len(deeds), f"Only {sorted(ends)} of {len(deeds)} deeds ended."
    return [ends[number] for number in range(len(deeds))]


class Held:
    """Holds rows until the block ends, so that each deed waits where it comes to them.

    For PostgreSQL only: SQLite lets one deed write at a time. `failures` is what the deeds raised.
    """

    def __init__(self, rows):
        self.rows, self.failures, self.threads = rows, [], []
        self.transaction = transaction.atomic()

    def __enter__(self):
        self.transaction.__enter__()
        list(self.rows.select_for_update())
        return self

    def begin(self, deed):
        """Begin a deed, and go on when it waits for a lock."""

        def do():
            try:
                deed()
            except Exception as failure:  # noqa: BLE001  # what a person would have met
                self.failures.append(failure)
            finally:
                connections.close_all()

        self.threads.append(threading.Thread(target=do, daemon=True))
        self.threads[-1].start()
        end = time.monotonic() + 10
        while self._waiting() < len(self.threads):
            assert time.monotonic() < end, f"The deed never waited: {self.failures}"
            time.sleep(0.05)

    def __exit__(self, *exception):
        self.transaction.__exit__(*exception)
        for thread in self.threads:
            thread.join(20)
        stuck = [thread for thread in self.threads if thread.is_alive()]
        assert not stuck, f"{len(stuck)} of {len(self.threads)} deeds never ended."

    @staticmethod
    def _waiting():
        with connection.cursor() as cursor:
            cursor.execute(  # in this database alone: another worker of the run has its own
                "SELECT count(*) FROM pg_locks AS waiting WHERE NOT granted AND EXISTS ("
                " SELECT 1 FROM pg_locks AS held JOIN pg_database ON oid = held.database"
                " WHERE held.pid = waiting.pid AND datname = current_database())"
            )
            return cursor.fetchone()[0]


class HeldTrail(Held):
    """Holds the end of the trail: each deed waits at its last step."""

    def __init__(self):
        super().__init__(ChainHead.objects.all())

    def __enter__(self):
        ChainHead.objects.get_or_create(pk=ChainHead.ONLY)
        return super().__enter__()
