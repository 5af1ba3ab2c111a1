"""Formulas of the worked examples in the hub water-quality-production; units are in the names."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


def contact_time(
    *,
    volume_m3: float,
    flow_m3_h: float,
    baffling: float,
    better_baffling: float,
    residual_mg_l: float,
    needed_ct: float,
) -> dict[str, float]:
    """T10 = 60 V BF / Q in minutes; CT in mg·min/L."""
    theoretical = 60 * volume_m3 / flow_m3_h
    return {
        "theoretical_min": theoretical,
        "t10_min": theoretical * baffling,
        "ct": theoretical * baffling * residual_mg_l,
        "better_t10_min": theoretical * better_baffling,
        "better_ct": theoretical * better_baffling * residual_mg_l,
        "action_mg_l": needed_ct / (theoretical * baffling),
    }


def pump(
    *,
    discharge_bar: float,
    suction_bar: float,
    gauge_m: float,
    flow_m3_h: float,
    power_kw: float,
    hours: float,
    price: float,
    target_percent: float,
    overhaul: float,
) -> dict[str, float]:
    """1 bar is 10.2 m; lifting 1 m³ by 1 m takes at least 0.00272 kWh."""
    head = 10.2 * (discharge_bar - suction_bar) + gauge_m
    hydraulic = 0.00272 * flow_m3_h * head
    target = 100 * hydraulic / target_percent
    saved = (power_kw - target) * hours
    return {
        "head_m": head,
        "hydraulic_kw": hydraulic,
        "efficiency_percent": 100 * hydraulic / power_kw,
        "specific_kwh_m3": power_kw / flow_m3_h,
        "per_metre_kwh": power_kw / flow_m3_h / head,
        "target_kw": target,
        "saved_kwh": saved,
        "saved_money": saved * price,
        "payback_years": overhaul / (saved * price),
    }


def risk(
    *,
    repair_likelihood: float,
    repair_severity: float,
    intake_likelihood: float,
    intake_severity: float,
    stock_likelihood: float,
    stock_severity: float,
    repair_likelihood_after: float,
) -> dict[str, float]:
    """Likelihood times severity, each from 1 to 5."""
    return {
        "repair": repair_likelihood * repair_severity,
        "intake": intake_likelihood * intake_severity,
        "stock": stock_likelihood * stock_severity,
        "repair_after": repair_likelihood_after * repair_severity,
    }


EXAMPLES: dict[str, Callable[..., dict[str, float]]] = {
    "chlorine-contact-time": contact_time,
    "pump-efficiency": pump,
    "water-safety-plans": risk,
}
