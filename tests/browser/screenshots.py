"""Pictures of every page at both widths, light and dark: ``python -m tests.browser.screenshots``.

Arguments: the address of a running site. The pictures go to build/screenshots.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from tests.browser.chromium import chromium
from tests.browser.conftest import WIDTHS

if TYPE_CHECKING:
    from playwright.sync_api import Page

FOLDER = Path("build/screenshots")
PATHS = {
    "home": "/",
    "search": "/search?q=how+is+minimum+night+flow+measured",
    "search-filtered": "/search?q=pump+efficiency&kind=guide&mode=keyword",
    "search-nothing": "/search?q=xyzzyplugh&mode=keyword",
    "search-empty": "/search",
    "ask": "/ask?q=how+is+minimum+night+flow+measured",
    "ask-nothing": "/ask?q=xyzzyplugh",
    "hubs": "/hubs",
    "about": "/about",
    "not-found": "/documents/no-such-document",
}


def main(address: str) -> None:
    """Take them all; hubs and documents are those the site itself leads to."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with chromium() as browser:
        for width_name, width in WIDTHS.items():
            for scheme in ("light", "dark"):
                page = browser.new_page(
                    viewport={"width": width, "height": 900},
                    color_scheme="dark" if scheme == "dark" else "light",
                )
                for name, path in {**PATHS, **_found(page, address)}.items():
                    page.goto(address + path)
                    target = FOLDER / f"{name}-{width_name}-{scheme}.png"
                    size = page.evaluate("document.documentElement.scrollHeight")
                    page.screenshot(path=target, full_page=size < 6000)
                    print(target)
                page.close()


def _found(page: Page, address: str) -> dict[str, str]:
    """A hub and the documents that the front page lists first."""
    page.goto(address)
    found = {}
    for kind, selector, most in (("hub", ".hubs a", 1), ("document", ".documents > li > a", 4)):
        for number, link in enumerate(page.locator(selector).all()[:most], 1):
            found[f"{kind}-{number}"] = urlsplit(link.get_attribute("href") or "/").path
    return found


if __name__ == "__main__":
    main(sys.argv[1].rstrip("/"))
