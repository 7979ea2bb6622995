"""Which files are taken as evidence: their type is seen from the content, never from the name."""

import io
import re
import unicodedata
import zipfile
import zlib
from dataclasses import dataclass
from datetime import date
from xml.parsers.expat import ExpatError, ParserCreate

from mentorhouse.languages.saying import say

MOST_BYTES = 5 * 2**20
LONGEST_NAME = 120
MOST_PARTS = 2_000
MOST_UNPACKED = 100 * 2**20

PDF = b"%PDF-"
PNG = b"\x89PNG\r\n\x1a\n"
JPEG = b"\xff\xd8\xff"
ZIP = b"PK\x03\x04"
# What makes a reader do something by itself.
PDF_DEEDS = re.compile(rb"/(JavaScript|JS|Launch|EmbeddedFile|RichMedia|XFA|OpenAction)\b")
WORD_DEEDS = ("vbaproject", "activex", "embeddings/")


@dataclass(frozen=True)
class Said:
    """What somebody says of a piece of evidence."""

    kind: str
    title: str
    awarding_body: str
    awarded_on: date


@dataclass(frozen=True)
class Upload:
    """A file as it came."""

    name: str
    content: bytes


class UnusableFile(Exception):
    """The file is not taken. The message says why and what to do."""


@dataclass(frozen=True)
class FileType:
    """A kind of file that is taken."""

    ending: str
    content_type: str
    words: str


FILE_TYPES = {
    "pdf": FileType("pdf", "application/pdf", "PDF"),
    "png": FileType("png", "image/png", "PNG"),
    "jpeg": FileType("jpg", "image/jpeg", "JPEG"),
    "word": FileType(
        "docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "Word",
    ),
}


def type_of(content: bytes) -> str:
    """Return the key of the file's type. Raises `UnusableFile` with words for its owner."""
    if not content:
        raise UnusableFile(say("The file is empty. Choose another one."))
    if len(content) > MOST_BYTES:
        raise UnusableFile(
            say(
                "The file is larger than {most} MB. Save it smaller, for example as a PDF.",
                most=MOST_BYTES // 2**20,
            )
        )
    if content.startswith(PDF):
        return _harmless_pdf(content)
    if content.startswith(PNG):
        return "png"
    if content.startswith(JPEG):
        return "jpeg"
    if content.startswith(ZIP) and _is_word(content):
        return "word"
    raise UnusableFile(
        say(
            "We take PDF, PNG and JPEG pictures, and Word files (.docx). This file is something "
            "else, whatever its name says. Save it as a PDF and choose that."
        )
    )


def _harmless_pdf(content: bytes) -> str:
    if PDF_DEEDS.search(content):
        raise UnusableFile(
            say(
                "This PDF can start programs or holds other files. Print it to a plain PDF and "
                "choose that."
            )
        )
    return "pdf"


def _is_word(content: bytes) -> bool:
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        parts = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError):
        return False
    names = {part.filename.lower() for part in parts}
    if "word/document.xml" not in names:
        return False
    if any(deed in name for name in names for deed in WORD_DEEDS):
        raise UnusableFile(
            say(
                "This Word file holds macros or other files. Save it as a plain .docx or as a "
                "PDF and choose that."
            )
        )
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise UnusableFile(
            say("This Word file unpacks to far too much. Save it as a PDF and choose that.")
        )
    if _fetches(archive):
        raise UnusableFile(
            say(
                "This Word file fetches something from elsewhere when it is opened, for example a "
                "template or a picture. Save it as a PDF and choose that."
            )
        )
    return True


def _fetches(archive: zipfile.ZipFile) -> bool:
    """Whether opening the file would load something from outside; what cannot be read counts."""
    names = [one for one in archive.infolist() if one.filename.lower().endswith(".rels")]
    try:
        return any(_leads_out(archive.read(name)) for name in names)
    except (zipfile.BadZipFile, ExpatError, RuntimeError, ValueError, OSError, zlib.error):
        return True


def _leads_out(relationships: bytes) -> bool:
    """Whether one relationship leads out. A link that somebody has to press is fine."""
    found: list[str] = []

    def look(name: str, said: dict[str, str]) -> None:
        link = said.get("Type", "").endswith("/hyperlink")
        if said.get("TargetMode", "Internal") != "Internal" and not link:
            found.append(name)

    def refuse(*_: object) -> None:
        raise ValueError

    parser = ParserCreate()
    parser.StartElementHandler = look
    parser.StartDoctypeDeclHandler = refuse
    parser.Parse(relationships, True)  # noqa: FBT003  # all of it, at once
    return bool(found)


def file_name(given: str, kind: str) -> str:
    """Return a name that is safe in a header and on a disk, with the ending of the real type."""
    base = given.replace("\\", "/").rsplit("/", 1)[-1].rsplit(".", 1)[0]
    kept = "".join(c if _plain(c) else " " for c in unicodedata.normalize("NFC", base))
    name = " ".join(kept.split())[:LONGEST_NAME].strip(". ") or "file"
    return f"{name}.{FILE_TYPES[kind].ending}"


def _plain(letter: str) -> bool:
    return unicodedata.category(letter)[0] in "LMN" or letter in " -_()"
