"""The outline and the page agree: the same headings, in the same order, with the same targets."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ingest.converters.base import ConversionOptions, SourceFile
from ingest.converters.registry import ConverterRegistry
from kb.library.document import Document
from web.rendering import Renderer

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT.parent / "shared" / "samples"
LIBRARY = sorted((ROOT / "content").rglob("*/factsheet/*.md"))
HEADING = re.compile(r'(?s)<h[1-6](?: id="([^"]*)")?>(.*?)</h[1-6]>')
MARKER = re.compile(r'(?s)<a class="place".*?</a>')


def agree(body: str, part_bytes: int = 80_000) -> int:
    """Fail unless every part's headings are the outline's; return how many there are."""
    renderer = Renderer(part_bytes=part_bytes)
    outline = renderer.outline(body)
    for number in range(1, len(outline.parts) + 1):
        shown = HEADING.findall(renderer.part(body, number))
        expected = [item for item in outline.headings if item.part == number]
        assert [target for target, _text in shown] == [item.slug for item in expected]
        for (_target, inside), item in zip(shown, expected, strict=True):
            words = html.unescape(re.sub("<[^>]*>", "", MARKER.sub("", inside)))
            assert " ".join(words.split()) == item.text.replace("Untitled section", "")
    return len(outline.headings)


@pytest.mark.parametrize("path", LIBRARY, ids=lambda path: path.stem)
def test_the_starter_librarys_documents_agree(path: Path) -> None:
    """What we deliver has headings, and its contents list leads to them."""
    assert agree(Document.parse(path.read_text("utf-8"), path).body, 1000)


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="needs the sample documents of ../shared")
@pytest.mark.parametrize(
    "name", ["test.docx", "test.pptx", "test.epub", "test.rtf", "test_wikipedia.html"]
)
def test_converted_documents_agree(name: str) -> None:
    """What our converters write has the same headings for both parsers."""
    source = SourceFile.of(SAMPLES / "formats" / name)
    converter = ConverterRegistry.default().for_source(source)
    agree(converter.convert(source, ConversionOptions()).markdown, 20_000)


STARTS = ["", "", "- ", "1. ", "> ", ">", "    ", "  ", "\t", "   ", "-\t", "[^1]: ", "7) ", "+ "]
MARKS = ["# ", "## ", "#", "###### ", "====", "---", "```", "~~~~", "$$", "| a | ", "|---|", "***"]
MARKS += ["<div>", "<!-- ", "<!-- page: 3 -->", "<script>", "[x]: /y ", "\\", "`", "*", "", ""]
LINES = st.lists(
    st.tuples(
        st.lists(st.sampled_from(STARTS), max_size=3).map("".join),
        st.sampled_from(MARKS),
        st.sampled_from(["", "word", "word #", "[^1]", "\n", "*a* `b`"]),
    ).map("".join),
    max_size=14,
).map("\n".join)


@given(LINES, st.integers(20, 400))
@example(
    "#no\n# yes\n\n  ## a #\n\n    # code\n\n- # b\n\n      # c\n\n> x\n# d\n===\n\ne\n---", 50
)
@example("> q\n> - a\n>   > deep\n>\n> # H\n\n> q2", 1000)
@example("- a\n  # b\n  text\n  ## c\n1. d\n   # e", 1000)
@example("said[^1]\n\n[^1]: note\n\n    # in a note\n\n# after", 1000)
def test_any_text_agrees(text: str, part_bytes: int) -> None:
    """Whatever stands before, behind and around a line, both call it a heading or neither does."""
    renderer = Renderer(part_bytes=part_bytes)
    outline = renderer.outline(text)
    pages = [renderer.part(text, number) for number in range(1, len(outline.parts) + 1)]
    assert re.findall(r'<h\d id="([^"]*)"', "".join(pages)) == [
        item.slug for item in outline.headings
    ]


NESTED = st.lists(
    st.tuples(
        st.integers(0, 9).map(lambda count: " " * count),
        st.sampled_from(["- ", "* ", "1. ", "2) ", "> ", "> - ", "- > ", "- - ", "", "", "# "]),
        st.sampled_from(["\n", "\n\n"]),
    ),
    max_size=14,
)


@given(NESTED)
def test_nesting_loses_no_word(lines: list[tuple[str, str, str]]) -> None:
    """Lists and quotations in each other, however indented, keep every word in order."""
    text = "".join(f"{indent}{mark}w{n}w{end}" for n, (indent, mark, end) in enumerate(lines))
    page = re.sub("<[^>]*>", "", Renderer().fragment(text))
    assert re.findall(r"w(\d+)w", page) == [str(number) for number in range(len(lines))]
