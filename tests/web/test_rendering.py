"""Markdown as our pages show it."""

from __future__ import annotations

import pytest

from web.rendering import Renderer

RENDERER = Renderer()


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("| a | b |\n|---|--:|\n| 1 | 2<br>3 |\n", '<td class="right">2<br>3</td>'),
        ("~~old~~ **new**", "<p><del>old</del> <strong>new</strong></p>"),
        ("```\na < b\n```", '<pre tabindex="0"><code>a &lt; b\n</code></pre>'),
        ("- one\n  - two\n", "<li>one<ul>\n<li>two</li>"),
        ("3. three\n4. four\n", '<ol start="3">'),
        ("It is $Q_a * t_b *2$ long", '<span class="math">$Q_a * t_b *2$</span>'),
        ("$$\na_b < c\n$$", '<div class="math">$$a_b &lt; c$$</div>'),
        ("From \\$5 to \\$6", "<p>From $5 to $6</p>"),
        ("from $5 to $10 each", "<p>from $5 to $10 each</p>"),
        ("H<sub>2</sub>O", "<p>H<sub>2</sub>O</p>"),
        ("![A valve](http://elsewhere/x.png)", "[Picture: A valve]"),
        ("![](x.png)after", "<p>after</p>"),
        ("[x](https://e.org)", '<a href="https://e.org" rel="nofollow noopener">x</a>'),
        ("[x][r]\n\n[r]: https://e.org", 'href="https://e.org"'),
        ("said[^1]\n\n[^1]: Smith *2020*", "Smith <em>2020</em>"),
        ("- a\n    - b\n        - c\n", "<li>a<ul>\n<li>b<ul>\n<li>c</li>"),
        ("Text:\n- a\n- b\n", "<p>Text:</p>\n<ul>\n<li>a</li>\n<li>b</li>"),
        ("- a\n- b\n1. c\n", "</ul>\n<ol>\n<li>c</li>"),
        ("- a\n\n    b\n\n    ```\n    c\n    ```\n", "<p>b</p>\n<pre tabindex"),
        ("> - a\n>\n>   > b\n", "<p>a</p>\n<blockquote>\n<p>b</p>"),
        ("| a |\n|---|\n", '<thead>\n<tr>\n<th scope="col">a</th>\n</tr>\n</thead>\n</table>'),
        ("| a \\| b | `c \\| d` |\n|---|---|\n", '>a | b</th>\n<th scope="col"><code>c | d<'),
        ("one\\\ntwo  \nthree", "<p>one<br>\ntwo<br>\nthree</p>"),
        ("![A valve][p] [x][P]\n\n[p]: /p", '<span class="picture">[Picture: A valve]</span> <a'),
        ("Note\n[1]: still text", "<p>Note\n[1]: still text</p>"),
        ("tag <title> here\n\nnext", "<p>tag &lt;title&gt; here</p>\n<p>next</p>"),
        ("cost \\$5, `$a` and $b$", '<code>$a</code> and <span class="math">$b$</span>'),
    ],
)
def test_markdown_becomes(markdown: str, expected: str) -> None:
    """Each mark of the dialect becomes the element it stands for."""
    assert expected in RENDERER.fragment(markdown)


def test_a_note_is_linked_from_and_to_each_place_that_refers_to_it() -> None:
    """References and notes lead to each other by numbers, whatever the labels."""
    html = RENDERER.fragment("a[^x y] b[^é] c[^é]\n\n[^é]: Note.\n")
    assert "a[^x y]" in html
    assert html.count('href="#fn1"') == 2
    for target in ("fn1", "fnref1", "fnref1:2"):
        assert html.count(f'id="{target}"') == 1
        assert f'href="#{target}"' in html


def marker(unit: str, number: int, text: str) -> str:
    """HTML of a place's marker."""
    target = f"{unit}-{number}"
    return f'<a class="place" href="#{target}" id="{target}" rel="nofollow noopener">{text}</a>'


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("<!-- page: 4 -->\n\nText", f"{marker('page', 4, 'p. 4')}</div>\n<p>Text</p>"),
        ("<!-- page: 4 -->\nText", f"{marker('page', 4, 'p. 4')}</div>\n<p>Text</p>"),
        ("one <!-- page: 4 --> *two*", f"<p>one {marker('page', 4, 'p. 4')} <em>two</em></p>"),
        ("<!-- page: 4 --> *two*", f"<p>{marker('page', 4, 'p. 4')} <em>two</em></p>"),
        ("one\n<!-- page: 4 -->\ntwo", f"<p>one\n{marker('page', 4, 'p. 4')}\ntwo</p>"),
        ("<!-- sheet: 2 Tariffs <b> -->", "sheet Tariffs &lt;b&gt;</a>"),
        ("```\na\n<!-- page: 4 -->\n```", f"a\n{marker('page', 4, 'p. 4')}\n</code>"),
        ("# A <!-- page: 4 -->", f'<h2 id="a">A {marker("page", 4, "p. 4")}</h2>'),
        ("- a\n\n  <!-- page: 4 -->\n\n  b", marker("page", 4, "p. 4")),
    ],
)
def test_anchors_become_targets(markdown: str, expected: str) -> None:
    """A page anchor is a link target wherever it stands."""
    assert expected in RENDERER.fragment(markdown)


