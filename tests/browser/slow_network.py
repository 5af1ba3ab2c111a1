"""How a first visit feels over a slow link: ``python -m tests.browser.slow_network ADDRESS``.

Chromium's own slow 3G profile (as in its developer tools: 400 kbit/s each way at 80 %, 2,000 ms of
latency) and a cold cache for each page. Printed for each page, in milliseconds, median of three:
first contentful paint, and usable search: the moment at which the search box stands in the page
and takes letters.
"""

from __future__ import annotations

import statistics
import sys
from typing import TYPE_CHECKING

from tests.browser.chromium import chromium
from tests.browser.screenshots import every_page

if TYPE_CHECKING:
    from playwright.sync_api import Browser

SLOW_3G = {
    "offline": False,
    "downloadThroughput": 400_000 / 8 * 0.8,
    "uploadThroughput": 400_000 / 8 * 0.8,
    "latency": 2_000,
}
_WATCH = """
new MutationObserver((_, observer) => {
  if (document.getElementById("q")) {
    observer.disconnect();
    requestAnimationFrame(() => setTimeout(() => { window.usable = performance.now(); }));
  }
}).observe(document, { childList: true, subtree: true });
"""
_PAINT = "performance.getEntriesByName('first-contentful-paint')[0].startTime"
RUNS = 3


def measure(browser: Browser, url: str) -> tuple[float, float, int]:
    """First contentful paint and usable search in ms, and bytes received, of one cold visit."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", SLOW_3G)
    received: list[float] = []
    session.on("Network.loadingFinished", lambda event: received.append(event["encodedDataLength"]))
    page.add_init_script(_WATCH)
    page.goto(url, wait_until="networkidle", timeout=120_000)
    paint, usable = page.evaluate(_PAINT), page.evaluate("window.usable")
    context.close()
    return paint, max(paint, usable), int(sum(received))


def main(address: str, names: list[str]) -> None:
    """Print a table, one line a page."""
    with chromium() as browser:
        page = browser.new_page()
        pages = every_page(page, address)
        page.close()
        print(f"{'page':44} {'bytes':>7} {'paint ms':>9} {'search ms':>9}")
        for name, path in pages.items():
            if names and name not in names:
                continue
            runs = [measure(browser, address + path) for _ in range(RUNS)]
            paint, usable, size = (statistics.median(column) for column in zip(*runs, strict=True))
            print(f"{name:44} {size:7.0f} {paint:9.0f} {usable:9.0f}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1].rstrip("/"), sys.argv[2:])
