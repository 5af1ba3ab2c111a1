"""The worked examples of the hub Water Resources, Resilience & Climate."""

from __future__ import annotations

from math import pi, sqrt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

DAYS = 365


def days_of_storage(
    *,
    stored_m3: float,
    dead_m3: float,
    demand_m3_day: float,
    evaporation_m3_day: float,
    release_m3_day: float,
    inflow_m3_day: float,
    saving: float,
    days_to_rain: float,
) -> dict[str, float]:
    """D = (V - Vd) / (Qd + E + R - I) in days, and the saving that lasts until the rain in %."""
    usable = stored_m3 - dead_m3
    others = evaporation_m3_day + release_m3_day - inflow_m3_day
    draw = demand_m3_day + others
    allowed = usable / days_to_rain
    return {
        "usable_m3": usable,
        "draw_m3_day": draw,
        "days": usable / draw,
        "days_without_inflow": usable / (draw + inflow_m3_day),
        "days_with_saving": usable / (draw - saving * demand_m3_day),
        "ratio": usable / draw / days_to_rain,
        "allowed_draw_m3_day": allowed,
        "needed_saving_percent": 100 * (draw - allowed) / demand_m3_day,
    }


def protection_zone(
    *,
    q_m3_day: float,
    porosity: float,
    screen_m: float,
    conductivity_m_day: float,
    gradient: float,
    recharge_m_year: float,
) -> dict[str, float]:
    """Radius sqrt(Q t / (pi n H)) in m; natural drift K i / n; area that the recharge must feed."""

    def radius(days: float) -> float:
        return sqrt(q_m3_day * days / (pi * porosity * screen_m))

    drift = conductivity_m_day * gradient / porosity
    return {
        "r50_m": radius(50),
        "r400_m": radius(400),
        "r5y_m": radius(5 * DAYS),
        "drift_m_day": drift,
        "drift400_m": 400 * drift,
        "catchment_km2": q_m3_day * DAYS / recharge_m_year / 1e6,
        "circle5y_km2": pi * radius(5 * DAYS) ** 2 / 1e6,
    }


EXAMPLES: dict[str, Callable[..., dict[str, float]]] = {
    "drought-and-climate-risk": days_of_storage,
    "source-protection": protection_zone,
}
