"""axe-core on every page of the hand-built site, at both widths, light and dark."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import WIDTHS
from tests.browser.pages import PAGES

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS.values())
def test_axe_finds_nothing(browser: Browser, address: str, width: int, scheme: str) -> None:
    """No rule of axe-core is broken, on any page, in any state that an address asks for."""
    page = browser.new_page(
        viewport={"width": width, "height": 800},
        color_scheme="dark" if scheme == "dark" else "light",
    )
    faults = []
    for path in PAGES:
        page.goto(address + path)
        found = Axe().run(page)
        faults += [f"{path}: {found.generate_report()}"] if found.violations_count else []
    page.close()
    assert faults == []


def test_axe_can_find_something(browser: Browser, address: str) -> None:
    """A page made worse is reported: the check above is able to fail."""
    page = browser.new_page()
    page.goto(address)
    page.evaluate("document.querySelector('label[for=q]').remove()")
    assert Axe().run(page).violations_count > 0
    page.close()
