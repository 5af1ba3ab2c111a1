"""The reader on which all checks of the starter library rest."""

from __future__ import annotations

from tests.guards.content.blocks import split
from tests.guards.content.pages import Page
from tests.guards.content.text import normal, plain

BODY = """
Intro.[^a]

## One

- first
  goes on

  second paragraph

| A | B |
| --- | --- |
| 1 | 2 |

### Two

```figure
type: bars
```

[^a]: A note
    that goes on.
[^b]: Another.
"""


def test_blocks_know_line_and_section() -> None:
    """Each block has its kind, first line and headings."""
    found, _ = split(BODY, 10)
    assert [(one.kind, one.line, one.section) for one in found] == [
        ("text", 11, ()),
        ("heading", 13, ()),
        ("item", 15, ("One",)),
        ("item", 18, ("One",)),
        ("table", 20, ("One",)),
        ("heading", 24, ("One",)),
        ("code", 26, ("One", "Two")),
    ]


def test_a_table_keeps_its_rows() -> None:
    """Head first, each row with its line."""
    table = split(BODY, 10)[0][4]
    assert table.rows == [(20, ["A", "B"]), (22, ["1", "2"])]


def test_footnotes_are_no_blocks() -> None:
    """They have key, text and line of their own."""
    notes = split(BODY, 10)[1]
    assert [(one.key, one.text, one.line) for one in notes] == [
        ("a", "A note that goes on.", 30),
        ("b", "Another.", 32),
    ]


def test_lines_are_those_of_the_file() -> None:
    """Front matter counts."""
    page = Page(f"---\nid: x\n---\n{BODY}", "h/guide/x.md")
    assert page.blocks[0].line == 5
    assert page.text.splitlines()[page.blocks[0].line - 1] == "Intro.[^a]"


def test_plain_text() -> None:
    """Links leave their words; marks, code, addresses and emphasis go."""
    assert plain("**See** [the *hub*](/hubs/x), `a = b`[^k] https://x.org now") == (
        "See the hub, now"
    )
    assert plain("3 * 4 and a*b") == "3 * 4 and a*b"


def test_normal_text() -> None:
    """Lower case, no accents, no punctuation, no possessive."""
    assert normal("Île-de-France's “Water”") == "ile de france water"
