"""Units as the library spells them: SI, British, and the same everywhere."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.guards.content.text import ADDRESS, CODE_SPAN, LINK

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.guards.content.faults import Fault
    from tests.guards.content.pages import Page, Shelf

_AFTER_NUMBER = r"(?<=\d)\s?"
RULES: list[tuple[re.Pattern[str], str]] = [
    (re.compile(pattern), remedy)
    for pattern, remedy in [
        (r"\b[kcm]?m\^?3\b", "Write m³"),
        (r"\b[kcm]?m\^?2\b", "Write m² (km², …)"),
        (r"\b(?:cu\.? ?m|cum|cbm|CBM)\b", "Write m³"),
        (r"\blps\b|\bl\.p\.s\b", "Write L/s"),
        (r"\b(?:lpcd|lcd|l/c/d|L/c/d)\b", "Write litres per person and day"),
        (r"\b(?:Mld|MLD|mld|Ml/d)\b", "Write ML/d, or m³ a day"),
        (r"\b[mµ]g/l\b", "Write mg/L (µg/L)"),
        (r"(?<=\d) ?l/s\b|\blitres?/s\b", "Write L/s, or litres a second"),
        (r"\b(?:kwh|Kwh|KWh|KWH|kWH)\b", "Write kWh"),
        (r"\b(?:Kpa|kpa|KPa|KPA)\b", "Write kPa"),
        (r"\b(?:Kw|KW|kw)\b", "Write kW"),
        (r"\b(?:Km|KM|kms|Kms)\b", "Write km"),
        (r"\b(?:Kg|KG|kgs)\b", "Write kg"),
        (r"(?<=\d)\s?(?:hrs?|mins?|secs?|yrs?)\b", "Write the unit out: hours, minutes, years"),
        (r"(?<=\d) (?:mtrs?|ltrs?|lts?)\b", "Write metres (m), litres (L)"),
        (r"\b[Ll]iters?\b", "Write litres"),
        (
            r"\b(?:[Kk]ilo|[Cc]enti|[Mm]illi)meters?\b|\b[Cc]ubic meters?\b|\b[Ss]quare meters?\b",
            "Write kilometres, cubic metres (m³), …",
        ),
        (r"(?<=\d)%", "Leave a space: 40 %"),
        (r"(?<=\d)(?:km|kWh|kW|kPa|mg|mm|m³|m²|ML)\b", "Leave a space between number and unit"),
        (r"(?<=\d)°C", "Leave a space: 15 °C"),
        (r"\b[Pp]ercent\b", "Write per cent, or % after a number"),
    ]
]
NUMBER_RULES: list[tuple[re.Pattern[str], str]] = [
    (re.compile(pattern), remedy)
    for pattern, remedy in [
        (r"(?<![\d.,/:-])[1-9]\d{4,}(?![\d.,:-]*\d)(?!-)", "Set commas: 12,000"),
        (r"(?<![\d.,/:-])(?:2[2-9]|[3-9]\d|1[0-7])\d\d(?![\d/-])(?!\.\d)", "Set a comma: 3,400"),
        (r"(?<![\d,.])\d{1,3}(?:[ \u202f\u00a0]\d{3})+(?!\d)", "Set commas for thousands: 12,000"),
        (r"(?<![\d,.])\d{1,3}(?:\.\d{3}){2,}(?!\d)", "Set commas for thousands: 1,200,000"),
        (r"(?<![\d,.])\d+,\d{1,2}(?!\d)(?! and)", "Set a point for decimals: 3.5"),
    ]
]  # fmt: skip
# Where numbers name something: a page, a paper, a standard, a model, a decree, an article.
NAMED = re.compile(
    r"\b(?:ISO|EN|IEC|No\.?|number|pages?|pp?\.|paper|report|act|decree|article|resolution"
    r"|version|note|directive|BS|DIN|SANS|PC|hs)\s*[\w/-]*\d[\w/.-]*",
    re.IGNORECASE,
)


def check(page: Page, shelf: Shelf) -> Iterator[Fault]:
    """Units and numbers in body, footnotes left out: they cite titles as they are."""
    for block in page.blocks:
        for number, line in enumerate(block.text.splitlines()):
            text = _shown(line)
            # In a figure's YAML a comma would be a list's.
            rules = RULES if block.kind == "code" else [*RULES, *NUMBER_RULES]
            for pattern, remedy in rules:
                if found := pattern.search(text):
                    row = block.rows[number][0] if block.rows else block.line + number
                    place = row + (1 if block.kind == "code" else 0)
                    wrong = text[max(found.start() - 12, 0) : found.end() + 8].strip()
                    yield page.fault(place, f"“{wrong}”", remedy)


def _shown(line: str) -> str:
    """A line without addresses, formulas and numbers that are names."""
    text = ADDRESS.sub(" ", LINK.sub(r"\1", line))
    return NAMED.sub(" ", CODE_SPAN.sub(" ", text))
