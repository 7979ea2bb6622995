"""A mentee prepares on a phone, without scripts; the co-ordinator sees that it is done."""

import pytest

from mentorhouse.training.library import shipped

pytestmark = pytest.mark.journey
INDUCTION = [module for module in shipped() if module.key.startswith("mentee-")]


def option_of(module, place, *, right):
    found = [option.words for option in module.questions[place].options if option.right is right]
    return found[0]


def answers(she, module, *, wrong=()):
    for place in range(len(module.questions)):
        words = option_of(module, place, right=place not in wrong)
        she.page.locator(f'input[name="q{place}"]').locator("xpath=..").get_by_text(
            words, exact=True
        ).click()
    she.press("Check my answers")


@pytest.mark.requirement("R4.05")
def test_a_mentee_does_the_induction_on_a_phone_without_scripts(visitor):
    mentee = visitor(width=320, scripts=False).be("mentee")
    mentee.follow("Induction for mentees")
    assert mentee.sees("You have done 3 of 8")
    mentee.press("Go on")
    for number, module in enumerate(INDUCTION[3:], start=4):
        assert mentee.sees(module.title)
        if number == 4:
            answers(mentee, module, wrong=(1,))
            assert mentee.sees("There is a problem")
        answers(mentee, module)
        if number < len(INDUCTION):
            assert mentee.sees(f"You have done {number} of 8")
            mentee.press("Go on")
    assert mentee.sees("Go on, or step back?")
    mentee.follow("Step back")
    assert mentee.sees("nobody asks you why")
    mentee.follow("No, I go on")

    coordinator = visitor().be("coordinator")
    coordinator.go(mentee.page.url + "people/?search=Mehta")
    assert coordinator.sees("8 of 8") and coordinator.sees("Completed here")
    coordinator.follow("Remind those who have not finished")
    coordinator.press("Send the reminders")
    assert coordinator.sees("on the way")
    coordinator.follow("The courses, and your own preparation")
    coordinator.follow("Preparation for co-ordinators")
    coordinator.go(mentee.page.url + "records/")
