"""Letters about matches: to whom, when not any more, and what they never say."""

import pytest

from mentorhouse.notifications.letters import writer_of
from mentorhouse.partnerships.models import Partnership
from mentorhouse.partnerships.states import Answer, PartnershipState
from tests.factories import PASSWORD, make_partnership, make_user, user_of

pytestmark = pytest.mark.django_db
KINDS = {
    "partnership.offered": PartnershipState.OFFERED,
    "partnership.began": PartnershipState.ACTIVE,
    "partnership.lapsed": PartnershipState.LAPSED,
    "partnership.declined": PartnershipState.DECLINED,
}


def written(kind, partnership, role):
    to = user_of(partnership, role)
    return writer_of(kind)(to, {"partnership": str(partnership.pk)})


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("role", ["mentor", "mentee"])
def test_a_letter_names_nobody_and_has_one_link(kind, role):
    partnership = make_partnership(state=KINDS[kind])
    letter = written(kind, partnership, role)
    said = " ".join((letter.subject, *letter.paragraphs))
    for member in partnership.members.all():
        assert member.participation.person.family_name not in said
    assert letter.link.url.startswith("http")


@pytest.mark.parametrize("kind", KINDS)
def test_no_letter_goes_when_its_cause_is_gone(kind):
    partnership = make_partnership(state=KINDS[kind])
    assert written(kind, partnership, "mentee")
    other = next(state for state in PartnershipState if state is not KINDS[kind])
    Partnership.objects.update(state=other)
    assert written(kind, partnership, "mentee") is None


def test_no_offer_goes_to_somebody_who_has_answered():
    partnership = make_partnership(state=PartnershipState.OFFERED)
    partnership.members.filter(role="mentee").update(answer=Answer.ACCEPTED)
    assert written("partnership.offered", partnership, "mentee") is None
    assert written("partnership.offered", partnership, "mentor")


def test_a_letter_meant_for_somebody_else_is_not_written():
    partnership = make_partnership(state=PartnershipState.OFFERED)
    about = {"partnership": str(partnership.pk)}
    assert writer_of("partnership.offered")(make_user(), about) is None


def test_who_never_signed_in_gets_a_way_in_and_others_a_plain_link():
    partnership = make_partnership(state=PartnershipState.OFFERED)
    page = f"/partnerships/{partnership.pk}/match/"
    mentor = user_of(partnership, "mentor")
    assert "welcome" in written("partnership.offered", partnership, "mentor").link.url
    mentor.set_password(PASSWORD)
    mentor.save()
    assert written("partnership.offered", partnership, "mentor").link.url.endswith(page)


@pytest.mark.requirement("R5.20")
def test_a_mentee_is_told_what_comes_next():
    partnership = make_partnership(state=PartnershipState.LAPSED)
    said = " ".join(written("partnership.lapsed", partnership, "mentee").paragraphs)
    assert "those who have waited come first" in said
    assert "place is free again" in " ".join(
        written("partnership.lapsed", partnership, "mentor").paragraphs
    )
