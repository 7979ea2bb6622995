"""`mentorhouse worker`: background work, the clock and the outbox. Any number may run."""

import argparse
import os
import signal

from mentorhouse.config.cli.serve import safe_to_run


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the process to stop with, if any."""
    parser.add_argument("--stop-with", type=int, metavar="PID", help="stop when this process ends")


def run(options: argparse.Namespace) -> int:
    """Work until SIGTERM or SIGINT, finish what is being done, and leave."""
    import django  # verbs import late on purpose

    django.setup()
    if options.stop_with is None and not safe_to_run():  # who is started by `serve` was asked there
        return 1
    from mentorhouse.notifications.worker.process import Process

    process = Process()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: process.stop())
    parent = options.stop_with
    process.run(orphaned=lambda: parent is not None and os.getppid() != parent)
    return 0
