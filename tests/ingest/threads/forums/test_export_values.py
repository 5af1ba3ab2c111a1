"""Times and JSON of forums' exports, sound and not."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.threads.base import ImportOptions, Tally
from ingest.threads.export import ExportFile
from ingest.threads.platforms.json_files import json_values
from ingest.threads.platforms.times import moment

_TIMES = st.datetimes(datetime(1990, 1, 2), datetime(2099, 12, 30), timezones=st.just(UTC))


@given(_TIMES)
def test_times_are_read_as_they_were_written(at):
    """In ISO with a zone, without one, with a space, and as seconds."""
    for said in (
        at.isoformat(),
        at.isoformat(" "),
        f"{at.replace(tzinfo=None)} UTC",
        f"{at:%Y-%m-%d %H:%M:%S.%f} +0000",
    ):
        assert moment(said) == at
    assert moment(
        at.replace(tzinfo=None).isoformat(), ImportOptions(timezone="Africa/Nairobi")
    ) == at - timedelta(hours=3)
    assert moment(int(at.timestamp())) == at.replace(microsecond=0)


@given(st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.lists(st.text()))
def test_no_value_is_too_odd_for_a_time(value):
    """What is none gives none, and no error."""
    found = moment(value)
    assert found is None or 1990 <= found.year < 2100


@settings(max_examples=30, deadline=None)
@given(st.lists(st.dictionaries(st.text(), st.integers() | st.text() | st.none()), max_size=5))
def test_objects_are_found_alone_in_lists_on_lines_and_within_a_name(tmp_path_factory, objects):
    """However a file holds them, they are the same, and cutting it loses only the end."""
    path = tmp_path_factory.mktemp("json") / "a.json"
    file, tally = ExportFile("a.json", path), Tally()

    def read(content: str, within: str = "") -> list[dict[str, object]]:
        path.write_text(content, encoding="utf-8")
        return list(json_values(file, within, tally))

    assert read(json.dumps(objects)) == objects
    assert read(json.dumps({"first": 1, "items": objects}), "items") == objects
    if objects:
        assert read("\ufeff" + "\n".join(map(json.dumps, objects))) == objects
        assert tally.faults == []
        assert read(json.dumps(objects)[:-2]) == objects[:-1]
        assert [name for name, _ in tally.faults] == ["a.json"]
