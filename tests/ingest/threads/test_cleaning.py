"""Texts of posts in any markup become safe Markdown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from ingest.threads.cleaning import clean
from ingest.threads.markdown_code import pieces
from ingest.threads.mojibake import mend_mojibake

if TYPE_CHECKING:
    from ingest.threads.base import Markup

HOSTILE = st.lists(
    st.sampled_from(
        [
            "<script>", "</script>", "alert(1)", "<img src=x onerror=alert(1)>", "<a href='",
            "'>", "javascript:alert(1)", "data:text/html,x", "](", "[x](", ")", "[a]: ", "[a]",
            "<", ">", "\n", "\n\n", "`", "```", "    ", "> ", "<svg onload=x>", "<!--", "-->",
            "&#106;avascript:", "java\tscript:", "\\", "![", "<iframe src=//x>", "<style>", "x",
            " ", "[quote]", "[/quote]", "<details>", "<p>", "- ", "| a |", "é", "<vector>", '"',
        ]
    ),
    max_size=30,
).map("".join)  # fmt: skip
MARKUPS = st.sampled_from(["markdown", "html", "plain"])
ACTIVE = re.compile(
    r"<(?:script|iframe|svg|style|img|[a-z]+[^>]*\bon\w+=)|(?:href|src)=\"(?:javascript|data|vbscript):",
    re.IGNORECASE,
)


def rendered(markdown: str) -> str:
    """HTML as a reader makes it that sanitises nothing."""
    return MarkdownIt("commonmark", {"html": True}).disable("image").render(markdown)


@given(HOSTILE, MARKUPS)
def test_nothing_that_acts_survives(text: str, markup: Markup) -> None:
    """Rendered with raw HTML let through, no script, frame or such link is left."""
    assert not ACTIVE.search(rendered(clean(text, markup)))


@given(st.text(max_size=200) | HOSTILE, MARKUPS)
def test_what_comes_out_is_what_a_post_holds(text: str, markup: Markup) -> None:
    """No carriage returns, control characters or empty lines at the ends."""
    cleaned = clean(text, markup)
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", cleaned)
    assert not cleaned.startswith("\n")
    assert cleaned == cleaned.rstrip()


@given(st.text("ab`~\n> -\t\\", max_size=80))
def test_pieces_put_together_are_the_text(text: str) -> None:
    """Cutting out code loses nothing."""
    assert "".join(piece for _, piece in pieces(text)) == text


def test_code_is_left_alone() -> None:
    """Blocks and spans of code stay as they are, whatever they hold."""
    text = "`<script>` and:\n\n```\n<b> [x](javascript:y) [quote]\n```\n\n    <vector>"
    assert clean(text, "markdown") == text


@pytest.mark.parametrize(
    "text",
    [
        "`<script>\n- `",
        "<vector a='`'> `<script>`",
        "[x](`) <script> `",
        r"\\`a` <script> `",
        "[<script>alert(1)</script>] ![<script>](",
        "[<img src=x onerror=alert(1)>](https://x.example)",
    ],
)
def test_only_what_a_reader_takes_for_code_is_code(text: str) -> None:
    """A backtick in a tag, in a link's target or in another block hides nothing that acts."""
    assert not ACTIVE.search(rendered(clean(text, "markdown")))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a <b>bold</b> and <i>it</i>", "a **bold** and *it*"),
        ("std::vector<int> x", "std::vector&lt;int> x"),
        ("p < 0.05 && a <- b", "p < 0.05 && a <- b"),
        ("[x](javascript:alert(1)) [y](https://y.example/a_(b))", "x [y](https://y.example/a_(b))"),
        ("[x](&#106;avascript:1) [y](/admin) [z](data:text/html,1)", "x y z"),
        ("[![i](https://i.example/i.png)](javascript:x)", "[![i](https://i.example/i.png)](#)"),
        ("![pump room|690x388](upload://ab12.png)", "*pump room*"),
        ("see [it][1]\n\n[1]: https://x.example/a", "see [it](https://x.example/a)"),
        ("https://x.example/a_b. Next", "<https://x.example/a_b>. Next"),
        ("<a href='https://x.example'>x</a> <a@b.example>", "[x](https://x.example) <a@b.example>"),
        ("<!-- hidden --> shown", "shown"),
        ("a note[^1]", "a note\\[^1]"),
        ("```\nopen", "```\nopen\n```"),
        ("ok :smile:\r\n\r\n", "ok :smile:"),
        ("<pre>a  b</pre>", "```\na  b\n```"),
    ],
)
def test_markdown(text: str, expected: str) -> None:
    """Raw HTML becomes Markdown or is shown; links lead to the web or nowhere."""
    assert clean(text, "markdown") == expected


