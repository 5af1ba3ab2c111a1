"""The one HTML-to-Markdown writer, as a table of small cases."""

from __future__ import annotations

import pytest

from ingest.converters.html_build import ListItem, anchor, math, nested_list, note, note_mark
from ingest.converters.html_to_markdown import html_to_markdown
from kb.library.anchors import Anchor

CASES = {
    "headings keep their depth": ("<h3>A <b>b</b></h3>", "### A b\n"),
    "neighbouring bold runs are one": ("<p><b>a</b><b>b</b> c</p>", "**ab** c\n"),
    "powers stay powers": ("<p>10<sup>3</sup> m<sup>-2</sup> H<sub>2</sub>O</p>", "10³ m⁻² H₂O\n"),
    "ordinals stay words": ("<p>5<sup>th</sup></p>", "5th\n"),
    "lists nest by four": (
        "<ul><li>a<ol><li>b</li><li>c</li></ol></li></ul>",
        "- a\n    1. b\n    2. c\n",
    ),
    "an item of nothing but a list joins the one before": (
        "<ul><li>a</li><li><ul><li>b</li></ul></li></ul>",
        "- a\n    - b\n",
    ),
    "spans are laid out": (
        "<table><tr><th colspan=2>a</th></tr><tr><td>b</td><td>c</td></tr></table>",
        "| a |  |\n| --- | --- |\n| b | c |\n",
    ),
    "row spans push cells right": (
        "<table><tr><td rowspan=2>a</td><td>b</td></tr><tr><td>c</td></tr></table>",
        "| a | b |\n| --- | --- |\n|  | c |\n",
    ),
    "cells hold lines and lists": (
        "<table><tr><td>a<br>b</td><td><ul><li>x|y</li></ul></td></tr></table>",
        "| a<br>b | • x\\|y |\n| --- | --- |\n",
    ),
    "a one-column table is a box": (
        "<table><tr><td>a</td></tr><tr><td>b</td></tr></table>",
        "a\n\nb\n",
    ),
    "captions stay": (
        "<table><caption>T 1</caption><tr><td>a</td><td>b</td></tr></table>",
        "T 1\n\n| a | b |\n| --- | --- |\n",
    ),
    "text is no markup": (
        "<p># a *b* &lt;script&gt; [x](y)</p>",
        "\\# a \\*b\\* &lt;script> [x\\](y)\n",
    ),
    "scripts go": ("<p>a</p><script>b()</script><style>c</style>", "a\n"),
    "only safe links stay": (
        (
            '<p><a href="JAVASCRIPT:x">a</a> <a href="data:x">b</a> <a '
            'href="http://w.org/(c)">c</a></p>'
        ),
        "a b [c](http://w.org/%28c%29)\n",
    ),
    "code is fenced beyond its own fences": ("<pre>```\nx\n```</pre>", "````\n```\nx\n```\n````\n"),
    "pictures leave their description": (
        '<p><img src="a" alt="A pump station"></p>',
        "*A pump station*\n",
    ),
    "an equation alone is displayed": (f"<p>{math('a_b')}</p>", "$$a_b$$\n"),
    "an equation within text is not": (f"<p>See {math('a*b')}.</p>", "See $a*b$.\n"),
    "an anchor at a paragraph's start stands before it": (
        f"<p>a</p><p>{anchor(Anchor('page', 2))}b</p>",
        "a\n\n<!-- page: 2 -->\n\nb\n",
    ),
    "an anchor within a paragraph stays there": (
        f"<p>a {anchor(Anchor('page', 2))}b</p>",
        "a <!-- page: 2 -->b\n",
    ),
    "an anchor never splits a table": (
        (
            f"<table><tr><td>a</td><td>b</td></tr><tr><td>"
            f"{anchor(Anchor('page', 2))}c</td><td>d</td></tr></table>"
        ),
        "| a | b |\n| --- | --- |\n| c | d |\n\n<!-- page: 2 -->\n",
    ),
    "notes are footnotes": (
        f"<p>a{note_mark('7')}.</p>{note('7', '<p>See b.</p>')}<p>c</p>",
        "a[^1].\n\nc\n\n[^1]: See b.\n",
    ),
    "web footnotes too": (
        (
            '<p>a<sup><a href="#fn3">3</a></sup></p><ol><li id="fn3">N <a '
            'href="#fnref3">↩</a></li></ol>'
        ),
        "a[^1]\n\n[^1]: N\n",
    ),
}


@pytest.mark.parametrize(("html", "markdown"), CASES.values(), ids=CASES.keys())
def test_html_is_written_as(html: str, markdown: str) -> None:
    """Each construct has one way to be written."""
    assert html_to_markdown(html) == markdown


def test_relative_links_need_an_address() -> None:
    """Without the page's own address a relative link leads nowhere."""
    link = '<p><a href="/b">a</a></p>'
    assert html_to_markdown(link) == "a\n"
    assert html_to_markdown(link, "https://w.org/x/") == "[a](https://w.org/b)\n"


def test_flat_items_nest_by_level() -> None:
    """A jump of levels opens one list, a way back closes those between."""
    items = [ListItem(0, False, "a"), ListItem(3, True, "b"), ListItem(0, False, "c")]
    assert html_to_markdown(nested_list(items)) == "- a\n    1. b\n- c\n"


def test_deep_nesting_is_flattened_not_fatal() -> None:
    """Text below any depth is kept."""
    deep = "<div>" * 3000 + "water" + "</div>" * 3000
    assert html_to_markdown(deep) == "water\n"
