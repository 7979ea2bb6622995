"""Messages as they leave: file and SMTP, stable identity, nothing from elsewhere."""

import email
import email.policy
import re

import pytest

from mentorhouse.notifications.channels import FileChannel, Refused, SMTPChannel, channel
from mentorhouse.notifications.letters import Letter
from mentorhouse.notifications.worker.writing import message
from tests.notifications.conftest import CALENDAR, hello

pytestmark = pytest.mark.django_db


@pytest.fixture
def row(posted):
    return posted()


def parsed(raw: bytes):
    return email.message_from_bytes(raw, policy=email.policy.default)


def test_a_message_says_the_same_in_text_and_html(row):
    made = parsed(message(row, hello(row.to, {})).message().as_bytes())
    text = made.get_body(("plain",)).get_content()
    html = made.get_body(("html",)).get_content()
    assert "Hello,\n\nThere is something to read." in text
    assert "Read it:\nhttps://mentoring.example.org/x/" in text
    assert "Ask &lt;anyone&gt; &amp; all." in html
    assert 'href="https://mentoring.example.org/x/"' in html
    assert made["Message-ID"] == row.message_id
    assert made["Auto-Submitted"] == "auto-generated"
    assert made["To"] == "anwen@example.org"


def test_opening_a_message_fetches_nothing(row):
    html = parsed(message(row, hello(row.to, {})).message().as_bytes()).get_body(("html",))
    fetched = re.findall(r"(?:src|background)=|url\(|<link|<script|@import", html.get_content())
    assert fetched == []
    assert "style=" in html.get_content()


def test_a_calendar_file_names_its_method(row):
    made = parsed(message(row, hello(row.to, {})).message().as_bytes())
    [part] = [p for p in made.walk() if p.get_content_type() == "text/calendar"]
    assert (part.get_param("method"), part.get_filename()) == ("REQUEST", "meeting.ics")
    assert part.get_payload(decode=True).splitlines() == CALENDAR.splitlines()


def test_a_subject_cannot_carry_a_second_header(row):
    made = message(row, Letter(subject="Hello\nBcc: x@example.org", paragraphs=())).message()
    assert made["Bcc"] is None


def test_the_file_channel_keeps_letters_newest_first(posted, tmp_path):
    rows = [posted(key="1"), posted(key="2")]
    with FileChannel(tmp_path / "mail") as out:
        for row in rows:
            out.deliver(message(row, hello(row.to, {})))
        out.deliver(message(rows[0], hello(rows[0].to, {})))  # again: the same letter, one file
    assert out.names() == [f"{rows[0].pk}.eml", f"{rows[1].pk}.eml"]
    [newest] = out.letters(count=1)
    assert (newest.to, newest.subject) == ("anwen@example.org", "Something to read")
    assert newest.attachments == ("meeting.ics",)
    assert "Read it:" in newest.text
    assert [p.suffix for p in (tmp_path / "mail").iterdir()] == [".eml", ".eml"]


@pytest.mark.parametrize("name", ["../secret.eml", "none.eml", ""])
def test_the_file_channel_reads_only_its_letters(tmp_path, name):
    (tmp_path / "secret.eml").write_text("x")
    (tmp_path / "mail").mkdir()
    with pytest.raises(FileNotFoundError):
        FileChannel(tmp_path / "mail").read(name)


def test_an_empty_directory_has_no_letters(tmp_path):
    assert list(FileChannel(tmp_path / "none").letters()) == []


def test_smtp_sends_a_batch_over_one_connection(sink, posted):
    with SMTPChannel() as out:
        for key in "123":
            row = posted(key=key)
            out.deliver(message(row, hello(row.to, {})))
    assert len(sink.raw) == 3
    assert len(sink.connections) == 1
    assert parsed(sink.raw[2])["Message-ID"] == row.message_id


def test_smtp_tells_never_from_not_now(sink, row):
    made = message(row, hello(row.to, {}))
    with SMTPChannel() as out:
        sink.answer = "550 No such person"
        with pytest.raises(Refused):
            out.deliver(made)
        sink.answer = "451 Later"
        with pytest.raises(Exception) as later:  # noqa: PT011  # whatever smtplib raises
            out.deliver(made)
        assert not isinstance(later.value, Refused)
        sink.answer = "250 OK"
        out.deliver(made)
    assert len(sink.raw) == 1


def test_the_settings_choose_the_channel():
    assert isinstance(channel(), FileChannel)
