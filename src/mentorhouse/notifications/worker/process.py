"""One worker process: threads for the queue, the clock and the outbox, and a sign of life.

Any number of such processes may run, on any number of machines. A stop finishes what is being
done, within reason; what does not finish is freed for another worker.
"""

import os
import secrets
import socket
import threading
import time
from collections.abc import Callable

import structlog
from django.db import close_old_connections
from django.utils import timezone

from mentorhouse.notifications.worker.clock import Clock
from mentorhouse.notifications.worker.outbox import drain
from mentorhouse.notifications.worker.queue import Queue, beat, free_abandoned, retire

QUEUES = 2  # a long import does not keep the clock's work waiting
IDLE = 1.0
BEAT = 5.0
GRACE = 20.0

log = structlog.get_logger("mentorhouse.worker")


class Process:
    """A worker process. `run` returns when `stop` was called and what was begun is done."""

    def __init__(self, *, grace: float = GRACE) -> None:
        self.name = f"{socket.gethostname()[:32]}:{os.getpid()}:{secrets.token_hex(6)}"
        self.grace = grace
        self._stop = threading.Event()

    def stop(self) -> None:
        """Ask to stop; may be called from a signal handler."""
        self._stop.set()

    def run(self, *, orphaned: Callable[[], bool] = lambda: False) -> None:
        """Work until asked to stop, or until the process that started this one is gone."""
        queue, clock = Queue(self.name), Clock()
        self._survive(lambda: beat(self.name, at=timezone.now()))
        threads = [
            *(self._thread(f"queue-{n}", queue.run_next, IDLE) for n in range(QUEUES)),
            self._thread("clock", lambda: bool(clock.tick(timezone.now())), BEAT),
            self._thread("outbox", lambda: bool(drain(until=self._stop.is_set)), IDLE),
        ]
        log.info("worker_started", worker=self.name)
        while not self._stop.wait(BEAT) and not orphaned():
            self._survive(self._stay_alive)
        self._stop.set()
        self._finish(threads)
        log.info("worker_stopped", worker=self.name)

    def _stay_alive(self) -> None:
        beat(self.name, at=timezone.now())
        free_abandoned(at=timezone.now())

    def _thread(self, name: str, step: Callable[[], bool], idle: float) -> threading.Thread:
        def work() -> None:
            while not self._stop.is_set():
                if not self._survive(step):
                    self._stop.wait(idle)

        thread = threading.Thread(target=work, name=name, daemon=True)
        thread.start()
        return thread

    def _survive(self, step: Callable[[], object]) -> bool:
        """Do one step; a database that is away or busy costs a pause, never the worker."""
        close_old_connections()
        try:
            return bool(step())
        except Exception as failure:  # the loop outlives any one step
            log.exception("worker_step_failed", error=type(failure).__name__)
            return False
        finally:
            close_old_connections()

    def _finish(self, threads: list[threading.Thread]) -> None:
        end = time.monotonic() + self.grace
        for thread in threads:
            while thread.is_alive() and time.monotonic() < end:
                thread.join(timeout=BEAT)
                self._survive(lambda: beat(self.name, at=timezone.now()))
        self._survive(lambda: retire(self.name))
