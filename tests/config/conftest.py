"""What the tests of the command line leave behind: logging that speaks to nobody’s closed ear."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.utils.log import configure_logging


@pytest.fixture(autouse=True)
def logging_as_before() -> Iterator[None]:
    """A verb sets up Django, which binds logging to the output that this one test captures."""
    yield
    configure_logging(settings.LOGGING_CONFIG, settings.LOGGING)
