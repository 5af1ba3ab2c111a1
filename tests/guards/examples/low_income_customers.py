"""Formulas of the worked examples in the hub low-income-customers; units are in the names."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

DAYS = 365
CANS_PER_M3 = 50  # of 20 litres


def kiosk(
    *,
    bulk_price: float,
    retail_price: float,
    loss_share: float,
    attendant_day: float,
    upkeep_day: float,
    sales_m3_day: float,
    more_m3_day: float,
) -> dict[str, float]:
    """What a m³ sold at a kiosk costs its operator, and the sales that pay for it."""
    water = bulk_price / (1 - loss_share)
    fixed = attendant_day + upkeep_day
    breakeven = fixed / (retail_price - water)
    return {
        "water_m3": water,
        "fixed_day": fixed,
        "cost_m3": water + fixed / sales_m3_day,
        "more_cost_m3": water + fixed / more_m3_day,
        "breakeven_m3": breakeven,
        "breakeven_cans": breakeven * CANS_PER_M3,
    }


def prepaid_standpipe(
    *,
    price: float,
    life_years: float,
    callouts_year: float,
    callout_cost: float,
    vending_share: float,
    tariff_m3: float,
    households: float,
    few_households: float,
    people_per_household: float,
    litres_day: float,
) -> dict[str, float]:
    """What the prepaid device adds to a m³, for many and for few households behind it."""
    yearly = price / life_years + callouts_year * callout_cost
    vending = vending_share * tariff_m3
    one = people_per_household * litres_day * DAYS / 1000
    cost = yearly / (households * one) + vending
    return {
        "yearly_cost": yearly,
        "volume_m3": households * one,
        "cost_m3": cost,
        "percent_of_tariff": 100 * cost / tariff_m3,
        "few_volume_m3": few_households * one,
        "few_cost_m3": yearly / (few_households * one) + vending,
    }


def connection_subsidy(
    *,
    cost: float,
    deposit: float,
    instalment: float,
    months: float,
    use_m3_month: float,
    low_use_m3_month: float,
    tariff_m3: float,
    variable_cost_m3: float,
    collection: float,
    low_collection: float,
) -> dict[str, float]:
    """Years until the margin on water sold has paid back what the household did not."""
    subsidy = cost - deposit - instalment * months

    def margin(use: float, collected: float) -> float:
        return 12 * use * (tariff_m3 * collected - variable_cost_m3)

    usual = margin(use_m3_month, collection)
    return {
        "household_pays": cost - subsidy,
        "subsidy": subsidy,
        "margin_year": usual,
        "payback_years": subsidy / usual,
        "low_use_years": subsidy / margin(low_use_m3_month, collection),
        "low_collection_years": subsidy / margin(use_m3_month, low_collection),
    }


EXAMPLES: dict[str, Callable[..., dict[str, float]]] = {
    "shared-connections-and-kiosks": kiosk,
    "prepaid-meters": prepaid_standpipe,
    "connection-subsidies": connection_subsidy,
}
