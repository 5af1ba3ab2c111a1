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
STATES = {
    "search": "/search?q=how+is+minimum+night+flow+measured",
    "search-one-hit": '/search?q="minimum+night+flow"&kind=factsheet&mode=keyword',
    "search-filtered": "/search?q=pump+efficiency&kind=factsheet",
    "search-nothing": "/search?q=xyzzyplugh&mode=keyword",
    "search-empty": "/search",
    "search-page-2": "/search?q=water&page=2",
    "ask": "/ask?q=how+is+minimum+night+flow+measured",
    "ask-nothing": "/ask?q=xyzzyplugh",
    "ask-empty": "/ask",
    "reading-lists-filtered": "/reading-lists?level=introduction",
    "reading-lists-none": "/reading-lists?minutes=1",
    "not-found": "/documents/no-such-document",
}
"""Pages in a state that only an address brings about."""


def main(address: str) -> None:
    """Take them all."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with chromium() as browser:
        for width_name, width in WIDTHS.items():
            for scheme in ("light", "dark"):
                page = browser.new_page(
                    viewport={"width": width, "height": 900},
                    color_scheme="dark" if scheme == "dark" else "light",
                )
                for name, path in every_page(page, address).items():
                    page.goto(address + path)
                    target = FOLDER / f"{name}-{width_name}-{scheme}.png"
                    page.screenshot(path=target, full_page=True)
                    print(target)
                page.close()


def every_page(page: Page, address: str) -> dict[str, str]:
    """Every page that the site leads to from its front page, and the states above, by name."""
    found: dict[str, str] = {}
    waiting = ["/"]
    while waiting:
        path = waiting.pop(0)
        name = path.strip("/").replace("/", "-") or "home"
        if name in found:
            continue
        found[name] = path
        page.goto(address + path)
        links = page.eval_on_selector_all("a[href]", "links => links.map(a => a.href)")
        for parts in map(urlsplit, links):
            ours = parts.netloc == urlsplit(address).netloc
            # Searches and downloads are not pages of their own; `?list=` is the document again.
            if (
                ours
                and not parts.path.startswith(("/search", "/ask"))
                and "/original" not in parts.path
            ):
                waiting.append(parts.path)
    return found | STATES


if __name__ == "__main__":
    main(sys.argv[1].rstrip("/"))
