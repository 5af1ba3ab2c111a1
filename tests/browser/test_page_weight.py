"""What a first visit to a page costs, in bytes over the wire."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from tests.browser.pages import NOT_FOUND, PAGES

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Response

pytestmark = pytest.mark.browser

HOME_MOST = 30_000
MOST = 60_000


@pytest.mark.parametrize("path", [*PAGES, NOT_FOUND])
def test_a_first_load_is_light(browser: Browser, address: str, path: str) -> None:
    """Everything a page asks for with an empty cache stays within the limit, all from our host."""
    context = browser.new_context(base_url=address)
    page = context.new_page()
    answers: list[Response] = []
    # Playwright hangs a mark on its listeners, which a list's own `append` cannot carry.
    page.on("response", lambda answer: answers.append(answer))  # noqa: PLW0108
    page.goto(path, wait_until="networkidle")
    sizes = [answer.request.sizes() for answer in answers]
    total = sum(size["responseBodySize"] + size["responseHeadersSize"] for size in sizes)
    hosts = {urlsplit(answer.url).netloc for answer in answers}
    context.close()
    assert hosts == {urlsplit(address).netloc}
    assert 1_000 < total <= (HOME_MOST if path == "/" else MOST), total
