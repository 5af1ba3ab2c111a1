"""A small library written by hand: what the pages of the tests show."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

SHA256 = "ab" * 32

_WATER = """---
id: water-distribution
kind: hub
title: Water Distribution
summary: Networks, pressure and non-revenue water.
order: 1
---
People who **find leaks**.

## Questions people ask

How much is normal?
"""
_ASSETS = """---
id: asset-management
kind: hub
title: Asset Management
order: 2
---
"""
_EMPTY = """---
id: young-professionals
kind: hub
title: Young Professionals
order: 3
---
"""
_NIGHT_FLOW = f"""---
id: night-flow
title: Minimum night flow
kind: factsheet
hub: water-distribution
also: [asset-management]
language: en
country: KE
published: 2023-05-22
source:
  title: A handbook
  url: https://example.org/h
  sha256: {SHA256}
  licence: CC BY 4.0
  file: Night flow.pdf
tags: [dma, leakage]
verified: {{by: A. Engineer, on: 2024-01-01, until: 2999-01-01}}
---
<!-- page: 1 -->

# What it is

The flow at three o'clock at night.

<!-- page: 2 -->

## How to measure

| Hour | Flow |
|------|-----:|
| 3    |   12 |
"""
_ARABIC = """---
id: arabic-guide
title: دليل المياه
kind: guide
hub: water-distribution
language: ar
source: {title: Somewhere, url: 'javascript:alert(1)'}
---
# مقدمة

نص قصير عن المياه.
"""
_HOSTILE = """---
id: hostile
title: '<script>alert(1)</script> & "quotes"'
kind: thread
hub: asset-management
language: en
operator: '<img src=x onerror=alert(1)>'
summary: '<u>All</u> of it & "more".'
illustrative: 'The figures <u>are</u> invented.'
---
<script>alert(1)</script>

[click](javascript:alert(1)) <b onclick=alert(1)>bold</b>
"""
_LONG = """---
id: long-guide
title: A long guide
kind: guide
hub: asset-management
language: en
published: 2020-01-01
---
""" + "".join(
    f"<!-- page: {n} -->\n\n# Chapter {n}\n\n{'Pumps wear and pipes corrode. ' * 400}\n\n"
    for n in range(1, 21)
)
_FIRST_STEPS = """---
id: first-steps
title: Water losses, first steps
kind: reading-list
hub: water-distribution
language: en
level: introduction
audience: Engineers new to leakage
summary: From the first night reading to a programme.
published: 2026-11-21
items:
- document: night-flow
  why: Measure before you repair.
  minutes: 7
- document: long-guide
  why: Pumps & pipes come next.
  minutes: 90
- document: hostile
  why: What others ask.
  minutes: 5
---
Afterwards you can **read** a night flow.
"""
_HOSTILE_LIST = """---
id: hostile-list
title: '<script>alert(2)</script> & "quotes"'
kind: reading-list
hub: asset-management
language: en
level: leadership
audience: '<img src=x onerror=alert(2)>'
summary: '<b onclick=alert(2)>x</b>'
items:
- {document: long-guide, why: '<script>alert(3)</script>', minutes: 25}
---
<script>alert(4)</script>
"""
_ARABIC_LIST = """---
id: arabic-list
title: قائمة القراءة
kind: reading-list
hub: asset-management
language: ar
level: practice
audience: المهندسون
items:
- {document: arabic-guide, why: ابدأ من هنا, minutes: 1}
- {document: night-flow, why: ثم هذا, minutes: 60}
---
"""
_SOURCED = """---
id: sourced
title: Sourced
kind: guide
hub: asset-management
language: en
answers: [Why do taps hiss?]
licence: CC BY 4.0
source: {title: A manual, publisher: A ministry, year: 2011, url: 'https://example.org/m'}
further_sources:
- {title: A blog, url: 'javascript:alert(2)'}
---
A text.
"""
_GLOSSARY = """
- term: non-revenue water
  abbreviations: [NRW]
  synonyms: [unaccounted-for water]
  translations: {fr: [eau non facturée, ENF], es: [agua no facturada], ar: [مياه]}
  definition: Water that brings no revenue.
  source: {title: A handbook, publisher: An institute, url: 'https://example.org/h?a=1&b=2'}
- term: main
  translations: {fr: [conduite principale]}
  definition: <script>alert(5)</script> & a "pipe".
  source: {title: <i>A page</i>, publisher: '"Us"', url: 'https://example.org/m'}
- term: operation and maintenance
  abbreviations: [O&M]
  translations: {fr: [exploitation et maintenance], es: [operación y mantenimiento]}
  definition: Running a system, and keeping it running.
  source: {title: A page, publisher: Us, url: 'https://example.org/m'}
"""
FILES = {
    "glossary.yaml": _GLOSSARY,
    "water-distribution/hub.md": _WATER,
    "asset-management/hub.md": _ASSETS,
    "young-professionals/hub.md": _EMPTY,
    "water-distribution/factsheet/night-flow.md": _NIGHT_FLOW,
    "water-distribution/guide/arabic-guide.md": _ARABIC,
    "asset-management/thread/hostile.md": _HOSTILE,
    "asset-management/guide/long-guide.md": _LONG,
    "asset-management/guide/sourced.md": _SOURCED,
    "water-distribution/reading-list/first-steps.md": _FIRST_STEPS,
    "asset-management/reading-list/hostile-list.md": _HOSTILE_LIST,
    "asset-management/reading-list/arabic-list.md": _ARABIC_LIST,
}


def write_library(home: Path, files: Mapping[str, str] = FILES) -> None:
    """Write the files and the one original below a home folder."""
    for name, text in files.items():
        path = home / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    (home / "originals" / f"{SHA256}.pdf").write_bytes(b"%PDF-1.4 original")
