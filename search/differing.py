"""Whether two sentences say the same thing with different figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from search.quantities import figures

if TYPE_CHECKING:
    from decimal import Decimal

    from search.embedder import FloatArray
    from search.quantities import Figures

NEAR = 0.92  # cosine of two sentences about the same thing; see docs/relevance.md

Sentence = tuple[str, str]  # text and language


def differ(one: Sentence, other: Sentence, near: FloatArray | None, far: FloatArray | None) -> bool:
    """Whether two sentences give one thing different figures.

    They must be near in meaning, each with figures in a unit that both use, and share none of them:
    "15 % is lost" and "35 % is lost", not "15 % of 300 km" and "15 % of 20 km".

    Args:
        one: a sentence.
        other: another.
        near: the first one's vector; without vectors nothing differs.
        far: the other's.
    """
    if near is None or far is None or float(near @ far) < NEAR:
        return False
    here, there = figures(*one), figures(*other)
    units = {unit for unit in _units(here) & _units(there) if unit}
    return bool(units) and not any(_shared(here, there, unit) for unit in units)


def _units(found: Figures) -> set[str]:
    return {quantity.unit for quantity in found.quantities}


def _shared(here: Figures, there: Figures, unit: str) -> bool:
    return not _values(here, unit).isdisjoint(_values(there, unit))


def _values(found: Figures, unit: str) -> set[Decimal]:
    return {value for one in found.quantities if one.unit == unit for value in one.values}
