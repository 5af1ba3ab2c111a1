"""Dates in the cells of tables: ISO 8601, numbers, months by name, and Excel's day numbers."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING

from ingest.threads.clock import written
from ingest.threads.platforms.table_columns import plain
from ingest.threads.platforms.times import iso, utc

if TYPE_CHECKING:
    from ingest.threads.base import ImportOptions
    from ingest.threads.clock import Order

__all__ = ["FIRST_YEAR", "moment_of"]

FIRST_YEAR = 1990
_LONGEST = 80
_LOCALES = ("en", "fr", "es", "pt")
_SERIAL = re.compile(r"[2-7]\d{4}(?:[.,]\d+)?")  # 1954 to 2119
# Excel's day 0; so the numbers are right from March 1900 on.
_DAY_ZERO = datetime(1899, 12, 30)  # noqa: DTZ001  # the zone is the table's
_BETWEEN = r"[\s.\-/,]*(?:de\s+)?"
_DAY_FIRST = re.compile(
    rf"(\d{{1,2}})(?:er|st|nd|rd|th|º)?{_BETWEEN}([^\W\d_]{{3,}}){_BETWEEN}(\d{{2,4}})(.*)"
)
_MONTH_FIRST = re.compile(
    rf"([^\W\d_]{{3,}}){_BETWEEN}(\d{{1,2}})(?:st|nd|rd|th)?{_BETWEEN}(\d{{4}})(.*)"
)


def moment_of(cell: str, order: Order, options: ImportOptions) -> datetime | None:
    """When a cell says it was; ``None`` where that cannot be read."""
    if len(cell) > _LONGEST:
        return None
    if _SERIAL.fullmatch(cell):
        days = float(cell.replace(",", "."))
        return utc(_DAY_ZERO + timedelta(seconds=round(days * 86400)), options)
    known = iso(cell, options)
    if known is not None:
        return known
    numbers = _in_numbers(cell)
    date = written(numbers or cell)
    return utc(date.moment("dmy" if numbers else order, FIRST_YEAR), options) if date else None


def _in_numbers(cell: str) -> str:
    """A date whose month has a name, as day, month and year in numbers; empty for all others."""
    written_plainly = plain(cell).strip()
    found = _DAY_FIRST.fullmatch(written_plainly)
    if found:
        day, month, year, rest = found.groups()
    else:
        found = _MONTH_FIRST.fullmatch(written_plainly)
        if found is None:
            return ""
        month, day, year, rest = found.groups()
    number = _months().get(month)
    return f"{day}/{number}/{year}{rest}" if number else ""


@cache
def _months() -> dict[str, int]:
    """Names of months, long and short, to their numbers."""
    from babel.dates import get_month_names

    return {
        plain(name).strip().strip("."): number
        for locale in _LOCALES
        for width in ("wide", "abbreviated")
        for number, name in get_month_names(width, "format", locale).items()
    }
