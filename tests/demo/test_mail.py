"""The letters of the demonstration: listed, readable, and nothing else can be read."""

from email.message import EmailMessage

import pytest
from django.conf import settings

pytestmark = pytest.mark.django_db


@pytest.fixture
def mailbox(tmp_path, monkeypatch):
    monkeypatch.setattr(settings, "MAIL_DIR", tmp_path)
    for number in range(30):
        message = EmailMessage()
        message["To"], message["Subject"] = f"p{number % 3}@example.org", f"Letter {number}"
        message.set_content(f"Dear you,\n\nLook at <b>this</b>: https://example.org/{number}\n")
        (tmp_path / f"letter-{number}.eml").write_bytes(message.as_bytes())
    (tmp_path.parent / "secret.eml").write_text("To: x\n\nsecret")
    return tmp_path


def test_letters_are_listed_in_pages_and_by_reader(mailbox, client):
    first, second = client.get("/demo/mail/"), client.get("/demo/mail/?page=2")
    assert first.content.decode().count('href="/demo/mail/letter-') == 25
    assert second.content.decode().count('href="/demo/mail/letter-') == 5
    of_one = client.get("/demo/mail/?to=p1@example.org").content.decode()
    assert of_one.count('href="/demo/mail/letter-') == 10


def test_a_letter_is_shown_as_text_with_its_links(mailbox, client):
    shown = client.get("/demo/mail/letter-7/").content.decode()
    assert '<a href="https://example.org/7">https://example.org/7</a>' in shown
    assert "&lt;b&gt;this&lt;/b&gt;" in shown


@pytest.mark.parametrize("name", ["none", "..%2Fsecret", "../secret"])
def test_nothing_but_letters_can_be_read(mailbox, client, name):
    assert client.get(f"/demo/mail/{name}/").status_code == 404


def test_an_empty_mailbox_says_what_to_expect(tmp_path, monkeypatch, client):
    monkeypatch.setattr(settings, "MAIL_DIR", tmp_path / "none")
    assert "No e-mail has been written yet" in client.get("/demo/mail/").content.decode()
