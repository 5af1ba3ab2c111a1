"""A small library written by hand: what the pages of the tests show."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
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
FILES = {
    "water-distribution/hub.md": _WATER,
    "asset-management/hub.md": _ASSETS,
    "young-professionals/hub.md": _EMPTY,
    "water-distribution/factsheet/night-flow.md": _NIGHT_FLOW,
    "water-distribution/guide/arabic-guide.md": _ARABIC,
    "asset-management/thread/hostile.md": _HOSTILE,
    "asset-management/guide/long-guide.md": _LONG,
}


def write_library(home: Path) -> None:
    """Write the files and the one original below a home folder."""
    for name, text in FILES.items():
        path = home / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    (home / "originals" / f"{SHA256}.pdf").write_bytes(b"%PDF-1.4 original")
