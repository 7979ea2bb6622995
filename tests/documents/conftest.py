"""Real programs that open our files; where one is missing, the reason says how to get it."""

import shutil
import subprocess
from pathlib import Path

import pytest


def _program(name: str, package: str) -> str:
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not installed on this machine: apt-get install {package}")
    return found


@pytest.fixture
def by_libreoffice(tmp_path):
    """Open Word files with LibreOffice, all in one start of it, and give them back as PDF."""
    program = _program("soffice", "libreoffice-writer-nogui")

    def opened(*words: bytes) -> list[Path]:
        sources = [tmp_path / f"opened{number}.docx" for number in range(len(words))]
        for source, word in zip(sources, words, strict=True):
            source.write_bytes(word)
        profile = f"-env:UserInstallation=file://{tmp_path}/profile"
        subprocess.run(
            [program, "--headless", profile, "--convert-to", "pdf", "--outdir", tmp_path, *sources],
            check=True,
            capture_output=True,
            timeout=180,
        )
        return [source.with_suffix(".pdf") for source in sources]

    return opened


@pytest.fixture
def by_poppler(tmp_path):
    """Read a PDF with poppler: what it says of itself, and its text in reading order."""
    info, to_text = (_program(name, "poppler-utils") for name in ("pdfinfo", "pdftotext"))

    def read(pdf: bytes | Path) -> tuple[dict[str, str], str]:
        path = pdf if isinstance(pdf, Path) else tmp_path / "read.pdf"
        if isinstance(pdf, bytes):
            path.write_bytes(pdf)
        said = subprocess.run([info, path], check=True, capture_output=True, text=True).stdout
        lines = (line.partition(":") for line in said.splitlines())
        facts = {name: value.strip() for name, _, value in lines}
        text = subprocess.run([to_text, path, "-"], check=True, capture_output=True, text=True)
        return facts, text.stdout

    return read
