"""The worked examples of the hub Utility Organisation & Strategy."""

from __future__ import annotations

from math import log
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


def staff_productivity(
    *,
    staff: float,
    contractor_staff: float,
    connections: float,
    people: float,
    other_staff: float,
    other_contractor_staff: float,
    other_connections: float,
    other_people: float,
    labour_cost: float,
    contract_cost: float,
    operating_cost: float,
    target: float,
    growth: float,
) -> dict[str, float]:
    """Staff per thousand connections and people of two towns; cost shares in %; years to grow."""
    target_connections = 1000 * staff / target
    return {
        "staff_1000": 1000 * staff / connections,
        "with_contractors": 1000 * (staff + contractor_staff) / connections,
        "staff_1000_people": 1000 * staff / people,
        "other_staff_1000": 1000 * other_staff / other_connections,
        "other_with_contractors": 1000 * (other_staff + other_contractor_staff) / other_connections,
        "other_staff_1000_people": 1000 * other_staff / other_people,
        "labour_share": 100 * labour_cost / operating_cost,
        "contract_share": 100 * contract_cost / operating_cost,
        "both_shares": 100 * (labour_cost + contract_cost) / operating_cost,
        "target_connections": target_connections,
        "years": log(target_connections / connections) / log(1 + growth),
    }


def collection(*, billing: float, before: float, after: float) -> dict[str, float]:
    """Cash a month before and after, and what the better collection brings a month and a year."""
    extra = billing * (after - before)
    return {
        "before_month": billing * before,
        "after_month": billing * after,
        "extra_month": extra,
        "extra_year": 12 * extra,
    }


EXAMPLES: dict[str, Callable[..., dict[str, float]]] = {
    "staff-productivity": staff_productivity,
    "utility-turnaround": collection,
}
