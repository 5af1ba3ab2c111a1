"""Quantities in a text: what counts as a figure that somebody must have measured or decided."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.guards.content.text import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

NUMBER = r"\d[\d,]*(?:\.\d+)?"
_SCALE = r"(?:\s?(?:million|billion|thousand))"
UNIT = (
    r"(?:%|per cent\b|percentage points?\b|‰"
    r"|(?:k|M|G)?Wh?\b|(?:k|M)?Pa\b|bar\b|NTU\b|mg\b|µg\b|kg\b|g/L\b|tonnes?\b"
    r"|[kcm]?m[²³]?(?=[\s.,;:)/]|$)|km²|ML\b|L\b|l/s\b|L/s\b|litres?\b|hectares?\b|ha\b"
    r"|(?:cubic |square )?(?:kilo|milli)?metres?\b|°C"
    r"|US dollars?\b|dollars?\b|euros?\b|pounds?\b|shillings?\b|francs?\b|rand\b|rupees?\b|cents?\b"
    r"|people\b|inhabitants\b|persons?\b|customers?\b|connections?\b|households?\b|families\b"
    r"|staff\b|employees\b|workers\b|meters?\b|utilities\b|towns\b|cities\b|countries\b|kiosks?\b"
    r"|hours?\b|minutes?\b|days?\b|weeks?\b|months?\b|years?\b)"
)
_MONEY = r"(?:[$€£]|US\$|\b(?:USD|EUR|GBP|[A-Z]{3}))\s?(?=\d)"
_BEFORE = r"(?<![\w.,/-])(?<!per )(?<!for each )(?<!for every )"
QUANTITY = re.compile(
    rf"{_MONEY}{NUMBER}{_SCALE}?"
    rf"|{_BEFORE}{NUMBER}{_SCALE}?(?:\s(?:to|and|or)\s{NUMBER})?[\s-]?{UNIT}"
    rf"|{_BEFORE}{NUMBER}{_SCALE}"
    rf"|{_BEFORE}(?:18|19|20)\d\d(?![\d,]*\d)(?!\s?[×÷+=])"
)
_NUMBER_IN = re.compile(NUMBER)


def quantities(markdown: str) -> list[str]:
    """Numbers with a unit, sums of money, and years; formulas in code spans left out."""
    return [found[0].strip() for found in QUANTITY.finditer(plain(markdown))]


def numbers(text: str) -> Iterator[float]:
    """Every number in a text, thousands' commas understood."""
    for found in _NUMBER_IN.findall(text):
        yield float(found.replace(",", "").rstrip("."))
