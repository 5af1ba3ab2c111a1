"""A page without fault, and the same with one thing changed: what the checks must catch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.guards.content.pages import Page, Shelf

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.guards.content.faults import Fault

FRONT = """\
---
id: tank-time
title: How long water stays in a tank
kind: factsheet
hub: water-distribution
also: [asset-management]
language: en
published: 2026-11-21
summary: The mean time that water stays in a tank, how to work it out, and what to do about it.
illustrative: The figures of the worked example are invented.
licence: CC BY 4.0
source:
  title: Tanks and time
  publisher: A. Writer, Water Institute (WINST)
  year: 2019
  url: https://example.org/tanks
further_sources:
- title: "Notes on storage: a survey"
  publisher: National Water Agency
  year: undated
  url: https://example.org/notes
tags: [tank, storage]
example:
  inputs: {volume_m3: 150, flow_m3_h: 1200}
  results: {time_min: 7.5}
---
"""
BODY = """
A tank keeps water for hours. This sheet says for how long, and what to do about it.

## Formula

`T = 60 × V ÷ Q`[^time]

| Symbol | Meaning | Unit |
| --- | --- | --- |
| T | mean time | minutes |
| V | volume | m³ |
| Q | flow | m³ a day |

## What others found

In a survey of 2012 half of the tanks kept water for 30 hours.[^survey]

The towns were these:[^survey]

| Town | Time (hours) |
| --- | --- |
| Northport | 30 |
| Southport | 41 |

```figure
type: bars
title: Time in two tanks
text: Northport keeps water for 30 hours and Southport for 41 hours.
unit: hours
values: {"Northport": 30, "Southport": 41}
```

The survey is old.[^survey]

## Worked example

The figures are invented: a tank of 150 m³ and a flow of 1,200 m³ an hour.

1. T = 60 × 150 ÷ 1,200 = 7.5 minutes.

## What to do

- Lower the level at night. See [assets](/documents/other-sheet) and
  [the hub](/hubs/asset-management).
- FILLER

[^time]: *Tanks and time*, page 3.
[^survey]: National Water Agency; read in part.
"""
FILLER = "Open the valve slowly and write down what the meter shows. " * 24
GOOD = FRONT + BODY.replace("FILLER", FILLER.strip())

OTHER = """---
id: other-sheet
title: Another sheet
kind: factsheet
hub: asset-management
language: en
---

Words about assets that nobody else has written down so far.
"""
HUB = "---\nid: {0}\ntitle: Hub\nkind: hub\nlanguage: en\n---\n\nA hub.\n"


def library(*more: Page) -> Shelf:
    """Two hubs, one document, and these pages."""
    hubs = ("asset-management", "water-distribution")
    pages = [Page(HUB.format(hub), f"{hub}/hub.md") for hub in hubs]
    pages.append(Page(OTHER, "asset-management/factsheet/other-sheet.md"))
    return Shelf({page.path: page for page in [*pages, *more]})


def changed(old: str = "", new: str = "", kind: str = "factsheet") -> Page:
    """The page without fault with ``old`` replaced by ``new``, as another kind if you like."""
    assert old in GOOD, f"the sample does not hold {old!r}"
    text = GOOD.replace(old, new, 1) if old else GOOD
    if kind == "case-study":
        text = text.replace("published:", "country: KE\noperator: Town Water\npublished:", 1)
    text = text.replace("kind: factsheet", f"kind: {kind}", 1)
    return Page(text, f"water-distribution/{kind}/tank-time.md")


def told(check: Callable[[Page, Shelf], Iterator[Fault]], page: Page) -> str:
    """What a check says of a page, one fault a line."""
    return "\n".join(str(fault) for fault in sorted(check(page, library(page))))
