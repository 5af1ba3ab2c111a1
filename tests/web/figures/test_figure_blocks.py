"""Figures in documents: drawn after sanitising, escaped, and told where they cannot be drawn."""

from __future__ import annotations

import re
import time

import pytest

from tests.web.fakes import FakeServices
from tests.web.figures.samples import BARS, CHAIN, LINE, SAMPLES, fenced
from web.app import create_app
from web.rendering import Renderer
from web.rendering.figures import blocks

EVIL = '</text><script>1</script>" onload="x'


def page(markdown: str) -> str:
    """A text's HTML."""
    return str(Renderer().fragment(markdown))


def test_a_figure_is_drawn_where_it_stands() -> None:
    """Between its neighbours, in lists too; other code stays code."""
    html = page(f"Before\n\n{fenced(BARS)}\nAfter\n\n```yaml\n{BARS}```\n")
    assert re.fullmatch(
        r"<p>Before</p>\s*<figure.*</figure>\s*<p>After</p>\s*<pre.*</pre>", html, re.DOTALL
    )
    indented = fenced(BARS).replace("\n", "\n  ")
    assert "<figure" in page(f"- item\n\n  {indented}\n")


def test_ids_are_the_only_ones_on_the_page() -> None:
    """Several figures, even the same twice, beside a heading of the same words."""
    html = page("# Figure 1 title\n\n" + "\n".join(fenced(text) for text in (BARS, BARS, CHAIN)))
    ids = re.findall(r'id="([^"]+)"', html)
    assert len(ids) == len(set(ids)) == 7


@pytest.mark.parametrize("kind", SAMPLES)
def test_words_of_a_document_are_only_words(kind: str) -> None:
    """Markup in any field is shown as it was typed, in the picture and around it."""
    words = "'" + EVIL.replace("'", "''") + "'"
    text = re.sub(r"(?m)^(title|text|loop|unit|x): .*$", rf"\1: {words}", SAMPLES[kind])
    text = re.sub(r"name: [A-Z][\w -]+", "name: '<b onclick=x>&amp;</b>'", text)
    html = page(fenced(text))
    assert "<svg" in html
    assert "<script" not in html
    assert "<b " not in html
    assert '" onload="' not in html
    assert "&lt;/text&gt;&lt;script&gt;1" in html


def test_a_figure_that_cannot_be_drawn_is_the_code_it_is() -> None:
    """With a note that names the field; nothing of it is markup."""
    html = page(fenced(CHAIN.replace("name: Emptying", "nom: '<i>x</i>'")))
    assert "<svg" not in html
    assert "nom: '&lt;i&gt;x&lt;/i&gt;'" in html
    assert '<p class="fig-fault" lang="en">Not drawn: `steps.2.name` is missing.' in html


def test_html_that_looks_like_a_figure_gains_nothing() -> None:
    """A block written as HTML is read as one: drawn if it is valid, code if not."""
    html = page(f'<pre class="figure"><code>type: chain <b>{EVIL}</b></code></pre>')
    assert "<svg" not in html
    assert "<script" not in html


def test_a_page_marker_inside_a_figure_stays_a_target() -> None:
    """A figure torn by a page break is shown as code, its place as a link target."""
    html = page(fenced(CHAIN.replace("loop:", "<!-- page: 3 -->\nloop:")))
    assert 'id="page-3"' in html
    assert "fig-fault" in html


def test_figures_of_a_long_document_are_in_their_parts() -> None:
    """No part is split inside a figure."""
    renderer = Renderer(part_bytes=2000)
    body = "\n".join(f"# H{n}\n\n{'word ' * 150}\n\n{fenced(LINE)}" for n in range(8))
    count = len(renderer.outline(body).parts)
    parts = [renderer.part(body, number) for number in range(1, count + 1)]
    assert count > 3
    assert sum(part.count("<svg") for part in parts) == 8
    assert not any("fig-fault" in part for part in parts)


def test_too_many_figures_are_code() -> None:
    """A page of figures costs no more than thirty."""
    started = time.process_time()
    html = page("\n".join([fenced(BARS)] * 200))
    assert html.count("<svg") == 30
    assert html.count("30 figures at most") == 170
    assert time.process_time() - started < 10


def test_a_failure_of_ours_leaves_the_code(monkeypatch: pytest.MonkeyPatch) -> None:
    """A document can be read whatever happens while a figure is drawn."""

    def fail(*_args: object) -> str:
        raise RecursionError

    monkeypatch.setattr(blocks, "figure_html", fail)
    assert "type: bars" in page(fenced(BARS))


def test_a_document_page_shows_its_figures(own_services: FakeServices) -> None:
    """Under the same security policy: no inline style, no script, one stylesheet."""
    path = own_services.home.content / "water-distribution/factsheet/night-flow.md"
    path.write_text(path.read_text("utf-8") + "\n".join(map(fenced, SAMPLES.values())), "utf-8")
    answer = create_app(own_services).test_client().get("/documents/night-flow")
    assert answer.status_code == 200
    assert answer.text.count('<svg role="img"') == len(SAMPLES)
    assert " style=" not in answer.text
    assert "style-src 'self'" in answer.headers["Content-Security-Policy"]
