"""Five things a newcomer wants, tried on a phone over the starter library, with the steps counted.

A step is a tap, or a text typed. Each task begins on the home page.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Locator, Page

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(300)]


@pytest.fixture(scope="module")
def starter_address(starter_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The site as `make run` serves it."""
    environment = {**os.environ, "KB_HOME": str(starter_home)}
    command = [sys.executable, "-m", "web.cli", "serve", "--port", "0"]
    said = tmp_path_factory.mktemp("tasks") / "server.log"
    log = said.open("w")
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=log, text=True
    ) as server:
        assert server.stdout is not None
        found = re.search(r"http://\S+", server.stdout.readline())
        assert found is not None, said.read_text()
        yield found[0].rstrip("/")
        server.terminate()


class Phone:
    """A phone's screen and how often it was touched."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.steps = 0

    def tap(self, target: Locator) -> None:
        """Touch what can be seen."""
        target.scroll_into_view_if_needed()
        target.tap()
        self.steps += 1

    def ask(self, question: str) -> None:
        """Type into the box and press its button: two steps."""
        self.page.locator("#q").fill(question)
        self.steps += 1
        self.tap(self.page.get_by_role("button", name="Search"))

    def link(self, name: str | re.Pattern[str]) -> Locator:
        """The first link of that name in the page's content."""
        return self.page.locator("main").get_by_role("link", name=name).first


@pytest.fixture
def phone(browser: Browser, starter_address: str) -> Iterator[Phone]:
    """A phone that stands on the home page."""
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True
    )
    page = context.new_page()
    page.goto(starter_address)
    yield Phone(page)
    context.close()


def test_the_formula_for_a_leakage_index(phone: Phone) -> None:
    """Ask, open the first hit: the formula is on the page."""
    phone.ask("formula for a leakage index")
    phone.tap(phone.page.locator(".hit h3 a").first)
    formula = phone.page.locator(".formula", has_text="CARL ÷ UARL").first
    formula.wait_for()
    assert phone.steps == 3


def test_a_case_study_from_an_african_utility(phone: Phone) -> None:
    """Hub, its case studies, the first: its facts name the country."""
    phone.tap(phone.link("Utility Organisation & Strategy"))
    phone.tap(phone.link("Case studies"))
    phone.tap(phone.page.locator("#kind-case-study ~ .documents a").first)
    phone.page.locator("header .facts", has_text="Uganda").wait_for()
    assert phone.steps == 3


def test_a_factsheet_on_paper(phone: Phone) -> None:
    """Hub, factsheet, Print: the browser is asked, and paper holds text but no navigation."""
    phone.page.add_init_script("window.print = () => { window.printed = true; }")
    phone.tap(phone.link("Water Distribution"))
    phone.tap(phone.link(re.compile("Minimum night flow")))
    phone.tap(phone.page.get_by_role("button", name="Print"))
    phone.page.wait_for_function("window.printed")
    phone.page.emulate_media(media="print")
    assert not phone.page.locator("nav").first.is_visible()
    assert not phone.page.locator("#q").is_visible()
    assert phone.page.locator("#document").is_visible()
    assert phone.page.locator("#cite").is_visible()
    assert phone.steps == 3


def test_what_to_read_first_on_asset_management(phone: Phone) -> None:
    """Reading lists, the list: its first item stands there with why and how long."""
    phone.tap(phone.page.get_by_role("link", name="Reading lists", exact=True))
    phone.tap(phone.link(re.compile("Asset management")))
    first = phone.page.locator(".items > li").first
    first.locator("h3 a").wait_for()
    assert "minutes" in first.inner_text()
    assert phone.steps == 2


def test_who_says_a_figure_and_where(phone: Phone) -> None:
    """Ask for the figure, open the hit, touch its mark: the note names source and page."""
    phone.ask("unavoidable annual real losses coefficients 18 0.8 25")
    phone.tap(phone.page.locator(".hit h3 a").first)
    phone.tap(phone.page.locator(".formula .footnote-ref a, p .footnote-ref a").first)
    note = phone.page.locator("li.footnote-item:target")
    note.wait_for()
    assert len(note.inner_text()) > 20
    source = phone.page.locator("#details a[rel]").first
    assert (source.get_attribute("href") or "").startswith("http")
    assert phone.steps == 4
