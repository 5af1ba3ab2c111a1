"""Written dates: whatever the locale, the same moment; and which number is the day."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.threads.clock import Evidence, Order, written
from tests.ingest.threads.devices import DEVICES, Device

MOMENTS = st.datetimes(datetime(2009, 1, 1), datetime(2099, 12, 31)).map(
    lambda moment: moment.replace(microsecond=0)
)


@given(MOMENTS, st.sampled_from(DEVICES))
@settings(deadline=None)
def test_a_moment_written_in_any_locale_is_read_back(moment: datetime, device: Device) -> None:
    """A date and time is read as it was meant, to the precision that the device writes."""
    found = written(device.moment(moment))
    assert found is not None
    expected = moment if device.seconds else moment.replace(second=0)
    assert found.moment(device.order, 2009) == expected


@given(st.lists(st.integers(0, 24 * 60 - 1), min_size=60, max_size=60), st.sampled_from(DEVICES))
@settings(deadline=None)
def test_the_order_is_found_out_from_the_whole_file(minutes: list[int], device: Device) -> None:
    """Of a file with a message on each of sixty days, the order is certain and right."""
    evidence, midnight = Evidence(2009), datetime(2020, 12, 1)
    for day, minute in enumerate(minutes):
        found = written(device.moment(midnight + timedelta(days=day, minutes=minute)))
        assert found is not None
        evidence.add(found)
    assert (evidence.settle().order, evidence.settle().certain) == (device.order, True)


@pytest.mark.parametrize(
    ("dates", "order"),
    [
        (["05/01/2021", "31/01/2021"], "dmy"),
        (["05/01/2021", "01/31/2021"], "mdy"),
        (["01/02/2021", "01/03/2021", "02/01/2021"], "mdy"),
        (["02/01/2021", "03/01/2021", "01/02/2021"], "dmy"),
        (["2021-02-01"], "ymd"),
        (["21/03/05"], "ymd"),
    ],
)
def test_impossible_months_and_time_running_backwards_settle_it(
    dates: list[str], order: Order
) -> None:
    """A month above 12, or an order that would make time run backwards, is not the one."""
    evidence = Evidence(2009)
    for date in dates:
        found = written(date)
        assert found is not None
        evidence.add(found)
    settled = evidence.settle()
    assert (settled.order, settled.certain) == (order, True)


def test_what_cannot_be_told_is_day_first_and_uncertain() -> None:
    """Dates that suit both orders are read day first, which is said; a person's word decides."""
    evidence = Evidence(2009)
    for date in ("02/03/2021", "03/04/2021"):
        found = written(date)
        assert found is not None
        evidence.add(found)
    assert (evidence.settle().order, evidence.settle().certain) == ("dmy", False)
    said = evidence.settle(day_first=False)
    assert (said.order, said.certain) == ("mdy", True)


@pytest.mark.parametrize("text", ["", "12/2020", "32/13/2020 10:00 tomorrow", "hello", "1.2.3.4"])
def test_what_is_no_date_is_none(text: str) -> None:
    """Texts that hold more or less than a date are no dates."""
    assert written(text) is None


def test_nonsense_numbers_are_no_moment() -> None:
    """The 31st of February, hour 25 and the year 1820 are no moments."""
    for text in ("31/02/2021", "01/02/2021 25:00", "01/02/1820", "01/02/2021 10:61"):
        found = written(text)
        assert found is not None
        assert found.moment("dmy", 1990) is None


def test_the_thai_year_is_read_as_ours() -> None:
    """Telephones in Thai write the Buddhist year."""
    found = written("5/3/2564 14:05")
    assert found is not None
    assert found.moment("dmy") == datetime(2021, 3, 5, 14, 5)
