"""When a message was written: its date field, how it travelled, its envelope, or not known."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from email.utils import parsedate_tz
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ingest.threads.platforms.mail.head import Head

_EARLIEST = datetime(1975, 1, 1, tzinfo=UTC)
_AHEAD = timedelta(days=2)
_LARGEST_OFFSET = 15 * 3600
_COMMENT = re.compile(r"\([^()]*\)")
# The parts of a date in any order: 21 Sep 2016, Jul 7, 2008, with a time and perhaps a zone.
_DAY = re.compile(
    r"(?:(?P<d1>\d{1,2})[ -](?P<m1>[A-Z][a-z]{2})[a-z]*\.?,?[ -]|(?P<m2>[A-Z][a-z]{2})[a-z]*\.? +"
    r"(?P<d2>\d{1,2}),? +(?:[\d:]+ +(?:[+-]\d{4} +)?)?)(?P<y>\d{4})\b"
)
_TIME = re.compile(r"(\d{1,2}):(\d\d)(?::(\d\d))?(?: ?([AaPp])\.?[Mm]\b)?")
_ZONE = re.compile(r"\d ?([+-])(\d\d):?(\d\d)\b")
_ISO = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d)?(?:\.\d+)?(?:Z| ?[+-]\d\d:?\d\d)?")
_IS_UTC = re.compile(r"\d\s*(?:[+-]0000|GMT|UTC?|Z)\b")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def written_at(head: Head, envelope: bytes, zone: tzinfo) -> datetime | None:
    """When a message was written, in UTC; the first moment that mail can have been sent.

    Args:
        head: its header.
        envelope: its ``From `` line, if it has one.
        zone: of times that do not say theirs.
    """
    latest = datetime.now(UTC) + _AHEAD
    for value in _said(head, envelope):
        at = moment(value, zone)
        if at is not None and _EARLIEST <= at <= latest:
            return at
    return None


def _said(head: Head, envelope: bytes) -> Iterator[str]:
    yield head.text("date")
    for name in ("x-list-received-date", "nntp-posting-date", "injection-date"):
        yield head.text(name)
    yield head.text("received").rpartition(";")[2]
    yield envelope[5:].decode("utf-8", "replace").strip()


def moment(value: str, zone: tzinfo) -> datetime | None:
    """The date that a field says, in UTC; ``None`` where it says none."""
    value = _COMMENT.sub(" ", value[:200]).strip()
    for read in (_by_standard, _iso, _by_parts):
        try:
            at = read(value, zone)
            if at is not None:
                return at.astimezone(UTC)
        except (ValueError, OverflowError, IndexError, TypeError):
            continue
    return None


def _by_standard(value: str, zone: tzinfo) -> datetime | None:
    parts = parsedate_tz(value)
    if parts is None or not re.search(r"\d:\d\d", value):
        return None
    # The standard library takes a zone that is missing or not known for UTC.
    offset = parts[9] if parts[9] or _IS_UTC.search(value) else None
    year, month, day, hour, minute, second = parts[:6]
    return datetime(year, month, day, hour, minute, min(second, 59), tzinfo=_zone(offset, zone))


def _iso(value: str, zone: tzinfo) -> datetime | None:
    found = _ISO.search(value)
    if found is None:
        return None
    at = datetime.fromisoformat(re.sub(r" (?=[+-]\d\d:?\d\d$)", "", found[0]))
    return at if at.tzinfo else at.replace(tzinfo=zone)


def _by_parts(value: str, zone: tzinfo) -> datetime | None:
    day, time = _DAY.search(value), _TIME.search(value)
    if day is None or time is None:
        return None
    month = _MONTHS.index((day["m1"] or day["m2"]).lower()) + 1
    hour = int(time[1])
    if time[4]:
        hour = hour % 12 + (12 if time[4] in "Pp" else 0)
    ahead = _ZONE.search(value)
    offset = None
    if ahead:
        offset = (int(ahead[2]) * 60 + int(ahead[3])) * (-60 if ahead[1] == "-" else 60)
    date = int(day["y"]), month, int(day["d1"] or day["d2"])
    return datetime(*date, hour, int(time[2]), int(time[3] or 0), tzinfo=_zone(offset, zone))


def _zone(offset: int | None, zone: tzinfo) -> tzinfo:
    if offset is None:
        return zone
    return timezone(timedelta(seconds=offset)) if abs(offset) <= _LARGEST_OFFSET else UTC
