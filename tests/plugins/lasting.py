"""What the tests of one module share: made once, undone after the last of them.

A fixture of a module that asks for `nothing_stays` may write to the databases. Each test then
begins with what the fixture made, and what the test itself does is undone as always.
"""

from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from django.conf import settings
from django.db import transaction


@pytest.fixture(scope="module")
def nothing_stays(django_db_setup, django_db_blocker) -> Iterator[None]:
    """Hold what the module makes in transactions that are undone."""
    with django_db_blocker.unblock(), ExitStack() as undone:
        for alias in settings.DATABASES:
            undone.enter_context(transaction.atomic(using=alias))
            undone.callback(transaction.set_rollback, rollback=True, using=alias)
        yield
