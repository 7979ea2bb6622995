"""Somebody signed in at a browser."""

import pytest
from django.test import Client


@pytest.fixture
def at_browser():
    """Give a client signed in as somebody."""

    def sign_in(user):
        client = Client()
        client.force_login(user)
        return client

    return sign_in
