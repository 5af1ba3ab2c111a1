"""Formulas of the worked examples in the hub water-distribution; units are in the names."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

DAYS = 365


def water_balance(
    *,
    system_input: float,
    billed: float,
    unbilled: float,
    unauthorised: float,
    metering: float,
    connections: float,
    input_error: float,
    tested_input_error: float,
    billed_error: float,
    unbilled_error: float,
    apparent_error: float,
) -> dict[str, float]:
    """Volumes in m³ a year, litres for each connection and day; errors are shares, independent."""
    nrw = system_input - billed
    apparent = unauthorised + metering
    real = nrw - unbilled - apparent
    rest = (billed * billed_error, unbilled * unbilled_error, apparent * apparent_error)
    error = math.hypot(system_input * input_error, *rest)
    tested = math.hypot(system_input * tested_input_error, *rest)
    return {
        "nrw": nrw,
        "nrw_percent": 100 * nrw / system_input,
        "losses": nrw - unbilled,
        "apparent": apparent,
        "real": real,
        "real_litres": real * 1000 / DAYS / connections,
        "nrw_litres": nrw * 1000 / DAYS / connections,
        "error_thousand_m3": error / 1000,
        "error_percent": 100 * error / real,
        "tested_error_percent": 100 * tested / real,
    }


def leakage_index(
    *,
    mains_km: float,
    connections: float,
    private_km: float,
    pressure_m: float,
    real_losses_m3_year: float,
) -> dict[str, float]:
    """UARL = (18 Lm + 0.8 Nc + 25 Lp) P in litres a day; ILI = CARL / UARL."""
    uarl = (18 * mains_km + 0.8 * connections + 25 * private_km) * pressure_m
    carl = real_losses_m3_year / DAYS
    return {
        "uarl_litres_day": uarl,
        "uarl_m3_day": uarl / 1000,
        "carl_m3_day": carl,
        "ili": carl / (uarl / 1000),
        "density": connections / mains_km,
        "litres_per_metre": carl * 1000 / connections / pressure_m,
    }


def night_flow(
    *,
    flow_m3_h: float,
    people: float,
    active_share: float,
    flush_litres: float,
    exceptional_m3_h: float,
    factor_h: float,
    connections: float,
) -> dict[str, float]:
    """Net night flow times the night-day factor."""
    household = people * active_share * flush_litres / 1000
    leakage = flow_m3_h - household - exceptional_m3_h
    return {
        "household_m3_h": household,
        "leakage_m3_h": leakage,
        "leakage_m3_day": leakage * factor_h,
        "litres_connection": leakage * factor_h * 1000 / connections,
        "with_24": leakage * 24,
    }


def pressure(
    *,
    leakage_m3_day: float,
    before_m: float,
    after_m: float,
    n1: float,
    low_n1: float,
    high_n1: float,
    max_before_m: float,
    max_after_m: float,
    bursts: float,
    burst_factor: float,
    low_burst_factor: float,
    water_value: float,
    repair_cost: float,
    cost: float,
) -> dict[str, float]:
    """L1 = L0 (P1 / P0)^N1; bursts fall by a factor times the fall of the highest pressure."""

    def saved(exponent: float) -> float:
        return leakage_m3_day * (1 - math.pow(after_m / before_m, exponent))

    def avoided(factor: float) -> float:
        return bursts * factor * (1 - max_after_m / max_before_m)

    def yearly(exponent: float, factor: float) -> float:
        return saved(exponent) * DAYS * water_value + avoided(factor) * repair_cost

    return {
        "leakage_after": leakage_m3_day - saved(n1),
        "saved": saved(n1),
        "low_saved": saved(low_n1),
        "high_saved": saved(high_n1),
        "bursts_avoided": avoided(burst_factor),
        "low_bursts_avoided": avoided(low_burst_factor),
        "yearly": yearly(n1, burst_factor),
        "payback_years": cost / yearly(n1, burst_factor),
        "careful_yearly": yearly(low_n1, low_burst_factor),
        "careful_payback_years": cost / yearly(low_n1, low_burst_factor),
    }


def area_size(
    *,
    burst_m3_h: float,
    night_m3_h_per_1000: float,
    scatter_percent: float,
    small: float,
    middle: float,
    large: float,
) -> dict[str, float]:
    """A burst as a share of the usual night flow, for three sizes of area (connections)."""

    def night(connections: float) -> float:
        return night_m3_h_per_1000 * connections / 1000

    return {
        "small_night": night(small),
        "middle_night": night(middle),
        "large_night": night(large),
        "small_percent": 100 * burst_m3_h / night(small),
        "middle_percent": 100 * burst_m3_h / night(middle),
        "large_percent": 100 * burst_m3_h / night(large),
        "largest": burst_m3_h / (2 * scatter_percent / 100) / night_m3_h_per_1000 * 1000,
    }


EXAMPLES: dict[str, Callable[..., dict[str, float]]] = {
    "iwa-water-balance": water_balance,
    "infrastructure-leakage-index": leakage_index,
    "minimum-night-flow": night_flow,
    "pressure-management": pressure,
    "district-metered-areas": area_size,
}
