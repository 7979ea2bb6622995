"""Nothing in the tests reaches beyond this machine, and no page names another origin."""

import socket

import pytest


def test_the_tests_cannot_reach_another_machine():
    with socket.socket() as line, pytest.raises(RuntimeError, match="another machine"):
        line.connect(("192.0.2.1", 80))
