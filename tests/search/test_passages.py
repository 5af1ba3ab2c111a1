"""Documents cut into passages."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.passages import LARGEST, size, split, text_key

WORD = st.text("abcdefgij", min_size=1, max_size=8)
SENTENCE = st.lists(WORD, min_size=1, max_size=30).map(lambda words: " ".join(words) + ".")
PARAGRAPH = st.lists(SENTENCE, min_size=1, max_size=12).map(" ".join)
HEADING = st.tuples(st.integers(1, 4), WORD).map(lambda pair: f"{'#' * pair[0]} {pair[1]}")
LIST = st.lists(SENTENCE, min_size=1, max_size=8).map(
    lambda items: "\n".join(f"- {item}" for item in items)
)
TABLE = st.lists(st.tuples(WORD, WORD), min_size=1, max_size=60).map(
    lambda rows: "| head | other |\n|---|---|\n" + "\n".join(f"| {a} | {b} |" for a, b in rows)
)
CODE = st.lists(WORD, min_size=1, max_size=9).map(lambda lines: "\n".join(["```", *lines, "```"]))
BODY = st.lists(st.one_of(HEADING, PARAGRAPH, LIST, TABLE, CODE), max_size=12).map("\n\n".join)


def words(text: str) -> list[str]:
    """Words of a text, its Markdown marks aside."""
    return re.findall(r"[a-z]+", text)


@settings(max_examples=150, deadline=None)
@given(BODY)
def test_every_word_is_in_some_passage(body: str) -> None:
    """Nothing of a body is lost, and nothing but table headers is doubled."""
    passages = split(body, "en")
    inside = {word for p in passages for word in words(p.text + " " + " ".join(p.headings))}
    assert set(words(body)) <= inside
    prose = [p.text for p in passages if "|" not in p.text]
    assert sum(len(words(text)) for text in prose) <= len(words(body))


@settings(max_examples=100, deadline=None)
@given(BODY)
def test_no_passage_is_longer_than_allowed(body: str) -> None:
    """A repeated table header included, a passage stays near what the model reads."""
    assert all(size(passage.text) <= LARGEST * 1.4 for passage in split(body, "en"))


@settings(max_examples=100, deadline=None)
@given(st.lists(st.one_of(PARAGRAPH, LIST, TABLE, HEADING), min_size=1, max_size=8))
def test_a_passage_knows_the_page_it_begins_on(parts: list[str]) -> None:
    """Each page's words carry their page's number, so the anchor can be told from the text."""
    pages = [
        re.sub(r"[a-j]+", lambda m, n=n: f"{m[0]}{n}", part) for n, part in enumerate(parts, 1)
    ]
    body = "\n\n".join(f"<!-- page: {n} -->\n\n{page}" for n, page in enumerate(pages, 1))
    for passage in split(body, "en"):
        rows = [line for line in passage.text.splitlines() if "head" not in line] or [passage.text]
        first = re.search(r"[a-j]+(\d+)", " ".join(rows))
        assert first is not None
        assert passage.anchor is not None
        assert passage.anchor.number == int(first[1])


def test_a_sentence_after_a_page_break_is_on_the_next_page() -> None:
    """An anchor inside a paragraph moves only what begins behind it."""
    long = " ".join(["word"] * 60)
    body = f"<!-- page: 7 -->\nFirst {long}. Across <!-- page: 8 --> {long}. Last one {long}."
    numbers = [passage.anchor.number for passage in split(body, "en") if passage.anchor]
    assert numbers == [7, 7, 8]


def test_headings_make_the_path_and_bound_passages() -> None:
    """Siblings do not share a passage, children carry their parents."""
    body = "# A\n\none\n\n## B\n\ntwo\n\n## C\n\nthree\n\n# D\n\nfour"
    found = [(passage.headings, passage.text) for passage in split(body, "en")]
    expected = [(("A",), "one"), (("A", "B"), "two"), (("A", "C"), "three"), (("D",), "four")]
    assert found == expected


def test_a_heading_with_nothing_below_is_a_passage() -> None:
    """Otherwise its words could not be found."""
    assert [passage.text for passage in split("# Only this", "en")] == ["Only this"]


def test_a_long_table_repeats_its_header() -> None:
    """Each part of a table reads as a table."""
    rows = "\n".join(f"| pump {n} | a yield of {n} cubic metres a day |" for n in range(60))
    passages = split(f"| Pump | Yield |\n|---|---|\n{rows}", "en")
    assert len(passages) > 1
    assert all(passage.text.startswith("| Pump | Yield |\n|---|---|\n") for passage in passages)


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("See [the *guide*](http://x.org/a) **now**.", "See the guide now."),
        ("Flow<!-- page: 3 --> rises <!-- a remark -->here.", "Flow rises here."),
        ("H<sub>2</sub>O &amp; more", "H2O & more"),
        ("![A pump](pump.png) works", "A pump works"),
        ("Water[^1] flows", "Water flows"),
        ("<div>Plain <b>text</b></div>", "Plain text"),
        ("`-word` drops", "-word drops"),
        ("1. one\n2. two\n   - inner", "1. one\n2. two\n  - inner"),
    ],
)
def test_marks_links_and_comments_are_gone(markdown: str, text: str) -> None:
    """What is embedded and quoted is what a reader sees."""
    assert [passage.text for passage in split(markdown, "en")] == [text]


@pytest.mark.parametrize("text", ["x" * 30_000, "水" * 3_000, "a " * 9_000, "long, " * 2_000])
def test_text_without_an_end_is_cut(text: str) -> None:
    """One endless sentence or word becomes passages a model can read."""
    passages = split(text, "zh" if "水" in text else "en")
    assert all(size(passage.text) <= LARGEST + 1 for passage in passages)
    assert "".join("".join(p.text.split()) for p in passages) == "".join(text.split())


@given(st.text(max_size=400))
def test_any_text_can_be_split(body: str) -> None:
    """Malformed Markdown is only text."""
    assert all(passage.text.strip() for passage in split(body, "en"))


def test_what_is_embedded_names_the_nearest_heading_or_the_title() -> None:
    """The same words in another chapter are another text, and the key says so."""
    first, second = split("# A\n\nsame\n\n# B\n\nsame", "en")
    assert first.embedded("Title") == "A\nsame"
    assert split("same", "en")[0].embedded("Title") == "Title\nsame"
    assert text_key(first.embedded("Title")) != text_key(second.embedded("Title"))


def test_what_is_said_about_a_document_are_passages_before_the_first() -> None:
    """Summary and questions stand below 0, without heading or page; the body is cut as ever."""
    about = ["How to find leaks.", "Why does the pipe hum?"]
    summary, question, *others = split("# One\n\nText.", "en", about)
    assert (summary.ordinal, summary.text, summary.headings) == (-2, about[0], ())
    assert (question.ordinal, question.anchor) == (-1, None)
    assert question.embedded("A title") == "A title\nWhy does the pipe hum?"
    assert others == split("# One\n\nText.", "en")
