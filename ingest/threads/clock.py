"""Dates and times as devices write them for people, in any script and any order.

``31/12/2020, 11:59 pm`` says the same as ``2020. 12. 31. 오후 11:59`` and ``٣١/١٢/٢٠٢٠ ١١:٥٩ م``.
Which of two numbers is the day cannot be told from one date. It is found out from all dates of a
file: an order is wrong where it gives a thirteenth month or a day in the wrong century, and less
likely the more often time would have run backwards.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Literal, NamedTuple, Self, get_args

if TYPE_CHECKING:
    from collections.abc import Iterable

Order = Literal["dmy", "mdy", "ymd"]
ORDERS: tuple[Order, ...] = get_args(Order)

# Marks that say in which direction to read; devices put them anywhere between numbers.
MARKS = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff"
_M = f"[{MARKS}]{{0,3}}"  # bounded, as all of this is: lines may be hostile
_HALVES = {
    "am": 0, "pm": 12, "ص": 0, "م": 12, "πμ": 0, "μμ": 12, "قظ": 0, "بظ": 12, "오전": 0, "오후": 12,
    "上午": 0, "下午": 12, "午前": 0, "午後": 12, "öö": 0, "ös": 12, "sa": 0, "ch": 12,
    "de": 0, "du": 12, "pd": 0, "md": 12, "gh": 0, "gd": 12, "ጥዋት": 0, "ከሰዓት": 12,
}  # fmt: skip
_HALF = (
    r"(?:[ap]\.?\s?m\.?|[صم]|[πμ]\.?\s?μ\.?|[قب]\.?\s?ظ\.?|오전|오후|上午|下午|午前|午後|ö[öş]|ös|sa|ch|de\.|du\."
    r"|pd|md|gh|gd|ጥዋት|ከሰዓት)(?![^\W\d_])"
)
_DATE = (
    rf"(?P<a>\d{{1,4}})(?:{_M}\s?[./\-年년]\s?{_M})(?P<b>\d{{1,2}})(?:{_M}\s?[./\-月월]\s?{_M})"
    rf"(?P<c>\d{{1,4}}){_M}(?:\s?[日일]|\.(?=\D))?"
)
# Between date and time stand a comma, a space, or up to two short words: "à", "um", "a las".
_BETWEEN = rf"(?:{_M}[,،]?{_M}\s{{0,3}}{_M}(?:(?!{_HALF})[^\W\d_]{{1,4}}\.?\s){{0,2}}|T){_M}"
_TIME = (
    rf"(?:(?P<before>{_HALF})\s?)?(?P<hour>\d{{1,2}})(?:[:.]|\s?h\s?)(?P<minute>\d{{2}})"
    rf"(?:[:.](?P<second>\d{{2}}))?(?:{_M}\s?{_M}(?P<after>{_HALF}))?"
)
DATE_AND_TIME = rf"{_DATE}{_BETWEEN}{_TIME}"
_WHOLE = re.compile(rf"{_M}\s{{0,3}}{_DATE}(?:{_BETWEEN}{_TIME})?\s{{0,3}}", re.IGNORECASE)
# What a report says of files whose order of day and month was not to be found out.
AMBIGUOUS = "its dates do not tell day from month; the day was taken to be first (--month-first)"
_BUDDHIST = 543  # years of the Thai calendar are that far ahead
_LATEST = 2100
_TOLERATED = timedelta(days=1)  # messages that arrive late stand a little out of order


class Written(NamedTuple):
    """A date and a time, the numbers of the date as they stand.

    Attributes:
        numbers: the three of the date, in the order of writing.
        hour: 0 to 23, whatever clock it was written for; more than that is nonsense.
        minute: 0 to 59.
        second: 0 where it is not written.
    """

    numbers: tuple[int, int, int]
    hour: int = 0
    minute: int = 0
    second: int = 0

    @classmethod
    def of(cls, match: re.Match[str]) -> Self:
        """What a pattern with `DATE_AND_TIME` in it found."""
        found = match.groupdict()
        numbers = (int(found["a"]), int(found["b"]), int(found["c"]))
        if found["hour"] is None:
            return cls(numbers)
        hour, half = int(found["hour"]), found["before"] or found["after"]
        if half and hour <= 12:
            hour = hour % 12 + _HALVES.get(re.sub(r"[\s.]", "", half).lower(), 0)
        return cls(numbers, hour, int(found["minute"]), int(found["second"] or 0))

    def moment(self, order: Order, earliest: int = 1970) -> datetime | None:
        """When it is, without a zone; ``None`` where there is no such moment since ``earliest``."""
        year, month, day = (self.numbers[order.index(part)] for part in "ymd")
        if year < 100:
            year += 2000
        elif year > 2400:
            year -= _BUDDHIST
        if not earliest <= year <= _LATEST:
            return None
        try:
            return datetime(year, month, day, self.hour, self.minute, self.second)  # noqa: DTZ001
        except ValueError:
            return None


def written(text: str) -> Written | None:
    """A text that is nothing but a date in numbers, with or without a time."""
    match = _WHOLE.fullmatch(text)
    return Written.of(match) if match else None


@dataclass(frozen=True)
class Settled:
    """In which order the dates of a file are written.

    Attributes:
        order: the one to read them by.
        certain: no other order would do as well, or a person said which one it is.
    """

    order: Order
    certain: bool


class Evidence:
    """What the dates of one file say about their order."""

    def __init__(self, earliest: int = 1970) -> None:
        """For dates of the year ``earliest`` and later."""
        self._earliest = earliest
        self._wrong: Counter[Order] = Counter()
        self._back: Counter[Order] = Counter()
        self._last: dict[Order, datetime] = {}
        self._differ = False

    def add(self, date: Written) -> None:
        """One more date, in the order of the file."""
        moments = {order: date.moment(order, self._earliest) for order in ORDERS}
        self._differ |= moments["dmy"] != moments["mdy"]
        for order, moment in moments.items():
            if moment is None:
                self._wrong[order] += 1
                continue
            if moment < self._last.get(order, moment) - _TOLERATED:
                self._back[order] += 1
            self._last[order] = moment

    def settle(self, day_first: bool | None = None) -> Settled:
        """The likeliest order; where several are as likely, the day comes first.

        Args:
            day_first: what a person said, which decides between day and month.
        """
        left: Iterable[Order] = ORDERS
        if day_first is not None:
            left = [order for order in ORDERS if order != ("mdy" if day_first else "dmy")]
        left = _fewest(left, self._wrong)
        left = _fewest(left, self._back)
        return Settled(left[0], certain=len(left) == 1 or not self._differ)


def _fewest(orders: Iterable[Order], faults: Counter[Order]) -> list[Order]:
    kept = list(orders)
    least = min(faults[order] for order in kept)
    return [order for order in kept if faults[order] == least]
