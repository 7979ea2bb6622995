"""Peers measured against, each in an environment of its own under `.cache`.

They are pinned with their hashes in `requirements/bench.txt`; nothing of ours imports them.
"""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
HOME = ROOT / ".cache" / "bench-venv"
PYTHON = HOME / ("Scripts" if sys.platform == "win32" else "bin") / "python"
PACKAGES = (
    "mentor-match", "munkres",
    "ortools", "absl-py", "immutabledict", "numpy", "pandas", "protobuf", "python-dateutil", "six",
    "typing-extensions", "tzdata",
)  # fmt: skip


def run_mentor_match(mentors: Path, mentees: Path) -> dict[str, Any]:
    """Run the peer once on two spreadsheets and return its pairs, total and seconds."""
    ensure()
    script = Path(__file__).with_name("mentor_match_peer.py")
    done = subprocess.run(
        [PYTHON, script, mentors, mentees], check=True, capture_output=True, text=True
    )
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def run_flow(file: str) -> dict[str, Any]:
    """Run OR-tools' flow over the candidates in a file and return its pairs, worth and seconds."""
    ensure()
    script = Path(__file__).with_name("flow_peer.py")
    done = subprocess.run([PYTHON, script, file], check=True, capture_output=True, text=True)
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def ensure() -> None:
    """Make the environment unless it is there with what is pinned now."""
    pinned = pins((ROOT / "requirements" / "bench.txt").read_text(encoding="utf-8"))
    stamp = HOME / "pins.txt"
    if stamp.is_file() and stamp.read_text(encoding="utf-8") == pinned:
        return
    shutil.rmtree(HOME, ignore_errors=True)
    HOME.parent.mkdir(exist_ok=True)
    subprocess.run([sys.executable, "-m", "venv", HOME], check=True)
    wanted = HOME / "wanted.txt"
    wanted.write_text(pinned, encoding="utf-8")
    pip = [PYTHON, "-m", "pip", "install", "-q", "--no-deps", "--require-hashes"]
    subprocess.run([*pip, "-r", wanted], check=True, stdout=sys.stderr)
    wanted.rename(stamp)


def pins(text: str) -> str:
    """Return the lines of a requirement file that pin the peers."""
    blocks = re.split(r"\n(?=[a-z0-9])", text)
    return "\n".join(block for block in blocks if block.split("==")[0] in PACKAGES) + "\n"
