"""Times as exports write them, in UTC, whatever nonsense is in them."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from ingest.sources.base import shown
from ingest.threads.base import ImportOptions
from ingest.threads.platforms.fields import field
from kb.errors import UsageFault

__all__ = ["epoch", "iso", "moment", "utc"]

# What is outside was written by a clock that was not set, or is a number that is no date.
_FROM, _UNTIL = datetime(1990, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)
_UTC = ImportOptions()
_SECONDS = re.compile(r"\d{8,12}(?:\.\d+)?")
_MILLISECONDS = re.compile(r"\d{13}(?:\.\d+)?")
_ZONE = re.compile(r"\s+(?=[+-]\d\d:?\d\d$)")


def moment(value: object, options: ImportOptions = _UTC) -> datetime | None:
    """A time in any of the forms below, told apart by its digits; ``None`` for nonsense.

    Args:
        value: what the export says, a number or a string: ISO 8601, with spaces too, or seconds or
            milliseconds since 1970.
        options: for the zone of a time without one; UTC where the platform never writes others.
    """
    said = field({"at": value}, "at").strip()
    if _SECONDS.fullmatch(said):
        return epoch(said)
    return epoch(said, 1000) if _MILLISECONDS.fullmatch(said) else iso(said, options)


def epoch(value: object, per_second: int = 1) -> datetime | None:
    """Seconds since 1970, or parts of one, as a number or in a text; ``None`` for nonsense."""
    try:
        return _sane(datetime.fromtimestamp(float(str(value)) / per_second, UTC))
    except (ValueError, OverflowError, OSError):
        return None


def iso(value: object, options: ImportOptions) -> datetime | None:
    """A moment as ISO 8601 writes it, with or without a zone; ``None`` for nonsense."""
    try:
        written = datetime.fromisoformat(_ZONE.sub("", str(value).strip().replace(" UTC", "Z")))
    except ValueError:
        return None
    return utc(written, options)


def utc(written: datetime | None, options: ImportOptions) -> datetime | None:
    """A moment in UTC, read in the zone of the options where it has none."""
    if written is None:
        return None
    if written.tzinfo is None:
        written = written.replace(tzinfo=_zone(options.timezone))
    try:
        return _sane(written.astimezone(UTC))
    except OverflowError:
        return None


def _sane(at: datetime) -> datetime | None:
    return at if _FROM <= at < _UNTIL else None


@lru_cache(maxsize=8)
def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise UsageFault(
            f"There is no time zone {shown(name)}", "Name one such as Africa/Nairobi or UTC."
        ) from error
