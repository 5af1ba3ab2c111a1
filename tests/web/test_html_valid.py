"""Pages are well-formed by the letter of the HTML standard's parser.

The W3C's own checker (Nu) needs Java; docs/design.md says how it was run. This holds what a parser
can tell: no tag left open, nothing where it may not stand, no attribute twice, no id twice.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import html5lib
import pytest

from tests.browser.pages import NOT_FOUND, PAGES

if TYPE_CHECKING:
    from flask.testing import FlaskClient


def faults(html: str) -> list[str]:
    """What html5lib's parser, strict as the standard, says of a page; and ids that stand twice."""
    parser = html5lib.HTMLParser(strict=False)
    parser.parse(html)
    found = [f"{code} at {place}" for place, code, _ in parser.errors]
    ids = Counter(re.findall(r'\sid="([^"]*)"', html))
    return found + [f"id {name} stands {count} times" for name, count in ids.items() if count > 1]


@pytest.mark.parametrize("path", [*PAGES, NOT_FOUND, "/healthz/none"])
def test_a_page_is_well_formed(client: FlaskClient, path: str) -> None:
    """Pages with hits, without, filtered, in Arabic, hostile, in parts and in error."""
    assert faults(client.get(path).text) == []


@pytest.mark.parametrize(
    "broken", ["<p>a</div>", "<p id='a' id='b'>", '<p id="a"></p><p id="a"></p>', "<table><p>x"]
)
def test_a_broken_page_is_told(broken: str) -> None:
    """The check is able to fail."""
    assert faults(f"<!doctype html><html><head><title>x</title></head><body>{broken}</body></html>")
