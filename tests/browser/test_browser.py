"""The site in a real browser, with JavaScript off."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.browser.pages import PAGES

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser


def test_search_leads_to_the_page_of_the_passage(page: Page, address: str) -> None:
    """Type, press the button, follow the first hit: the browser stands at page 2."""
    page.goto(address)
    page.get_by_label("What do you want to know?").fill("night")
    page.get_by_role("button", name="Search").first.click()
    page.get_by_role("link", name="Minimum night flow", exact=True).click()
    assert page.url == f"{address}/documents/night-flow?at=page-2#page-2"
    assert page.locator("#page-2").is_visible()


def test_the_keyboard_is_enough(page: Page, address: str) -> None:
    """Type, Enter, Tab to the first hit, Enter: no mouse, and the focus can be seen."""
    page.goto(f"{address}/about")
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "Skip to the content"
    for _ in range(10):
        page.keyboard.press("Tab")
        if page.locator("input:focus").count():
            break
    page.keyboard.type("night")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=night")
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.locator(".hit h3 a:focus").count():
            break
    assert page.locator(":focus-visible").count() == 1
    page.keyboard.press("Enter")
    page.wait_for_url("**/documents/night-flow*")


def test_a_filter_narrows_and_can_be_taken_away(page: Page, address: str) -> None:
    """Facet links work as buttons would; on a phone they are folded away under their name."""
    page.goto(f"{address}/search?q=night")
    if not page.locator("#filters a").first.is_visible():
        page.locator("#filters summary").click()
    page.locator("#filters").get_by_role("link", name="Water Distribution").click()
    assert "hub=water-distribution" in page.url
    page.locator(".active").get_by_role("link", name=re.compile("Remove Hub")).click()
    assert page.url == f"{address}/search?q=night"


def test_parts_lead_on(page: Page, address: str) -> None:
    """A long document is read on by its "Next" link, a bare page address lands on a link."""
    page.goto(f"{address}/documents/long-guide")
    page.get_by_role("link", name=re.compile("Next:")).last.click()
    assert "part=2" in page.url
    page.goto(f"{address}/documents/long-guide#page-20")
    target = page.locator(":target")
    assert target.get_attribute("href") == "?at=page-20#page-20"


@pytest.mark.parametrize("path", PAGES)
def test_no_page_scrolls_sideways(page: Page, address: str, path: str) -> None:
    """Wide things scroll in boxes of their own."""
    answer = page.goto(address + path)
    assert answer is not None
    assert answer.status == 200
    box = page.locator("body").bounding_box()
    assert box is not None
    width = page.viewport_size["width"]  # type: ignore[index]
    assert box["width"] <= width
    # Without JavaScript the layout tells: nothing outside a scroll box may stand out.
    assert page.screenshot(full_page=True)[16:20] == width.to_bytes(4, "big")


def test_a_hostile_document_does_nothing_even_with_javascript(
    browser: Browser, address: str
) -> None:
    """With JavaScript on, no script of a document runs and no dialogue opens."""
    page = browser.new_page()
    dialogues: list[str] = []
    page.on("dialog", lambda dialogue: dialogues.append(dialogue.message))
    page.goto(f"{address}/documents/hostile")
    page.get_by_text("bold").click()
    page.get_by_text("[click]").or_(page.get_by_text("click")).first.click()
    page.close()
    assert dialogues == []
