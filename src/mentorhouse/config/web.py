"""How gunicorn serves: threads in a few processes, no socket to control it from outside."""

import os
import signal
import threading
import time

worker_class = "gthread"
control_socket_disable = True
graceful_timeout = 20
loglevel = "warning"


def on_starting(_server: object) -> None:
    """Stop when the process that started this one is gone, so that nothing holds the port."""
    parent = os.getppid()

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1)
        os.kill(os.getpid(), signal.SIGTERM)

    if os.environ.get("MENTORHOUSE_STARTED_BY") == str(parent):
        threading.Thread(target=watch, daemon=True).start()
