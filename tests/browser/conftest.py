"""One server and one browser for all tests of this folder."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from tests.browser.chromium import CHROMIUM, chromium

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

WIDTHS = {"phone": 390, "desk": 1280}


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where a real waitress process answers."""
    home = tmp_path_factory.mktemp("home")
    log = (home / "server.log").open("w")
    command = [sys.executable, "-m", "tests.browser.site", str(home)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log, text=True) as server:
        assert server.stdout is not None
        found = server.stdout.readline().strip()
        assert found, (home / "server.log").read_text()
        yield found.rstrip("/")
        server.terminate()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, where it is installed."""
    if not CHROMIUM.exists():
        pytest.skip(f"Chromium is not installed ({CHROMIUM})")
    with chromium() as found:
        yield found


class Watch:
    """Notes what must not happen on a page: console errors, requests to another host."""

    def __init__(self, page: Page, address: str) -> None:
        self.errors: list[str] = []
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        host = urlsplit(address).netloc
        page.on("request", lambda request: self._request(request.url, host))

    def _console(self, message: object) -> None:
        if getattr(message, "type", "") in {"error", "warning"}:
            self.errors.append(str(message))

    def _request(self, url: str, host: str) -> None:
        if urlsplit(url).netloc != host:
            self.errors.append(f"request to {url}")


@pytest.fixture(params=WIDTHS)
def page(browser: Browser, address: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page without JavaScript, at a phone's and a desk's width, that had nothing to complain."""
    context = browser.new_context(
        java_script_enabled=False,
        viewport={"width": WIDTHS[request.param], "height": 800},
        base_url=address,
    )
    found = context.new_page()
    watch = Watch(found, address)
    yield found
    context.close()
    assert watch.errors == []