def test_quotations_of_discourse() -> None:
    """Quotations nest and name their author; a mark without its other half goes."""
    text = '[quote="sam, post:3, topic:1"]\nHello\n[quote=ana]in[/quote]\n[/quote]\nYes [quote]no'
    assert clean(text, "markdown") == (
        "> @sam:\n>\n> Hello\n>\n> > @ana:\n> >\n> > in\n>\n\nYes \nno"
    )
    cooked = (
        '<aside class="quote" data-username="sam" data-post="3"><div class="title">'
        '<img class="avatar" src="/a.png"> sam:</div><blockquote><p>Hello</p></blockquote></aside>'
        '<p>Yes <img class="emoji" alt=":smile:" src="/e.png"> <img src="u" alt="shot"></p>'
    )
    assert clean(cooked, "html") == "> @sam:\n>\n> Hello\n\nYes :smile: *shot*"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("one *two*\n  # three_4", "one \\*two\\*  \n\\# three_4"),
        ("1. lone", "1\\. lone"),
        ("- a\n- b\nc", "- a\n- b\n\nc"),
        ("> q <b>\n>> r\ns", "> q &lt;b>\n>\n> > r\n\ns"),
        ("x\n\n    a <- 1\n    b", "x\n\n```\n    a <- 1\n    b\n```"),
        ("Zone   Flow\nA1     20", "```\nZone   Flow\nA1     20\n```"),
        ("see <https://x.example/_a_>.", "see <https://x.example/_a_>."),
        ("\n\n a\r\nb \n", "a  \nb"),
        ("End.  Two blanks.  As typed.", "End.  Two blanks.  As typed."),
    ],
)
def test_plain_text_keeps_its_lines(text: str, expected: str) -> None:
    """Markdown shows each line as it was written."""
    assert clean(text, "plain") == expected


@given(st.lists(st.text("ab*_#>[]()<&\\`~|-+=.1!", min_size=1, max_size=12), max_size=6))
def test_plain_text_is_shown_as_it_is(words: list[str]) -> None:
    """What a browser shows of one line is that line."""
    line = " ".join(["x", *words]).strip()
    html = MarkdownIt("commonmark").render(clean(line, "plain"))
    shown = re.sub(r"<[^>]*>", "", html).strip()
    for entity, sign in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&amp;", "&")):
        shown = shown.replace(entity, sign)
    assert shown == line


SENTENCES = (
    "The pump's “rated” head — 45 m — isn’t reached at 20 °C.",
    "Ça fonctionne déjà : où est l’eau ?", "«CAFÉ»", "CAFÉ»", "À l'ÉVÊCHÉ, MAÎTRE Â",
    "¿Dónde está el año? ¡Señal!", "EL NIÑO, PERÚ»",
    "Não há água na região; IRMÃ E MANHÃ «AMANHû", "ÇA VA Ã ", "أين الماء؟ شكراً جزيلاً",
    "Maji safi – sana…", "5 µm, 3 m², 10 €, ½", "Æ Ø Å Ñandú Ürümqi",
)  # fmt: skip


@pytest.mark.parametrize("sentence", SENTENCES)
def test_misread_text_is_mended_and_right_text_is_not(sentence: str) -> None:
    """UTF-8 read as Latin-1 comes back wherever nothing else could be meant."""
    assert mend_mojibake(sentence) == sentence
    assert clean(sentence, "plain").replace("\\", "") == sentence.strip()


@pytest.mark.parametrize(
    ("misread", "meant"),
    [
        ("CafÃ© dâ€™eau", "Café d’eau"),
        ("voilÃ\xa0 le", "voilà le"),
        ("Ù…Ø§Ø¡ Ø´Ø±Ø¨", "ماء شرب"),
        ("great ðŸ‘\x8d", "great 👍"),
        ("right é\nmisread Ã©", "right é\nmisread é"),
        ("mixed é and Ã©", "mixed é and Ã©"),
    ],
)
def test_mojibake(misread: str, meant: str) -> None:
    """Line by line, and only where all of a line is misread."""
    assert mend_mojibake(misread) == meant


LETTERS = st.sampled_from("abcdeéèêëçàâîïôùûüñáíóúãõ'’«»“”¿¡ ÉÈÇÀÑÁÍÓÚÃÕماءشربنحيةىأإؤ،؟0123.,")


@given(st.text(LETTERS, max_size=60))
def test_letters_of_the_six_languages_are_never_mended(text: str) -> None:
    """No run of these letters and marks is taken for misread text, but for Ã before a mark."""
    if not re.search("[ÃÂ][»«¿¡’”“]", text):
        assert mend_mojibake(text) == text


@pytest.mark.parametrize(
    ("part", "markup"),
    [
        ("` `` a ", "markdown"), ("[a](", "markdown"), ("<b", "markdown"), ("> ", "markdown"),
        ("[quote]", "markdown"), ("[x]: y\n", "markdown"), ("été Ã© ", "markdown"),
        ("<div>", "html"), ("<img ", "html"), ("&lt;<", "html"),
        ("> ", "plain"), ("a   b ", "plain"), ("*_`", "plain"), ("https://", "plain"),
    ],
)  # fmt: skip
@pytest.mark.timeout(60)  # what grows with the square of the text takes many minutes
def test_a_large_post_of_one_mark_is_cleaned(part: str, markup: Markup) -> None:
    """Whatever a post is made of, no pattern runs over it again and again."""
    clean(part * (200_000 // len(part)), markup)
