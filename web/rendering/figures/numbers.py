"""Numbers as people write them, and round ones for the marks of an axis."""

from __future__ import annotations

import math

_ROUND = (1, 2, 2.5, 5, 10)


def shown(number: float) -> str:
    """``1234.50`` as ``1,234.5``: as it was given, thousands apart."""
    if isinstance(number, int):
        return f"{number:,}"
    return f"{number:,}" if "e" not in repr(number) else f"{number:,.6g}"


def marks(lowest: float, highest: float, most: int, *, whole: bool = False) -> list[float]:
    """Round numbers at equal distances that enclose a range, two of them at least.

    Args:
        lowest: of what is plotted.
        highest: of what is plotted, not below ``lowest``.
        most: about how many marks there is room for, at least 2.
        whole: only whole numbers, such as years.
    """
    spread, largest = highest - lowest, max(abs(lowest), abs(highest))
    if spread <= 1e-6 * largest or spread < 1e-9:  # all the same, as far as anyone can see
        spread = largest if largest > 1e-9 else 1
    step = _step(spread / max(most - 1, 1), whole=whole)
    first, last = math.floor(lowest / step + 1e-9), math.ceil(highest / step - 1e-9)
    return [_tidy(number * step) for number in range(first, max(last, first + 1) + 1)]


def labels(numbers: list[float], *, plain: bool = False) -> list[str]:
    """Marks as text, all with as many digits as the finest needs; ``plain`` for years."""
    digits = max(_digits(number) for number in numbers)
    return [f"{number:.{digits}f}" if plain else f"{number:,.{digits}f}" for number in numbers]


def _step(least: float, *, whole: bool) -> float:
    power = 10.0 ** math.floor(math.log10(least))
    steps = [factor * power for factor in _ROUND]
    if whole:
        steps = [step for step in (1.0, *steps) if step >= 1 and step == int(step)]
    return next((step for step in steps if step >= least * (1 - 1e-9)), steps[-1])


def _tidy(number: float) -> float:
    return float(f"{number:.12g}")


def _digits(number: float) -> int:
    text = f"{number:.8f}".rstrip("0")
    return len(text) - text.index(".") - 1
