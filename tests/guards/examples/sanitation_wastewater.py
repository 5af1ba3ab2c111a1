"""Formulas of the worked examples in the hub sanitation-wastewater; units are in the names."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

SECONDS_A_DAY = 86_400
SPECIFIC_WEIGHT = 9810  # of water, N/m³
LEAST_FLOW_L_S = 1.5
DEPTH = 0.2  # depth of flow by diameter that the gradient formula is for


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


def wetted_angle(share: float) -> float:
    """Angle at the centre of a pipe whose flow is this share of the full pipe's, by halving."""
    low, high = 0.01, 5.0  # above 5 the flow of a part-full pipe no longer grows with depth
    for _ in range(60):
        middle = (low + high) / 2
        carried = (middle - math.sin(middle)) ** (5 / 3) / (2 * math.pi * middle ** (2 / 3))
        low, high = (middle, high) if carried < share else (low, middle)
    return low


def _shape(depth: float) -> float:
    """Area by the square of the hydraulic radius, of a pipe filled to this share of its bore."""
    angle = 2 * math.acos(1 - 2 * depth)
    area = (angle - math.sin(angle)) / 8  # by D²
    radius = (1 - math.sin(angle) / angle) / 4  # by D
    return area / radius**2


def _full_flow(diameter_m: float, slope: float, manning: float) -> float:
    """Litres a second of a full pipe, by Manning's formula."""
    section = math.pi * diameter_m**2 / 4
    return 1000 * section * (diameter_m / 4) ** (2 / 3) * math.sqrt(slope) / manning


def simplified_sewer(
    *,
    people: float,
    litres_day: float,
    peak_factor: float,
    return_factor: float,
    tension_pa: float,
    manning: float,
    diameter_m: float,
    length_m: float,
) -> dict[str, float]:
    """Minimum gradient from Manning's formula and tractive tension at a depth of D / 5."""
    shape = _shape(DEPTH)

    def gradient(flow_l_s: float, tension: float = tension_pa) -> float:
        return float(
            (shape / manning) ** (6 / 13)
            * (tension / SPECIFIC_WEIGHT) ** (16 / 13)
            * (flow_l_s / 1000) ** (-6 / 13)
        )

    peak = peak_factor * return_factor * people * litres_day / SECONDS_A_DAY
    slope = gradient(max(peak, LEAST_FLOW_L_S))
    head = gradient(LEAST_FLOW_L_S)
    full = _full_flow(diameter_m, slope, manning)
    wetted = wetted_angle(peak / full)
    flow_area = diameter_m**2 * (wetted - math.sin(wetted)) / 8
    return {
        "shape": shape,
        "factor": gradient(1),
        "peak_l_s": peak,
        "gradient": slope,
        "one_in": 1 / slope,
        "head_one_in": 1 / head,
        "full_l_s": full,
        "used_percent": 100 * peak / full,
        "speed_m_s": peak / 1000 / flow_area,
        "double_tension": gradient(peak, 2 * tension_pa) / slope,
        "fall_m": length_m * head,
        "steep_fall_m": length_m / 100,
    }


def faecal_sludge(
    *,
    people: float,
    litres_person_year: float,
    low_litres: float,
    emptied_share: float,
    people_per_tank: float,
    load_m3: float,
    trips_day: float,
    working_days: float,
    availability: float,
    delivered_loads_day: float,
) -> dict[str, float]:
    """Sludge produced, sludge to collect, lorries for it, and the share that arrives today."""
    produced = people * litres_person_year / 1000
    collected = produced * emptied_share
    trips = collected / load_m3
    per_lorry = trips_day * working_days * availability
    low = people * low_litres / 1000 * emptied_share
    delivered = delivered_loads_day * load_m3 * working_days
    return {
        "produced_m3": produced,
        "collected_m3": collected,
        "plant_m3_day": collected / working_days,
        "trips": trips,
        "trips_per_lorry": per_lorry,
        "lorries": math.ceil(trips / per_lorry),
        "interval_months": 12 * load_m3 / (people_per_tank * litres_person_year / 1000),
        "low_m3": low,
        "low_lorries": math.ceil(low / load_m3 / per_lorry),
        "delivered_m3": delivered,
        "delivered_percent": 100 * delivered / collected,
    }


EXAMPLES: dict[str, Callable[..., dict[str, float]]] = {
    "excreta-flow-diagrams": excreta_flow,
    "simplified-sewerage": simplified_sewer,
    "faecal-sludge-management": faecal_sludge,
}
