"""Figures in a text: numbers with their units, comparable however they are written.

``1,250 m³/day``, ``1250 cubic metres per day`` and ``1 250 m3/d`` are one quantity. Nothing is
converted: 2 hours are not 120 minutes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from search.analysis import fold
from search.quantity_words import MULTIPLIERS, NUMBERS, UNITS

# Arabic-Indic and Persian digits, and the Arabic percent, decimal and grouping signs.
_DIGITS = {start + n: str(n) for start in (0x660, 0x6F0) for n in range(10)}
_SIGNS = str.maketrans(_DIGITS | {0x66A: "%", 0x66B: ".", 0x66C: ",", 0x2019: "'"})
_CODE = re.compile(r"(?<![^\W_])(?:[^\W\d_]+\d|\d+[^\W\d_])[^\W_]*")
_JOINED = re.compile(r"\s*(?:[-–—/]|to|and|or|a|y|o|e|ou|et)?\s*")  # between the ends of a range


@dataclass(frozen=True)
class Quantity:
    """A number as it stands in a text.

    Attributes:
        values: what it may mean; two where ``1,250`` could be a thousand and more or one and a
            quarter.
        unit: canonical, ``m3/day``; empty where it has none that is known.
    """

    values: frozenset[Decimal]
    unit: str


@dataclass(frozen=True)
class Figures:
    """What a text says in figures.

    Attributes:
        quantities: in order.
        units: every known unit that stands in the text, beside a number or not.
        codes: words of letters and digits that are no quantity, such as ``pn16``.
    """

    quantities: tuple[Quantity, ...]
    units: frozenset[str]
    codes: frozenset[str]

    def hold(self, other: Figures) -> bool:
        """Whether every figure of another text stands here too, with its unit.

        A number that has no unit here, as in a row of a table, fits where the unit stands
        somewhere in the text.
        """
        return other.codes <= self.codes and all(map(self._has, other.quantities))

    def joined(self, other: Figures) -> Figures:
        """What two texts say together."""
        return Figures(
            self.quantities + other.quantities,
            self.units | other.units,
            self.codes | other.codes,
        )

    def _has(self, wanted: Quantity) -> bool:
        alike = [own for own in self.quantities if own.values & wanted.values]
        return any(
            not wanted.unit
            or own.unit == wanted.unit
            or (not own.unit and wanted.unit in self.units)
            for own in alike
        )


def plain_figures(text: str, language: str) -> str:
    """A text folded, with digits of its script and number words written ``0`` to ``9``."""
    folded = fold(text.translate(_SIGNS)).translate(_SIGNS)
    words = NUMBERS.get(language[:2])
    return _number_word(language[:2]).sub(lambda m: words[m[0]], folded) if words else folded


def figures(text: str, language: str) -> Figures:
    """Read the figures of a text; ``language`` says which words are numbers."""
    plain = plain_figures(text, language)
    found: list[Quantity] = []
    ends: list[int] = []
    matches = list(_quantity().finditer(plain))
    for match in matches:
        factor = MULTIPLIERS.get(match["many"] or "", 1)
        values = frozenset(value * factor for value in _readings(match["number"]))
        unit = _canonical(match["before"] or match["unit"] or "")
        if (
            unit
            and found
            and not found[-1].unit
            and _JOINED.fullmatch(plain, ends[-1], match.start())
        ):
            found[-1] = Quantity(found[-1].values, unit)  # 20 to 30 %
        found.append(Quantity(values, unit))
        ends.append(match.end())
    units = {_canonical(match[0]) for match in _standing().finditer(plain)}
    return Figures(tuple(found), frozenset(units), frozenset(_codes(plain, matches)))


def _codes(plain: str, matches: list[re.Match[str]]) -> list[str]:
    """Codes outside the quantities, and units in letters and digits such as ``m3`` left out."""
    rest = list(plain)
    for match in matches:
        rest[match.start() : match.end()] = " " * len(match[0])
    return [code for code in _CODE.findall("".join(rest)) if code not in UNITS]


def _readings(literal: str) -> set[Decimal]:
    """What digits with points and commas may mean."""
    digits = literal.replace(" ", "").replace("'", "")
    marks = [c for c in digits if c in ".,"]
    if not marks:
        return {Decimal(digits)}
    whole, _, part = digits.rpartition(marks[-1])
    joined = whole.replace(",", "").replace(".", "")
    decimal, grouped = Decimal(f"{joined}.{part}"), Decimal(joined + part)
    if len(set(marks)) > 1:
        return {decimal}
    if len(marks) > 1:
        return {grouped}
    groups = len(part) == 3 and 1 <= len(whole) <= 3 and whole != "0"
    return {decimal, grouped} if groups else {decimal}


@cache
def _number_word(language: str) -> re.Pattern[str]:
    words = "|".join(sorted(NUMBERS[language], key=len, reverse=True))
    return re.compile(rf"(?<!pour )(?<!por )\b(?:{words})\b")  # "pour cent" is no hundred


@cache
def _unit_pattern() -> str:
    one = "|".join(re.escape(unit) for unit in sorted(UNITS, key=len, reverse=True))
    return rf"(?:{one})(?:\s?(?:/|per|par|por|al?)\s?(?:{one}))*(?![^\W_])"


@cache
def _quantity() -> re.Pattern[str]:
    number = r"\d{1,3}(?:[.,' ]\d{3})+(?:[.,]\d+)?(?![\d])|\d+(?:[.,]\d+)?"
    many = "|".join(sorted(MULTIPLIERS, key=len, reverse=True))
    return re.compile(
        rf"(?<![^\W_])(?P<before>[$€£]\s?)?(?P<number>{number})"
        rf"(?:\s?(?P<many>{many})(?![^\W_])(?:\s(?:de|d')\s?)?)?"
        rf"(?:\s?-?\s?(?P<unit>{_unit_pattern()}))?(?![^\W_])"
    )


@cache
def _standing() -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W\d_]){_unit_pattern()}")


@cache
def _canonical(written: str) -> str:
    pieces = re.split(r"\s?/\s?|\s(?:per|par|por|al?)\s", written.strip())
    return "/".join(UNITS.get(piece.strip(), piece.strip()) for piece in pieces if piece.strip())
