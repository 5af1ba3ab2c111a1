"""What an address of the reading lists asks for."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from kb.library import LEVELS
from web.list_request import TIMES, ListRequest

HUBS = {"water", "assets"}
given_values = st.text(max_size=60) | st.sampled_from(["water", "practice", "30", " 60 ", "0", "²"])


@given(st.lists(st.tuples(st.sampled_from(["hub", "level", "minutes", "x"]), given_values)))
def test_any_arguments_are_choices_or_notes(pairs: list[tuple[str, str]]) -> None:
    """Whatever is typed, what comes out can be asked of the database, and the rest is said."""
    asked = ListRequest.of(MultiDict(pairs), HUBS)
    assert asked.hub in {None, *HUBS}
    assert asked.level in {None, *LEVELS}
    assert asked.longest in {None, *TIMES}
    given_first = {name: value.strip() for name, value in reversed(pairs) if name != "x"}
    meant = sum(value is not None for value in asked.filters.values())
    assert meant + len(asked.notes) == sum(bool(value) for value in given_first.values())
    assert bool(asked) is (meant > 0)
    assert all(len(note) < 120 for note in asked.notes)
    assert not re.search(r"[\x00-\x1f\x7f]", "".join(asked.notes))
