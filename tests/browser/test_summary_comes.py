"""The summary comes by itself after the page, where there is JavaScript."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from tests.search.chat_server import Handler, completion, serving
from tests.web.fakes import FakeServices, write_home
from web.app import create_app
from web.cli.serve import listen, shown_address

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser


@pytest.fixture
def release() -> threading.Event:
    """Until this is set, the language model thinks."""
    return threading.Event()


@pytest.fixture
def summarising(
    tmp_path: Path, release: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> Iterator[str]:
    """Address of a site with a language model."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")

    def think(handler: Handler) -> None:
        release.wait(60)
        handler.answer(completion("The flow at three at night [1]."))

    with serving(think) as service:
        changes = {"summary_url": service.url, "summary_seconds": 60.0}
        services = FakeServices.open(write_home(tmp_path).model_copy(update=changes))
        server = listen(create_app(services), "127.0.0.1", 0, 4)
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        yield shown_address(server).rstrip("/")
        release.set()
        server.close()
        services.database.close()


def test_quotes_first_and_the_summary_when_it_is_there(
    browser: Browser, summarising: str, release: threading.Event
) -> None:
    """The page can be read while the model thinks; its address stays as it is."""
    page = browser.new_page(base_url=summarising)
    page.goto("/ask?q=night")
    assert page.locator(".quote").count() == 1
    assert page.locator(".written").count() == 0
    release.set()
    page.locator(".written").wait_for()
    assert "The flow at three at night." in page.locator("#summary").inner_text()
    page.locator("#summary a").click()
    assert page.url.endswith("/ask?q=night#quote-1")
    page.close()


def test_what_does_not_come_leaves_the_page_alone(browser: Browser, summarising: str) -> None:
    """A network that fails takes nobody elsewhere; the link is still there."""
    page = browser.new_page(base_url=summarising)
    page.route("**/ask?*summary=1", lambda route: route.abort())
    with page.expect_event("requestfailed"):
        page.goto("/ask?q=night")
    page.wait_for_timeout(300)
    assert page.url.endswith("/ask?q=night")
    assert page.locator("#summary a").count() == 1
    page.close()
