"""A co-ordinator decides about several, sees each letter, undoes one, sends; somebody answers."""

import pytest

from tests.journeys.conftest import NARROW, WIDE
from tests.journeys.member import Member
from tests.journeys.sheets import Somebody

pytestmark = pytest.mark.journey
QUESTION = "Which day of the week suits you best, and why?"
ANSWER = "Thursdays, because the clinic is closed then."


# The second time somebody else answers: who answered first has a password by then.
@pytest.mark.parametrize("width, scripts, undone", [(WIDE, True, 0), (NARROW, False, -1)])
def test_a_question_goes_out_and_an_answer_comes_back(visitor, width, scripts, undone):
    her = visitor(width=width, scripts=scripts).be("coordinator-register")
    her.follow("Applications")
    names = _ticks_who_waits(her)
    her.press("Decide about those chosen")
    her.choose("Ask a question").fill("What do you write to each of them?", QUESTION)
    her.press("Keep these decisions")
    assert her.sees("Nothing is sent yet")
    assert her.sees(QUESTION)
    her.press(f"Take back {names[undone]}")
    assert her.sees("is taken back. Nothing was sent.")
    who, email = _first_of_the_preview(her)
    count = len(names) - 1
    her.press(f"Confirm and send {count} letters" if count > 1 else "Confirm and send 1 letter")
    assert her.sees("on their way" if count > 1 else "on its way")
    _answers(visitor(width=width, scripts=scripts), who, email)
    her.follow(who)
    assert her.sees(ANSWER)
    assert her.sees("What do you decide?")


def _ticks_who_waits(her):
    """Tick everybody about whom nobody has decided; return their names as they stand there."""
    her.go(her.page.url.split("?")[0].replace(her.house.address, "") + "?decided=open")
    boxes = her.page.locator('input[name="chosen"]')
    names = []
    for number in range(boxes.count()):
        boxes.nth(number).check()
        label = her.page.locator(f'label[for="{boxes.nth(number).get_attribute("id")}"]')
        names.append(label.inner_text().removeprefix("Choose").split(",")[0].strip())
    assert len(names) >= 2
    return names


def _first_of_the_preview(her):
    card = her.page.locator(".nhsuk-card").first
    email = card.locator(".nhsuk-hint").first.inner_text().split(",")[-1].strip()
    return card.locator("h2 a").inner_text().strip(), email


def _answers(his, name, email):
    member = Member(his, Somebody("mentee", *name.split(" ", 1), email, "", "", ""))
    letter = member.letters("A question about your application")[0]
    assert QUESTION not in letter
    member.follows_the_letter("A question about your application")
    member.chooses_a_password()
    his.go("/")
    his.follow("Answer a question about your application")
    assert his.sees(QUESTION)
    his.press("Send the answer")
    assert his.sees("Enter your answer")
    his.fill("Your answer", ANSWER).press("Send the answer")
    assert his.sees("Your answer is on its way")
