"""A site over a hand-built home, for every test of the pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.web.fakes import FakeServices, write_home
from web.app import create_app

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from flask import Flask
    from flask.testing import FlaskClient


@pytest.fixture(scope="session")
def services(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FakeServices]:
    """Services over a filled home; tests leave it as it was."""
    found = FakeServices.open(write_home(tmp_path_factory.mktemp("home")))
    yield found
    found.database.close()


@pytest.fixture
def own_services(tmp_path: Path) -> Iterator[FakeServices]:
    """Services over a home that the test may break."""
    found = FakeServices.open(write_home(tmp_path))
    yield found
    found.database.close()


@pytest.fixture(scope="session")
def app(services: FakeServices) -> Flask:
    """The site."""
    return create_app(services)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser of sorts."""
    return app.test_client()
