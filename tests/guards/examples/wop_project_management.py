"""The worked examples of the hub WOP Project Management, by document id."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

DAYS = 365


def difference_in_differences(
    *,
    pilot_before: float,
    pilot_after: float,
    comparison_before: float,
    comparison_after: float,
    connections: float,
) -> dict[str, float]:
    """Losses in litres per connection and day; what was saved in m³ a year."""
    pilot = pilot_before - pilot_after
    comparison = comparison_before - comparison_after
    effect = pilot - comparison
    return {
        "pilot_change": pilot,
        "comparison_change": comparison,
        "effect": effect,
        "saved_m3_year": effect * connections * DAYS / 1000,
        "overstated_percent": 100 * (pilot - effect) / effect,
    }


EXAMPLES: dict[str, Callable[..., dict[str, float]]] = {
    "measuring-change-in-a-partnership": difference_in_differences,
}
