"""The formulas of the starter library's worked examples, by document id.

Each takes the ``inputs`` of a document's ``example`` and returns what its ``results`` must be;
units are in the names.
"""

from __future__ import annotations

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
) -> dict[str, float]:
    """Volumes in m³ a year; real losses also in litres for each connection and day."""
    nrw = system_input - billed
    apparent = unauthorised + metering
    real = nrw - unbilled - apparent
    return {
        "nrw": nrw,
        "nrw_percent": 100 * nrw / system_input,
        "losses": nrw - unbilled,
        "apparent": apparent,
        "real": real,
        "real_litres": real * 1000 / DAYS / connections,
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


def contact_time(
    *,
    volume_m3: float,
    flow_m3_h: float,
    baffling: float,
    better_baffling: float,
    residual_mg_l: float,
) -> dict[str, float]:
    """T10 = 60 V BF / Q in minutes; CT in mg·min/L."""
    theoretical = 60 * volume_m3 / flow_m3_h
    return {
        "theoretical_min": theoretical,
        "t10_min": theoretical * baffling,
        "ct": theoretical * baffling * residual_mg_l,
        "better_t10_min": theoretical * better_baffling,
        "better_ct": theoretical * better_baffling * residual_mg_l,
    }


def excreta_flow(
    *,
    sewered: float,
    sewer_delivered: float,
    sewer_treated: float,
    onsite: float,
    emptied: float,
    onsite_delivered: float,
    onsite_treated: float,
) -> dict[str, float]:
    """People of every 100 at each step of the chain."""
    sewer = sewered * sewer_delivered
    tanks = onsite * emptied
    return {
        "sewer_reaching": sewer,
        "sewer_safe": sewer * sewer_treated,
        "onsite_emptied": tanks,
        "onsite_reaching": tanks * onsite_delivered,
        "onsite_safe": tanks * onsite_delivered * onsite_treated,
        "safe": sewer * sewer_treated + tanks * onsite_delivered * onsite_treated,
    }


def criticality(
    *, probability: int, consequence: int, pump_probability: int, pump_consequence: int
) -> dict[str, float]:
    """Probability of failure times its consequence."""
    return {
        "criticality": probability * consequence,
        "pump_criticality": pump_probability * pump_consequence,
    }


def block_tariff(
    *,
    first_price: float,
    second_price: float,
    third_price: float,
    alone_m3: float,
    shared_m3: float,
) -> dict[str, float]:
    """A month's bill with blocks that end at 10 and 20 m³."""

    def bill(volume: float) -> float:
        blocks = (min(volume, 10), max(0, min(volume, 20) - 10), max(0, volume - 20))
        prices = (first_price, second_price, third_price)
        return sum(block * price for block, price in zip(blocks, prices, strict=True))

    return {
        "alone_bill": bill(alone_m3),
        "alone_average": bill(alone_m3) / alone_m3,
        "shared_bill": bill(shared_m3),
        "shared_average": bill(shared_m3) / shared_m3,
    }


EXAMPLES: dict[str, Callable[..., dict[str, float]]] = {
    "iwa-water-balance": water_balance,
    "infrastructure-leakage-index": leakage_index,
    "minimum-night-flow": night_flow,
    "chlorine-contact-time": contact_time,
    "excreta-flow-diagrams": excreta_flow,
    "asset-criticality": criticality,
    "increasing-block-tariffs": block_tariff,
}
