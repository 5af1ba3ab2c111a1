"""Formulas of the worked examples in the hub commercial-operations; units are in the names."""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

DAYS = 365
MONTHS = 12


def block_tariff(
    *,
    first_price: float,
    second_price: float,
    third_price: float,
    alone_m3: float,
    shared_m3: float,
    sharing: float,
    spending_month: float,
) -> dict[str, float]:
    """A month's bill with blocks that end at 10 and 20 m³, and its share of a household's money."""

    def bill(volume: float) -> float:
        blocks = (min(volume, 10), max(0, min(volume, 20) - 10), max(0, volume - 20))
        prices = (first_price, second_price, third_price)
        return sum(block * price for block, price in zip(blocks, prices, strict=True))

    return {
        "alone_bill": bill(alone_m3),
        "alone_average": bill(alone_m3) / alone_m3,
        "shared_bill": bill(shared_m3),
        "shared_average": bill(shared_m3) / shared_m3,
        "alone_percent": 100 * bill(alone_m3) / spending_month,
        "shared_each": bill(shared_m3) / sharing,
        "shared_percent": 100 * bill(shared_m3) / sharing / spending_month,
    }


def collection(
    *,
    billed_year: float,
    cash_year: float,
    cash_for_old_bills: float,
    receivables: float,
    target_days: float,
    input_m3: float,
    billed_m3: float,
) -> dict[str, float]:
    """Collection ratio, debt days, and the share of the water that brings money."""
    debt_days = receivables / billed_year * DAYS
    return {
        "collection_percent": 100 * cash_year / billed_year,
        "current_percent": 100 * (cash_year - cash_for_old_bills) / billed_year,
        "debt_days": debt_days,
        "billed_a_day": billed_year / DAYS,
        "cash_freed": (debt_days - target_days) * billed_year / DAYS,
        "overall_percent": 100 * billed_m3 / input_m3 * cash_year / billed_year,
    }


def meter_age(
    *, cost: float, use_m3: float, price: float, loss_a_year: float, low_use_m3: float
) -> dict[str, float]:
    """The age with the lowest average cost a year when the loss grows evenly with age."""
    growth = use_m3 * price * loss_a_year

    def average(age: float) -> float:
        return cost / age + growth * age / 2

    def best(volume: float) -> float:
        return sqrt(2 * cost / (volume * price * loss_a_year))

    return {
        "best_age_years": best(use_m3),
        **{f"cost_{age}": average(age) for age in (2, 4, 6, 9, 12, 15)},
        "low_use_age_years": best(low_use_m3),
        "change_above_percent": 100 * average(best(use_m3)) / (use_m3 * price),
        "stopped_months": MONTHS * cost / (use_m3 * price),
    }


EXAMPLES: dict[str, Callable[..., dict[str, float]]] = {
    "increasing-block-tariffs": block_tariff,
    "billing-and-collection": collection,
    "meter-replacement": meter_age,
}
