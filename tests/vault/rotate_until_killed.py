"""Rotates the master key in a process of its own and is killed in the middle (kill -9).

Called with the step after which to die, the key file and the names of the test databases.
"""

import os
import signal
import sys
from datetime import UTC, datetime
from pathlib import Path

import django
from django.conf import settings


def main(last_step: int, key_file: str, default: str, keystore: str) -> None:
    settings.MASTER_KEY_FILE = Path(key_file)
    settings.DATABASES["default"]["NAME"] = default
    settings.DATABASES["keystore"]["NAME"] = keystore
    django.setup()
    from mentorhouse.vault.actions import rotate_master_key

    steps = []

    def told(step: str) -> None:
        steps.append(step)
        if len(steps) == last_step:
            os.kill(os.getpid(), signal.SIGKILL)

    rotate_master_key(at=datetime.now(UTC), told=told)


if __name__ == "__main__":
    main(int(sys.argv[1]), *sys.argv[2:])
