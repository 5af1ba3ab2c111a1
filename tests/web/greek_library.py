"""A library without one Latin letter to be seen, so that those on its pages are the site's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.web.library import SHA256, write_library

if TYPE_CHECKING:
    from pathlib import Path

_PARAGRAPH = "Οι σωλήνες και οι αντλίες φθείρονται. " * 120
_FIGURE = """```figure
type: bars
title: Απώλειες
text: Πριν και μετά.
unit: μ³
values: {Πριν: 1200, Μετά: 13}
```
"""
_BODY = f"""<!-- page: 1 -->

# Αρχή

Κείμενο.[^1]

<!-- slide: 2 -->

| Ώρα | Ροή |
|-----|----:|
| 3   |  12 |

{_FIGURE}

## ![](x)

<!-- sheet: 3 -->

<!-- chapter: 4 -->

Τέλος.

[^1]: Σημείωση.
"""
_KINDS = ("case-study", "questions", "answer-card", "wop-report", "factsheet", "thread")
_LONG = "".join(f"<!-- page: {n} -->\n\n# Κεφάλαιο {n}\n\n{_PARAGRAPH}\n\n" for n in range(1, 21))


def hub(number: int, name: str, body: str = "") -> str:
    """A hub's file."""
    head = f"id: hub-{number}\nkind: hub\ntitle: {name}\nsummary: {name}.\norder: {number}\n"
    return f"---\n{head}---\n{body}"


def document(name: str, title: str, body: str = _BODY, **fields: str) -> str:
    """A document's file."""
    given = {"kind": "guide", "hub": "hub-1", "language": "el"} | fields
    lines = "".join(f"{key}: {value}\n" for key, value in given.items())
    return f"---\nid: {name}\ntitle: {title}\n{lines}---\n{body}"


def reading_list(name: str, level: str, items: dict[str, int]) -> str:
    """A reading list's file."""
    rows = "".join(
        f"- {{document: '{key}', why: Γιατί, minutes: {minutes}}}\n"
        for key, minutes in items.items()
    )
    return (
        f"---\nid: {name}\ntitle: Λίστα\nkind: reading-list\nhub: hub-1\nlanguage: el\n"
        f"level: {level}\naudience: Μηχανικοί\nsummary: Πρώτα.\nitems:\n{rows}---\nΕισαγωγή.\n"
    )


_SOURCE = "{title: Εγχειρίδιο, licence: Ελεύθερη, url: 'https://example.org/x', file: 'αρχείο'}"
_KEPT = f"{{title: Εγχειρίδιο, sha256: {SHA256}, file: αρχείο}}"
_GLOSSARY = """
- term: Νερό
  abbreviations: [ΝΕ]
  synonyms: [Ύδωρ]
  translations: {el: [Κείμενο], ar: [ماء]}
  definition: Πίνουμε.
  source: {title: Εγχειρίδιο, publisher: Υπηρεσία, url: 'https://example.org/x'}
- term: Αντλία
  definition: Σηκώνει.
  source: {title: Εγχειρίδιο, publisher: Υπηρεσία, url: 'https://example.org/x'}
"""
FILES = {
    "glossary.yaml": _GLOSSARY,
    "hub-1/hub.md": hub(1, "Νερό", "Ποιοι είμαστε.\n"),
    "hub-2/hub.md": hub(2, "Πάγια"),
    "hub-3/hub.md": hub(3, "Νέοι"),
    "hub-1/guide/all.md": document(
        "all", "Νερό νύχτα", source=_SOURCE, country="GR", operator="Υπηρεσία",
        published="2023-05-22", tags="[ροή, διαρροή]", also="[hub-2]", illustrative="Επινόηση.",
        summary="Σύντομα.", verified="{by: Α. Β., on: 2024-01-01, until: 2999-01-01}",
    ),
    "hub-1/factsheet/expired.md": document(
        "expired", "Νερό μέρα", source=f"{{title: Εγχειρίδιο, sha256: {'cd' * 32}}}",
        verified="{by: Ε. Ζ., on: 2020-01-01, until: 2021-01-01}",
    ),
    "hub-1/thread/lasting.md": document(
        "lasting", "Νερό πάντα", kind="thread", verified="{by: Γ. Δ., on: 2020-01-01}"
    ),
    "hub-2/guide/long.md": document("long", "Νερό μακρύ", _LONG, hub="hub-2"),
    **{
        f"hub-1/{kind}/of-{kind}.md": document(f"of-{kind}", f"Νερό {n}", kind=kind, source=_KEPT)
        for n, kind in enumerate(_KINDS)
    },
    "hub-2/guide/empty.md": document("empty", "Νερό κενό", "", hub="hub-2", language="ar"),
    "hub-1/reading-list/first.md": reading_list("first", "introduction", {"all": 7, "long": 90}),
    "hub-1/reading-list/gaps.md": reading_list("gaps", "practice", {"all": 7, "404": 5, "405": 5}),
}  # fmt: skip


def write_greek_library(home: Path) -> None:
    """Write the files below a home folder."""
    write_library(home, FILES)
