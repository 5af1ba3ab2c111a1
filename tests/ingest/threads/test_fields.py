"""Fields and files of chat exports, whatever nonsense is in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.threads.base import ImportOptions, Tally
from ingest.threads.export import ExportFile
from ingest.threads.platforms.delimited import rows
from ingest.threads.platforms.fields import field, records
from ingest.threads.platforms.headings import header_of
from ingest.threads.platforms.json_files import load_json, walk_json
from ingest.threads.platforms.text_files import encoding_of
from ingest.threads.platforms.times import epoch, iso, utc
from kb.errors import UsageFault

if TYPE_CHECKING:
    from pathlib import Path

JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
)


def file(path: Path, content: bytes) -> ExportFile:
    """A file of an export."""
    path.write_bytes(content)
    return ExportFile(path.name, path)


@given(JSON)
@settings(deadline=None)
def test_no_value_is_an_error(value: object) -> None:
    """Every kind of value is a text, a moment or a list of records, or nothing."""
    assert isinstance(field({"a": value}, "a"), str)
    assert field(value, "a") == "" or isinstance(value, dict)
    assert all(isinstance(record, dict) for record in records(value))
    for moment in (epoch(value), epoch(value, 1000), iso(value, ImportOptions())):
        assert moment is None or moment.tzinfo is not None


def test_halves_of_characters_go() -> None:
    """Half of a surrogate pair, which no database takes, is replaced."""
    assert field({"a": "x\ud83d"}, "a") == "x?"


def test_moments_are_in_utc() -> None:
    """Zones count, the options' where none is written; nonsense years are no moment."""
    there = ImportOptions(timezone="Africa/Nairobi")
    assert str(iso("2021-03-04T05:06:07", there)) == "2021-03-04 02:06:07+00:00"
    assert str(iso("2021-03-04 05:06:07 UTC", there)) == "2021-03-04 05:06:07+00:00"
    assert epoch(0) is None
    assert epoch("1e400") is None
    assert utc(None, there) is None


def test_an_unknown_zone_is_a_fault_of_usage() -> None:
    """A zone that is none is said in a sentence."""
    with pytest.raises(UsageFault, match="no time zone"):
        iso("2021-03-04T05:06:07", ImportOptions(timezone="Mars/Olympus"))


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (b"\xef\xbb\xbfabc", "utf-8-sig"),
        ("é".encode("utf-16"), "utf-16"),
        (b"abc", "utf-8"),
        (b"x" * 3_000_000 + " Réponse à l'été".encode("cp1252"), "cp1252"),
        (b"x" * (2**20 - 1) + "é".encode(), "utf-8"),
    ],
)
def test_encodings(tmp_path: Path, content: bytes, encoding: str) -> None:
    """The mark says it, else all bytes of the file do, in whatever block they stand."""
    assert encoding_of(file(tmp_path / "t.csv", content)) == encoding


def test_broken_json_is_a_fault(tmp_path: Path) -> None:
    """JSON that is no JSON, is nested without end, or is in another encoding."""
    tally = Tally()
    assert load_json(file(tmp_path / "a.json", b"{"), tally) is None
    assert load_json(file(tmp_path / "b.json", b"[" * 100_000), tally) is None
    assert load_json(file(tmp_path / "c.json", '{"a": "été"}'.encode("cp1252")), tally) == {
        "a": "été"
    }
    assert list(walk_json(file(tmp_path / "d.json", b"[" * 100_000), tally, frozenset())) == []
    assert [name for name, _ in tally.faults] == ["a.json", "b.json", "d.json"]


def test_tables_with_a_note_of_the_delimiter_and_lines_of_rows(tmp_path: Path) -> None:
    """Excel's first line ``sep=;`` is no row, and rows know on which line they end."""
    table = b'sep=;\na;b;c\n1;"x\ny";3\n;;\n4\n'
    found = list(rows(file(tmp_path / "t.csv", table), Tally(), str))
    assert [(row.line, row.fields) for row in found] == [
        (4, {"a": "1", "b": "x\ny", "c": "3"}), (6, {"a": "4"}),
    ]  # fmt: skip


def test_a_first_line_with_a_stray_line_end_is_read() -> None:
    """What stands after a carriage return is no part of the columns."""
    assert header_of("a;b\rc;d", str) == (["a", "b"], ";")
    assert header_of("", str) == ([], ",")
