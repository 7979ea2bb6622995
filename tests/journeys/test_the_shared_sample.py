"""The sample of another project, as it is: 500 mentors and 500 mentees to published matches."""

import re
from pathlib import Path

import pytest

from tests.journeys.coordinator import Coordinator

pytestmark = pytest.mark.journey
SAMPLE = Path(__file__).resolve().parents[3] / "shared" / "data" / "civil-service-sample" / "large"


@pytest.mark.requirement("R3.09")
@pytest.mark.skipif(
    not SAMPLE.is_dir(), reason="the shared sample does not lie beside the checkout"
)
def test_the_shared_sample_imports_as_it_is_and_is_matched(visitor):
    she = Coordinator(visitor())
    she.starts_a_programme("Five Hundred")
    she.says_what_it_is_for()
    she.opens_recruitment()
    for role in ("mentors", "mentees"):
        she.brings(role.capitalize(), SAMPLE / f"{role}.csv")
        assert she.her.sees(f"holds 500 {role}: 500 new to this programme")
        she.saves()
    she.runs_the_matching()
    assert she.her.sees("Proved:")
    pairs = int(re.search(r"(\d+) pairs from 500 mentees", she.page.inner_text("main"))[1])
    assert pairs > 300
    she.publishes()
    she.sends()
    assert she.her.sees(f"Published: {pairs} matches offered.")
    figures = she.opens_the_desk()
    assert (figures["Offered"], figures["Invited"]) == (pairs, 1000)
