"""Long documents in parts: nothing lost, everything found."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from kb.library.anchors import Anchor
from web.rendering import Outline, Renderer, heading_slug

PARAGRAPH = "Water runs downhill. " * 10


def book(chapters: int = 12) -> str:
    """Chapters of about 480 bytes with a page anchor and two sections each."""
    return "".join(
        f"<!-- page: {n} -->\n\n# Chapter {n}\n\n{PARAGRAPH}\n\n## Section {n}.1\n\n{PARAGRAPH}\n\n"
        for n in range(1, chapters + 1)
    )


def test_a_short_document_is_one_part() -> None:
    """Nothing is split that fits."""
    outline = Outline.of("# A\n\ntext\n", 1000)
    assert [part.markdown for part in outline.parts] == ["# A\n\ntext\n"]


def test_a_long_document_is_split_before_chapters() -> None:
    """Parts begin with a chapter, its page anchor before it, and hold to the limit."""
    outline = Outline.of(book(), 2000)
    assert len(outline.parts) == 3
    for part in outline.parts:
        assert re.match(r"<!-- page: \d+ -->\n\n# Chapter", part.markdown)
        assert len(part.markdown.encode()) <= 2000


def test_every_target_is_found_in_its_part() -> None:
    """The part named for an anchor or heading is the one whose HTML has it."""
    renderer = Renderer(part_bytes=2000)
    outline = renderer.outline(book())
    targets = [anchor.fragment for anchor, _part in outline.anchors]
    targets += [heading.slug for heading in outline.headings]
    assert len(targets) == 36
    for target in targets:
        number = outline.part_of(target)
        assert number is not None
        assert f'id="{target}"' in renderer.part(book(), number)


def test_an_unknown_target_is_in_no_part() -> None:
    """A mistyped target is none."""
    assert Outline.of(book(), 2000).part_of("page-99") is None


def test_a_heading_knows_its_text_without_marks() -> None:
    """The contents list shows what people read."""
    source = "# **Bold** `code` [link](x) <!-- page: 2 --> $a_b$ <b>x</b>\n\n#\n"
    outline = Outline.of(source, 1000)
    assert [item.text for item in outline.headings] == [
        "Bold code link a_b x",
        "Untitled section",
    ]
    assert outline.anchors == ((Anchor("page", 2), 1),)


def test_headings_in_code_are_none() -> None:
    """A comment in a script is no heading."""
    assert Outline.of("```\n# not\n```\n\n    # neither\n", 1000).headings == ()


def test_a_long_table_is_split_with_its_head_repeated() -> None:
    """Rows go on in the next part under the same head, none lost."""
    rows = "".join(f"| row {n} | {n} |\n" for n in range(300))
    renderer = Renderer(part_bytes=1500)
    source = f"| name | value |\n|---|--:|\n{rows}"
    count = len(renderer.outline(source).parts)
    pages = [renderer.part(source, number) for number in range(1, count + 1)]
    assert count > 2
    assert all(page.count('<th scope="col">name</th>') == 1 for page in pages)
    found = [int(n) for page in pages for n in re.findall(r"<td>row (\d+)</td>", page)]
    assert found == list(range(300))


def test_footnotes_and_link_definitions_reach_every_part() -> None:
    """A note defined at the end shows in the part that refers to it, and only there."""
    source = f"# A\n\nsaid[^n] and [linked][r]\n\n{PARAGRAPH}\n\n# B\n\n{PARAGRAPH}\n\n"
    source += "[^n]: The note[^m].\n    Its second line.\n\n[^m]: Nested.\n\n[r]: https://e.org\n"
    renderer = Renderer(part_bytes=300)
    first, second = (renderer.part(source, number) for number in (1, 2))
    assert "The note" in first
    assert "second line" in first
    assert "Nested" in first
    assert 'href="https://e.org"' in first
    assert "The note" not in second


def test_a_block_that_cannot_be_split_stays_whole() -> None:
    """One endless paragraph is one part."""
    outline = Outline.of("word " * 5000 + "\n\nend\n", 1000)
    assert len(outline.parts[0].markdown) == 25_002 - 1


BLOCKS = st.lists(
    st.sampled_from(
        [
            *("# One", "## Two", "###### Six", "<!-- page: 1 -->", "<!-- slide: 9 -->", PARAGRAPH),
            *("- a\n- b", "> quote", "| a |\n|---|\n| 1 |\n| 2 |", "```\n# x\n```", "[^1]: note"),
            *("text[^1]", "* * *", "Setext\n======", "<div>", "    code", "1. x\n\n   y"),
        ]
    ),
    max_size=40,
)


@given(BLOCKS, st.integers(50, 2000))
def test_splitting_loses_nothing(blocks: list[str], limit: int) -> None:
    """Whatever the blocks and the limit, every word and heading is in some part, in order."""
    source = "\n\n".join(f"{block} w{number}w" for number, block in enumerate(blocks))
    renderer = Renderer(part_bytes=limit)
    outline = renderer.outline(source)
    html = "".join(renderer.part(source, n) for n in range(1, len(outline.parts) + 1))
    whole = Renderer(part_bytes=10**9).fragment(source)
    # Words of notes are where they are referred to; the rest must be there in the same order.
    words = set(re.findall(r"w\d+w", whole))
    assert words <= set(re.findall(r"w\d+w", html))
    slugs = re.findall(r'<h\d id="([^"]+)"', html)
    assert slugs == [heading.slug for heading in outline.headings]


@given(st.text())
def test_a_slug_can_stand_in_an_address(text: str) -> None:
    """Any heading has a target without blanks, quotes or angle brackets."""
    assert re.fullmatch(r"[^\s\"'<>#?&%]+", heading_slug(text))
