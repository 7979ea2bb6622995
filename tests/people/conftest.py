"""Designs whose matching asks for what a test needs."""

import pytest

from tests.factories import complete_design


@pytest.fixture
def design_with():
    def made(**matching):
        design = complete_design()
        return complete_design(matching=design.matching.model_dump(mode="json") | matching)

    return made
