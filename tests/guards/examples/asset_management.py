"""Formulas of the worked examples in the hub asset-management; units are in the names."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


def criticality(
    *, probability: int, consequence: int, pump_probability: int, pump_consequence: int
) -> dict[str, float]:
    """Probability of failure times its consequence."""
    return {
        "criticality": probability * consequence,
        "pump_criticality": pump_probability * pump_consequence,
    }


def completeness(
    *, mains_km: float, diameter_km: float, material_km: float, year_km: float
) -> dict[str, float]:
    """The share of the mains for which a field is filled."""
    return {
        "diameter_percent": 100 * diameter_km / mains_km,
        "material_percent": 100 * material_km / mains_km,
        "year_percent": 100 * year_km / mains_km,
    }


def failure_rates(
    *,
    ac_km: float,
    ac_failures: float,
    pvc_km: float,
    pvc_failures: float,
    di_km: float,
    di_failures: float,
    years: float,
    worst_km: float,
    worst_failures: float,
    repair_cost: float,
    main_cost_km: float,
    life_years: float,
    interest: float,
    low_share: float,
    high_share: float,
) -> dict[str, float]:
    """Failures for each 100 km and year, their cost beside that of a new main, life left."""

    def rate(failures: float, length_km: float) -> float:
        return 100 * failures / (length_km * years)

    new_main = main_cost_km * interest / (1 - (1 + interest) ** -life_years)
    return {
        "ac_rate": rate(ac_failures, ac_km),
        "pvc_rate": rate(pvc_failures, pvc_km),
        "di_rate": rate(di_failures, di_km),
        "all_rate": rate(ac_failures + pvc_failures + di_failures, ac_km + pvc_km + di_km),
        "worst_rate": rate(worst_failures, worst_km),
        "ac_repair_km": rate(ac_failures, ac_km) / 100 * repair_cost,
        "worst_repair_km": rate(worst_failures, worst_km) / 100 * repair_cost,
        "new_main_km": new_main,
        "limit_rate": 100 * new_main / repair_cost,
        "life_low": life_years * low_share,
        "life_high": life_years * high_share,
    }


EXAMPLES: dict[str, Callable[..., dict[str, float]]] = {
    "asset-criticality": criticality,
    "asset-register": completeness,
    "condition-assessment": failure_rates,
}
