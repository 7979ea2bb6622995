import pytest

from mentorhouse.documents import Document
from mentorhouse.documents.downloads import file_name, response
from tests.documents.samples import SAMPLE


@pytest.mark.parametrize(
    ("kind", "begins", "name"),
    [("word", b"PK", "policy-growing-more.docx"), ("pdf", b"%PDF", "policy-growing-more.pdf")],
)
def test_a_download_has_a_plain_name_and_its_own_type(kind, begins, name):
    answer = response(SAMPLE, kind)
    assert answer.content.startswith(begins)
    assert answer["Content-Disposition"] == f'attachment; filename="{name}"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Type"].startswith("application/")


def test_a_name_is_made_of_plain_letters_only():
    assert file_name(Document('Siân’s “plan”\r\n; x="../etc"')) == "sians-plan-xetc"
    assert file_name(Document("中文")) == "document"
    assert len(file_name(Document("word " * 100))) <= 80
