"""Texts made to exhaust a parser, or to be rendered at once, are shown all the same."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from web.rendering import Renderer, renderer

SIZE = 100_000
HARD = {
    "brackets": "[" * SIZE,
    "brackets around letters": "[a" * (SIZE // 2),
    "nested brackets": "[" * (SIZE // 2) + "]" * (SIZE // 2),
    "pictures": "![" * (SIZE // 2),
    "addresses never closed": "[a](" * (SIZE // 4),
    "titles never closed": '[a](x "' * (SIZE // 7),
    "stars": "*" * SIZE,
    "stars before letters": "*a **b " * (SIZE // 7),
    "underscores": "_a " * (SIZE // 3),
    "backticks": "".join("`" * (number % 300 + 1) + "a" for number in range(650)),
    "dollars": "$a " * (SIZE // 3),
    "tildes": "~~a " * (SIZE // 4),
    "angles": "<a b='" * (SIZE // 6),
    "comments": "<!--" * (SIZE // 4),
    "anchors never closed": "<!-- page: 1 " * (SIZE // 13),
    "scripts never closed": "<script>" * (SIZE // 8),
    "backslashes": "\\" * SIZE,
    "entities": "&#1" * (SIZE // 3),
    "a long line": "word " * (SIZE // 5),
    "deep quotations": ">" * SIZE,
    "deep lists on one line": "- " * (SIZE // 2) + "x",
    "deep lists": "\n".join("  " * depth + "- a" for depth in range(300)),
    "references to one note": "[^1]" * (SIZE // 20) + "\n\n[^1]: x",
    "notes of notes": "\n".join(f"[^{n}]: n[^{n + 1}]" for n in range(500)) + "\n\nx[^0]",
    "headings": "# a\n" * (SIZE // 40),
}


@pytest.mark.parametrize("text", HARD.values(), ids=HARD.keys())
def test_a_hard_text_takes_seconds_at_most(text: str) -> None:
    """None takes time that grows with its square, and none ends in a fault."""
    started = time.process_time()
    page = Renderer(part_bytes=10**9).fragment(text)
    assert time.process_time() - started < 10
    assert page


def test_what_is_nested_too_deeply_is_shown_as_it_was_typed() -> None:
    """No word is lost in the deepest quotations."""
    page = Renderer().fragment("\n".join(">" * depth + f" w{depth}" for depth in range(1, 60)))
    assert all(f"w{depth}" in page for depth in range(1, 60))
    assert page.count("<blockquote>") == 24


def test_too_many_brackets_are_text() -> None:
    """A paragraph that would take too long keeps its marks; the next one does not."""
    page = Renderer().fragment("*a* " + "[" * 20_000 + "\n\n*b*")
    assert page.startswith("<p>*a* [[[")
    assert page.endswith("<p><em>b</em></p>")


def test_a_parsers_failure_leaves_the_text(monkeypatch: pytest.MonkeyPatch) -> None:
    """A document that the parser cannot take is shown as it was typed, its places as targets."""

    def fail(*_args: object) -> str:
        raise RecursionError

    monkeypatch.setattr(renderer, "render", fail)
    page = Renderer().fragment("# a <b>\n<!-- page: 3 -->\n")
    assert page.startswith('<pre tabindex="0"><code># a &lt;b&gt;\n<a class="place"')
    assert 'id="page-3"' in page


def test_threads_do_not_meet() -> None:
    """Documents rendered at the same time come out as one after the other."""
    texts = [
        f"# H{n}\n\n[x][r] said[^n] $m_{n}$ *e{n}*\n\n[^n]: note {n}\n\n[r]: /{n}\n\n" * 5
        for n in range(40)
    ]
    alone = [Renderer().fragment(text) for text in texts]
    shared = Renderer()
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(shared.fragment, texts)) == alone
