"""Telephones of many locales, as they write dates and lines into exported chats."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from ingest.threads.clock import Order

ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
PERSIAN = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")


@dataclass(frozen=True)
class Device:
    """How one telephone writes.

    Attributes:
        name: of its locale.
        date: ``strftime`` of the date.
        order: of the numbers in it.
        time: ``strftime`` of the time; ``%I`` with ``{half}`` for twelve hours.
        halves: morning and afternoon.
        between: date and time.
        brackets: ``[…]`` as iOS, or a dash as Android.
        digits: in place of 0 to 9.
    """

    name: str
    date: str
    order: Order
    time: str
    halves: tuple[str, str] = ("AM", "PM")
    between: str = ", "
    brackets: bool = False
    digits: dict[int, int] | None = None

    @property
    def seconds(self) -> bool:
        """Whether it writes them."""
        return "%S" in self.time

    def moment(self, moment: datetime) -> str:
        """Date and time."""
        half = self.halves[moment.hour >= 12]
        text = moment.strftime(f"{self.date}{self.between}{self.time}").replace("{half}", half)
        return text.translate(self.digits) if self.digits else text

    def line(self, moment: datetime, rest: str) -> str:
        """A line of a chat."""
        stamp = self.moment(moment)
        return f"[{stamp}] {rest}" if self.brackets else f"{stamp} - {rest}"


DEVICES = [
    Device("en-GB Android", "%d/%m/%Y", "dmy", "%H:%M"),
    Device("en-US Android", "%m/%d/%y", "mdy", "%I:%M {half}"),
    Device("en-US Android, narrow space", "%m/%d/%y", "mdy", "%I:%M\u202f{half}"),
    Device("en-US iOS", "%m/%d/%y", "mdy", "%I:%M:%S\u202f{half}", brackets=True),
    Device("en-KE iOS", "%d/%m/%Y", "dmy", "%H:%M:%S", brackets=True),
    Device("en-IN Android", "%d/%m/%y", "dmy", "%I:%M {half}", ("am", "pm")),
    Device("en-ZA Android", "%Y/%m/%d", "ymd", "%H:%M"),
    Device("fr Android", "%d/%m/%Y", "dmy", "%H:%M", between=" à "),
    Device("fr Android, old", "%d/%m/%Y", "dmy", "%H:%M", between=" "),
    Device("fr-CA", "%Y-%m-%d", "ymd", "%H h %M", between=" "),
    Device("es-ES iOS", "%d/%m/%y", "dmy", "%H:%M:%S", between=" ", brackets=True),
    Device("es-MX", "%d/%m/%y", "dmy", "%I:%M {half}", ("a.\xa0m.", "p.\xa0m.")),
    Device("es-CO", "%d/%m/%Y", "dmy", "%I:%M {half}", ("a. m.", "p. m."), between=" "),
    Device("es, words", "%d/%m/%Y", "dmy", "%H:%M", between=" a las "),
    Device("pt-BR Android", "%d/%m/%Y", "dmy", "%H:%M", between=" "),
    Device("pt-BR iOS", "%d/%m/%Y", "dmy", "%H:%M:%S", between=" ", brackets=True),
    Device("pt-PT, words", "%d/%m/%y", "dmy", "%H:%M", between=" às "),
    Device("sw", "%d/%m/%Y", "dmy", "%I:%M {half}"),
    Device(
        "ar Android", "%d\u200f/%m\u200f/%Y", "dmy", "%I:%M {half}", ("ص", "م"), "، ", digits=ARABIC
    ),
    Device(
        "ar iOS",
        "%d\u200f/%m\u200f/%Y",
        "dmy",
        "%I:%M:%S\xa0{half}",
        ("ص", "م"),
        "، ",
        True,
        ARABIC,
    ),
    Device("fa", "%Y/%m/%d", "ymd", "%H:%M", between="،\u200f ", digits=PERSIAN),
    Device("de Android", "%d.%m.%y", "dmy", "%H:%M"),
    Device("de iOS", "%d.%m.%y", "dmy", "%H:%M:%S", brackets=True),
    Device("de, words", "%d.%m.%y", "dmy", "%H:%M", between=" um "),
    Device("nl", "%d-%m-%y", "dmy", "%H:%M", between=" "),
    Device("fi", "%d.%m.%Y", "dmy", "%H.%M", between=" klo "),
    Device("sv", "%Y-%m-%d", "ymd", "%H:%M", between=" "),
    Device("hu", "%Y. %m. %d.", "ymd", "%H:%M", between=" "),
    Device("ko iOS", "%Y. %m. %d. ", "ymd", "{half} %I:%M:%S", ("오전", "오후"), "", True),
    Device("zh Android", "%Y/%m/%d", "ymd", "{half}%I:%M", ("上午", "下午"), " "),
    Device("ja", "%Y年%m月%d日", "ymd", "%H:%M", between=" "),
]
