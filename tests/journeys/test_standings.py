"""What those see who audit or run the installation: facts on any screen, and nothing confided."""

import pytest

from tests.journeys.conftest import NARROW, WIDE

pytestmark = pytest.mark.journey


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_an_auditor_reads_the_trail(visitor, width):
    her = visitor(width=width).be("auditor").follow("Read the audit trail")
    # The newest is first: what the demonstration began with lies nearest to the last page.
    her.page.locator(".nhsuk-pagination__link").last.click()
    her.look()
    while not her.sees("signed a version of the agreement"):
        her.follow("Previous")
    assert her.sees("signed a version of the agreement")


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_an_administrator_sees_what_did_not_leave(visitor, width):
    her = visitor(width=width).be("administrator").follow("E-mails that did not leave")
    assert her.sees("Every e-mail has left, or waits for its time.")
