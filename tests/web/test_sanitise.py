"""Nothing in a document can run, load or pretend."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from web.rendering import Renderer
from web.rendering.sanitise import allowed_tags, sanitise

RENDERER = Renderer()

VECTORS = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<img src=x onerror=alert(1)>",
    "<img src='https://evil.example/pixel.gif'>",
    "<svg onload=alert(1)><script>alert(1)</script></svg>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<iframe src=javascript:alert(1)></iframe>",
    "<object data=x></object><embed src=x>",
    "<form action=/x><input name=q><button formaction=javascript:alert(1)>x</button></form>",
    "<a href='javascript:alert(1)'>x</a>",
    "<a href='java\nscript:alert(1)'>x</a>",
    "<a href='&#106;avascript:alert(1)'>x</a>",
    "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
    "<a href='vbscript:x'>x</a>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "![x](javascript:alert(1))",
    "![x](https://evil.example/pixel.gif)",
    "<javascript:alert(1)>",
    "[x]: javascript:alert(1)\n\n[x]",
    "<p style='background:url(https://evil.example)' onclick=alert(1)>x</p>",
    "<div style='position:fixed;inset:0'>x</div>",
    "<style>body{display:none}</style>",
    "<link rel=stylesheet href=//evil.example><meta http-equiv=refresh content=0>",
    "<base href=//evil.example>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<b id=main class=skip>x</b><h2 id=q>x</h2>",
    "<video src=x onerror=alert(1)></video><audio autoplay src=x></audio>",
    "<details open ontoggle=alert(1)>x</details>",
    "<template><script>alert(1)</script></template>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<!-- page: 1 --><img src=x onerror=alert(1)><!-- sheet: 1 <script>alert(1)</script> -->",
    "</div></main></body><h1>Not ours</h1>",
    "<table><tr><td><p>unclosed",
    "<textarea><script>alert(1)</script>",
    "`<script>alert(1)</script>`",
    "```\n<script>alert(1)</script>\n```",
    "$<script>alert(1)</script>$",
    "[^1]\n\n[^1]: <script>alert(1)</script>",
    "| <script>alert(1)</script> |\n|---|\n| <img src=x onerror=alert(1)> |",
    "# <img src=x onerror=alert(1)>",
    "<x onfocus=alert(1) tabindex=1 autofocus>y</x>",
    "<div role=button tabindex=5>x</div>",
]
ATTRIBUTES = {
    *("href", "title", "id", "class", "lang", "dir", "start", "colspan", "rowspan", "rel"),
    *("tabindex", "aria-label", "scope"),
}


class Checker(HTMLParser):
    """Fails at the first element, attribute or address that is not allowed, or left open."""

    VOID = frozenset({"br", "hr"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Check a start tag."""
        assert tag in allowed_tags(), tag
        for name, value in attrs:
            assert name in ATTRIBUTES, name
            assert name != "id" or value not in {"main", "q"}, value
            if name == "href":
                before = (value or "").split(":")[0] if ":" in (value or "") else ""
                local = "/" in before or "#" in before or "?" in before
                assert before in {"", "http", "https", "mailto", "tel"} or local, value
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Check that elements close in order."""
        assert self.open.pop() == tag

    def handle_comment(self, data: str) -> None:
        """No comment is let through."""
        raise AssertionError(data)


def check(html: str) -> None:
    """Fail unless the HTML is harmless and whole."""
    checker = Checker()
    checker.feed(html)
    checker.close()
    assert not checker.open


@pytest.mark.parametrize("vector", VECTORS)
def test_an_attack_is_harmless(vector: str) -> None:
    """Known attacks leave only allowed elements, attributes and addresses."""
    check(RENDERER.fragment(f"before\n\n{vector}\n\nafter"))
    check(RENDERER.fragment(f"before {vector} after"))
    check(sanitise(vector))


def test_text_around_an_attack_stays() -> None:
    """What is harmless beside it is still there to read."""
    html = RENDERER.fragment("before\n\n<script>alert(1)</script>\n\nafter <b onclick=x>bold</b>")
    assert "before" in html
    assert "after <b>bold</b>" in html
    assert "alert" not in html


def test_only_known_targets_keep_their_id() -> None:
    """A document cannot take an id of the page, nor one target twice."""
    html = sanitise('<h2 id="a">1</h2><h2 id="a">2</h2><h2 id="main">3</h2>', frozenset({"a"}))
    assert html == '<h2 id="a">1</h2><h2>2</h2><h2>3</h2>'


PIECES = st.sampled_from([*VECTORS, "<", ">", "<!--", "-->", "\n\n", "|", "`", "$", "[^1]", "# "])


@given(st.lists(PIECES | st.text(max_size=20), max_size=8).map("".join))
def test_any_text_is_harmless(text: str) -> None:
    """Whatever the text, attacks pasted together included, the page stays ours."""
    check(RENDERER.fragment(text))
