"""Figures as a browser sets them: nothing overlaps, nothing is cut, text is large enough."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.web.figures.samples import SAMPLES, fenced
from web.rendering import Renderer

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

CSS = Path(__file__).parents[2] / "web/static/site.css"
LONG = """type: network
title: Names as long as they may be
text: Names of forty letters between cards and in them.
nodes:
- {id: a, name: Unauthorised consumption by neighbouring, as: zone, at: [0, 0]}
- {id: b, name: Pressure reducing and sustaining valves, as: valve, at: [1, 0]}
- {id: c, name: MMMMMMMMMMMMMMMMMMMM WWWWWWWWWWWWWWWWWWW, as: closed, at: [1, 1]}
links:
- {from: a, to: b, name: minimum night flow in litres per second}
- {from: a, to: c, name: through a boundary valve that is closed}
"""
ARABIC = """type: chain
title: سلسلة خدمات الصرف الصحي
text: خطوات من المرحاض إلى إعادة الاستخدام.
steps: [{name: الاحتواء, note: حفرة أو خزان تحليل}, {name: النقل}]
loop: العودة إلى البداية
"""
FAULTS = """() => {
  const faults = [];
  const touch = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1
    && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 3;
  const inside = (a, b) => a.left >= b.left - 1 && a.right <= b.right + 1
    && a.top >= b.top - 2 && a.bottom <= b.bottom + 2;
  for (const svg of document.querySelectorAll('.fig svg')) {
    const sheet = svg.getBoundingClientRect();
    const boxes = [...svg.querySelectorAll('.fig-box, .fig-zone, .fig-whole')]
      .map((box) => box.getBoundingClientRect());
    const lines = [...svg.querySelectorAll('text')].flatMap((text) => {
      const rows = text.querySelectorAll('tspan');
      return rows.length ? [...rows] : [text];
    });
    const placed = lines.map((line) => [line.textContent, line.getBoundingClientRect()]);
    const scale = sheet.width / svg.viewBox.baseVal.width;
    for (const line of lines) {
      const size = parseFloat(getComputedStyle(line).fontSize) * scale;
      if (size < 12) faults.push(['small', line.textContent, size]);
    }
    placed.forEach(([words, at], number) => {
      if (!inside(at, sheet)) faults.push(['cut', words]);
      const own = boxes.some((box) => inside(at, box));
      if (!own && boxes.some((box) => touch(at, box))) faults.push(['across a box', words]);
      for (const [other, there] of placed.slice(number + 1))
        if (touch(at, there)) faults.push(['overlap', words, other]);
    });
  }
  if (document.documentElement.scrollWidth > innerWidth) faults.push(['the page is wide']);
  return faults;
}"""


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_figures_fit(browser: Browser, width: int, direction: str) -> None:
    """At a phone's and a desk's width, in texts of either direction."""
    body = Renderer().fragment("\n".join(map(fenced, [*SAMPLES.values(), LONG, ARABIC])))
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.set_content(
        f"<!doctype html><style>{CSS.read_text('utf-8')}</style>"
        f'<main class="wrap"><div class="prose" dir="{direction}">{body}</div></main>'
    )
    assert page.locator(".fig svg").count() == 7
    assert page.evaluate(FAULTS) == []
    page.close()
