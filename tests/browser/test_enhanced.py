"""What JavaScript adds, where there is any."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import Watch

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser


@pytest.fixture
def live(browser: Browser, address: str) -> Iterator[Page]:
    """A page with JavaScript that had nothing to complain about."""
    context = browser.new_context(base_url=address)
    page = context.new_page()
    watch = Watch(page, address)
    yield page
    context.close()
    assert watch.errors == []


@pytest.mark.parametrize("path", ["/about", "/hubs", "/search?q=night", "/documents/night-flow"])
def test_a_slash_goes_to_the_search_box(live: Page, path: str) -> None:
    """`/` focuses the box from anywhere, and typed into the box it is a slash."""
    live.goto(path)
    live.keyboard.press("/")
    assert live.evaluate("document.activeElement.id") == "q"
    live.keyboard.type("m3/h")
    assert live.locator("#q").input_value() == "m3/h"


def test_a_filter_changes_the_results_and_nothing_else(live: Page) -> None:
    """The page stays, so the place is kept; address, title and filter follow; Back undoes it."""
    live.goto("/search?q=night")
    live.evaluate("document.body.dataset.same = 'yes'")
    live.locator("#filters").get_by_role("link", name="Water Distribution").click()
    live.wait_for_url("**hub=water-distribution**")
    live.locator(".active").get_by_role("link", name=re.compile("Remove Hub")).wait_for()
    assert live.evaluate("document.body.dataset.same") == "yes"
    live.go_back()
    live.locator(".active").wait_for(state="detached")
    assert live.url.endswith("/search?q=night")


def test_a_part_that_does_not_come_becomes_a_page(browser: Browser, address: str) -> None:
    """Where the network fails htmx, the browser goes to the address by itself."""
    page = browser.new_page(base_url=address)
    page.goto("/search?q=night")
    page.route(
        "**/search?*hub=*",
        lambda route, request: (
            route.abort() if "hx-request" in request.headers else route.continue_()
        ),
    )
    page.locator("#filters").get_by_role("link", name="Water Distribution").click()
    page.wait_for_url("**hub=water-distribution**")
    assert page.locator(".active a").count() == 1
    page.close()


def test_a_filter_of_reading_lists_acts_when_it_is_chosen(live: Page) -> None:
    """No button is needed, and the page stays."""
    live.goto("/reading-lists")
    live.evaluate("document.body.dataset.same = 'yes'")
    live.get_by_label("Hub").select_option("water-distribution")
    live.wait_for_url("**hub=water-distribution**")
    live.get_by_role("link", name="Remove all filters").wait_for()
    assert live.evaluate("document.body.dataset.same") == "yes"
