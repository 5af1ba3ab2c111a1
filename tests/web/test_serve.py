"""``kb serve``, ``kb settings`` and ``kb hubs`` as their users meet them."""

from __future__ import annotations

import gc
import json
import logging
import socket
import threading
import urllib.request
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from structlog.testing import capture_logs

from kb.errors import ModelFault, UsageFault
from tests.web.fakes import FakeServices, write_home
from web.app import create_app
from web.cli import hubs
from web.cli import settings as settings_command
from web.cli.serve import listen, shown_address
from web.warm import warm_in_background

if TYPE_CHECKING:
    from pathlib import Path


def test_a_taken_port_is_one_line_with_the_remedy(services: FakeServices) -> None:
    """Another program on the port is named, with what to do."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(UsageFault, match=f"Port {port} is taken.*--port {port + 1}"):
            listen(create_app(services), "127.0.0.1", port, 1)


@pytest.mark.parametrize("host", ["203.0.113.9", "no such host"])
def test_an_address_of_another_machine_is_named(services: FakeServices, host: str) -> None:
    """A host that is not ours is a wrong usage, not a traceback."""
    with pytest.raises(UsageFault, match="is not an address of this machine"):
        listen(create_app(services), host, 0, 1)


def test_the_server_answers_where_it_says(services: FakeServices) -> None:
    """The printed address, with the port that was really taken, answers."""
    logging.getLogger("waitress").setLevel(logging.ERROR)
    server = listen(create_app(services), "127.0.0.1", 0, 2)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    with urllib.request.urlopen(shown_address(server) + "healthz", timeout=10) as answer:
        assert json.load(answer)["ok"] is True
        assert "Server" not in answer.headers
    server.close()


def test_warming_loads_in_the_background(services: FakeServices) -> None:
    """And what is loaded is not looked through for garbage again."""
    warm_in_background(services).join(10)
    assert services.searcher.warmed
    frozen = gc.get_freeze_count()
    gc.unfreeze()
    assert frozen > 0


def test_a_model_that_is_missing_does_not_stop_the_site(own_services: FakeServices) -> None:
    """Warming notes the fault; pages that need the model will show it."""
    own_services.searcher.fault = ModelFault("There is no model", "Unset KB_MODEL.")
    with capture_logs() as logs:
        warm_in_background(own_services).join(10)
    assert logs[-1]["fault"] == "There is no model. Unset KB_MODEL."


def test_hubs_lists_them_with_their_documents(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ids, counts and titles, for people and as JSON."""
    write_home(tmp_path)
    monkeypatch.setenv("KB_HOME", str(tmp_path))
    text = CliRunner().invoke(hubs.command).stdout
    assert "water-distribution" in text
    answer = json.loads(CliRunner().invoke(hubs.command, ["--json"]).stdout)
    assert [hub["documents"] for hub in answer["hubs"]] == [2, 4, 0]


def test_settings_shows_values_but_no_password(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every setting with its value; a database's password is left out."""
    monkeypatch.setenv("KB_DATABASE_URL", "postgresql+psycopg://me:hunter2@host/name")
    monkeypatch.setenv("KB_PORT", "8123")
    text = CliRunner().invoke(settings_command.command).stdout
    assert "KB_PORT=8123\n" in text
    assert "KB_HOST=127.0.0.1  (default)" in text
    assert "postgresql+psycopg://me:***@host/name" in text
    rows = json.loads(CliRunner().invoke(settings_command.command, ["--json"]).stdout)["settings"]
    assert all(row["description"] for row in rows)
    assert "hunter2" not in text + str(rows)
