"""A summary on the page of an answer and at the terminal."""

from __future__ import annotations

import json
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup
from click.testing import CliRunner, Result
from pydantic import SecretStr

from kb.errors import UsageFault
from tests.search.chat_server import MISBEHAVIOURS, says, serving
from tests.web.fakes import FakeServices, write_home
from tests.web.test_html_valid import faults
from web.app import create_app
from web.cli import ask
from web.cli import settings as settings_command

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from flask.testing import FlaskClient

    from tests.search.chat_server import Server

LABEL = "Written by a language model from the passages below; check them."
GOOD = "The <i>flow</i> at three at night [1]."
ADDRESS = "/ask?q=night&summary=1"


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """A proxy of this machine has no business with a service on it."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")


@pytest.fixture
def service() -> Iterator[Server]:
    """A language model's service that behaves, until a test changes that."""
    with serving(says(GOOD)) as server:
        yield server


@pytest.fixture
def summarising(tmp_path: Path, service: Server) -> Iterator[FakeServices]:
    """Services with a summary's address."""
    changes = {"summary_url": service.url, "summary_key": SecretStr("k-1")}
    found = FakeServices.open(write_home(tmp_path).model_copy(update=changes))
    yield found
    found.database.close()


@pytest.fixture
def site(summarising: FakeServices) -> FlaskClient:
    """A site with a language model."""
    return create_app(summarising).test_client()


def terminal(services: FakeServices, monkeypatch: pytest.MonkeyPatch, *arguments: str) -> Result:
    """Run ``kb ask``."""
    monkeypatch.setattr(ask, "open_services", lambda: services)
    return CliRunner().invoke(ask.command, arguments, standalone_mode=False)


def test_the_page_does_not_wait_for_a_summary(site: FlaskClient, service: Server) -> None:
    """It comes with the quotes and a link; nobody was asked yet; htmx asks by that link."""
    html = site.get("/ask?q=night&hub=water-distribution").text
    assert service.seen == []
    (place,) = BeautifulSoup(html, "html.parser").select("#summary")
    address = "/ask?q=night&hub=water-distribution&summary=1"
    assert place["data-hx-get"] == address
    assert [link["href"] for link in place.select("a")] == [address]
    assert "htmx" in html


def test_a_summary_is_labelled_and_leads_to_its_quotes(site: FlaskClient) -> None:
    """Sentences as text, each citation a link to a quote that is on the page."""
    html = site.get(ADDRESS).text
    soup = BeautifulSoup(html, "html.parser")
    (place,) = soup.select("#summary")
    assert LABEL in place.text
    assert "The &lt;i&gt;flow&lt;/i&gt; at three at night." in str(place)
    (link,) = place.select("a")
    assert link["href"] == "#quote-1"
    assert soup.select_one("#quote-1 blockquote") is not None
    assert faults(html) == []


@pytest.mark.parametrize("name", ["breaks", "sends a page", "cites nothing"])
def test_quotes_stand_where_no_summary_comes(site: FlaskClient, service: Server, name: str) -> None:
    """One note, the quotes, and no way to ask again and again by htmx."""
    service.behaviour = MISBEHAVIOURS[name].does
    answer = site.get(ADDRESS)
    assert answer.status_code == 200
    soup = BeautifulSoup(answer.text, "html.parser")
    assert MISBEHAVIOURS[name].told in soup.select_one("#summary").text  # type: ignore[union-attr]
    assert len(soup.select(".quote")) == 1
    assert "data-hx-get" not in answer.text
    assert LABEL not in answer.text
    assert faults(answer.text) == []


@pytest.mark.parametrize("path", ["/ask?q=pump&summary=1", "/ask?q=zz&summary=1", "/ask?summary=1"])
def test_there_is_no_summary_of_no_answer(site: FlaskClient, service: Server, path: str) -> None:
    """Related reading, nothing found and no question are never sent anywhere."""
    html = site.get(path).text
    assert service.seen == []
    assert 'id="summary"' not in html


@pytest.mark.parametrize("path", ["/ask?q=night", ADDRESS])
def test_without_a_service_nothing_is_offered(client: FlaskClient, path: str) -> None:
    """Off by default: no link, no script."""
    html = client.get(path).text
    assert 'id="summary"' not in html
    assert "htmx" not in html


def test_the_terminal_shows_a_summary_where_it_is_asked_for(
    summarising: FakeServices, service: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Labelled, with numbers that the quotes carry; without the option nothing is sent."""
    assert "language model" not in terminal(summarising, monkeypatch, "night").stdout
    assert service.seen == []
    shown = terminal(summarising, monkeypatch, "night", "--summary").stdout
    assert shown.splitlines()[:2] == [ask.WRITTEN, "The <i>flow</i> at three at night. [1]"]
    assert "[1] “The <i>flow</i> at three.”" in shown
    found = json.loads(terminal(summarising, monkeypatch, "night", "--summary", "--json").stdout)
    assert found["summary"] == [{"text": "The <i>flow</i> at three at night.", "citations": [1]}]
    assert found["notes"] == []


def test_the_terminal_says_why_there_is_no_summary(
    summarising: FakeServices, service: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On standard error, beside the quotes; wrong usage where no service is set."""
    service.behaviour = MISBEHAVIOURS["refuses the key"].does
    result = terminal(summarising, monkeypatch, "night", "--summary")
    assert "HTTP 401" in result.stderr
    assert "“The <i>flow</i> at three.”" in result.stdout
    off = SimpleNamespace(summarised=None, answerer=summarising.answerer)
    result = terminal(off, monkeypatch, "night", "--summary")  # type: ignore[arg-type]
    assert isinstance(result.exception, UsageFault)


def test_the_key_is_never_shown() -> None:
    """Neither by ``kb settings`` nor where settings are written down."""
    runner = CliRunner(
        env={"KB_SUMMARY_KEY": "top-secret", "KB_SUMMARY_URL": "http://localhost/v1"}
    )
    for arguments in ([], ["--json"]):
        result = runner.invoke(settings_command.command, arguments)
        assert "KB_SUMMARY_KEY" in result.output
        assert "top-secret" not in result.output