def test_a_table_goes_on_over_a_page_break() -> None:
    """An anchor between two rows moves into the next row and does not end the table."""
    html = RENDERER.fragment("| a | b |\n|---|---|\n| 1 | 2 |\n<!-- page: 2 -->\n| 3 | 4 |\n")
    assert html.count("<table>") == 1
    assert html.count("<tr>") == 3
    assert marker("page", 2, "p. 2") in html


def test_a_new_table_after_a_page_break_stays_a_table() -> None:
    """An anchor before another table's head leaves that table alone."""
    table = "| a | b |\n|---|---|\n| 1 | 2 |\n"
    html = RENDERER.fragment(f"{table}<!-- page: 2 -->\n{table}")
    assert html.count("<table>") == 2


def test_an_ordinary_comment_is_not_shown() -> None:
    """Comments that are no anchors vanish."""
    assert RENDERER.fragment("a <!-- secret --> b") == "<p>a  b</p>"


def test_headings_start_below_the_title_and_never_skip() -> None:
    """The page's h1 is the title, so a body's outermost heading is h2 and depth grows by one."""
    html = RENDERER.fragment("# One\n\n#### Deep\n\n## Two\n\n# Three\n")
    tags = ['<h2 id="one">', '<h3 id="deep">', '<h3 id="two">', '<h2 id="three">']
    assert all(tag in html for tag in tags), html


def test_a_part_that_begins_deep_starts_at_the_same_level() -> None:
    """The first heading of every part is h2, whatever its depth in the whole document."""
    renderer = Renderer(part_bytes=200)
    source = "# One\n\n" + "".join(f"## Sub {n}\n\n{'word ' * 25}\n\n" for n in range(5))
    assert len(renderer.outline(source).parts) > 1
    assert renderer.part(source, 2).startswith('<h2 id="sub-')


def test_an_empty_head_cell_is_a_plain_cell() -> None:
    """Tables with an empty corner have no header without words."""
    html = RENDERER.fragment("| | a |\n|---|---|\n| 1 | 2 |\n")
    assert '<td></td>\n<th scope="col">a</th>' in html


def test_repeated_headings_have_targets_of_their_own() -> None:
    """Two sections of one name, or of a name the page itself uses, can both be linked."""
    html = RENDERER.fragment("# Main\n\n# Notes\n\n# Notes\n\n# Page 3\n\n<!-- page: 3 -->\n")
    for target in ("main-2", "notes", "notes-2", "page-3-2", "page-3"):
        assert html.count(f'id="{target}"') == 1


def test_rendering_is_remembered_by_content() -> None:
    """The same text is rendered once; another text is not mistaken for it."""
    renderer = Renderer()
    first = renderer.fragment("# A")
    assert renderer.fragment("# A") is first
    assert renderer.fragment("# B") != first


def test_the_cache_is_bounded() -> None:
    """What does not fit into the cache is rendered all the same and not kept."""
    renderer = Renderer(cache_bytes=100)
    text = "word " * 100
    assert renderer.fragment(text) == renderer.fragment(text)
    assert renderer._parts.currsize <= 100


@pytest.mark.parametrize(
    ("markdown", "stands_out"),
    [
        ("`ILI = CARL ÷ UARL`", True),
        ("`ILI = CARL ÷ UARL`[^a]\n\n[^a]: A source.", True),
        ("`ILI` is a ratio.", False),
        ("The `ILI`", False),
        ("`a` and `b`", False),
    ],
)
def test_a_formula_stands_out(markdown: str, stands_out: bool) -> None:
    """A paragraph of code alone, notes aside, is a formula; code inside a sentence is not."""
    assert ('<p class="formula">' in Renderer().fragment(markdown)) == stands_out
