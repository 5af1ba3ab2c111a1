"""What all tests share: a home, a database on either engine, a small library, the samples."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import pytest

from kb.db import Database, database_url
from kb.files import locked
from kb.home import Home
from tests.instance import Instance, init_home
from tests.postgres_server import NoServerError, PostgresServer, postgres

if TYPE_CHECKING:
    from collections.abc import Iterator

# Without a time limit, as the machine may be busy, and with the same examples each time, so that
# what passed goes on passing. `make test ARGS="--hypothesis-profile hunt"` looks for others.
hypothesis.settings.register_profile("tests", deadline=None, derandomize=True)
hypothesis.settings.register_profile("hunt", deadline=None, max_examples=1000)
hypothesis.settings.load_profile("tests")

SHARED = Path(__file__).resolve().parents[2] / "shared"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the files that hold slow tests, those that may take longest first.

    Files go to workers whole. One that takes minutes and comes last would be waited for alone.
    """
    longest: dict[Path, float] = {}
    for item in items:
        if item.get_closest_marker("slow"):
            limit = item.get_closest_marker("timeout")
            seconds = float(limit.args[0]) if limit else 1.0
            longest[item.path] = max(seconds, longest.get(item.path, 0.0))
    items.sort(key=lambda item: -longest.get(item.path, 0.0))


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """A home folder with nothing in it."""
    made = Home(tmp_path / "home")
    made.create()
    return made


@pytest.fixture(scope="session")
def starter_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home as `make run` makes it, with the default models, for tests that change nothing in it.

    Embedding it takes a minute, so it is made once for all workers.
    """
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    home, made = shared / "starter", shared / "starter.made"
    with locked(shared / "starter.lock", what="home with the starter library"):
        if not made.exists():
            environment = {**os.environ, "KB_HOME": str(home)}
            command = [sys.executable, "-m", "web.cli", "init"]
            subprocess.run(command, env=environment, check=True, capture_output=True)
            made.touch()
    return home


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """A PostgreSQL server of this run's own; tests are skipped where none can be had."""
    try:
        with postgres() as server:
            yield server
    except NoServerError as error:
        pytest.skip(f"needs a PostgreSQL server: {error}")


@pytest.fixture
def url(request: pytest.FixtureRequest, home: Home) -> Iterator[str]:
    """Address of an empty database: SQLite's, or with `tests.instance.both` PostgreSQL's too."""
    if getattr(request, "param", "sqlite") == "sqlite":
        yield str(database_url(home))
    else:
        server: PostgresServer = request.getfixturevalue("postgres_server")
        with server.database() as address:
            yield address


@pytest.fixture
def database(url: str) -> Iterator[Database]:
    """A migrated database."""
    made = Database(url, timeout=1.0)
    made.upgrade()
    yield made
    made.close()


@pytest.fixture
def library(home: Home, database: Database) -> Instance:
    """A home with database and one hub, `water-distribution`."""
    instance = Instance(home, database)
    instance.hub("water-distribution")
    instance.sync()
    return instance


@pytest.fixture(scope="session")
def initialised(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home made by the command line, with one hub and no document; copied, never changed."""
    folder = tmp_path_factory.mktemp("initialised") / "home"
    init_home(folder)
    return folder


@pytest.fixture
def ready(initialised: Path, tmp_path: Path) -> Path:
    """A copy of the initialised home for one test."""
    return Path(shutil.copytree(initialised, tmp_path / "ready"))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of sample documents beside the repository."""
    if not SHARED.is_dir():
        pytest.skip("needs the folder ../shared with sample documents")
    return SHARED
