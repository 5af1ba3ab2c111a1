"""Titles of threads, with and without one of their own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.threads.base import SourcePerson, SourcePost, SourceThread
from ingest.threads.titles import is_solved, title_of


def thread(title: str) -> SourceThread:
    """A thread of that title."""
    return SourceThread("k", (SourcePost("1", SourcePerson(), ""),), title=title)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Re: [R-sig-Geo] Re: Pump trips", "Pump trips"),
        ("[R-sig-Geo] RE: AW: Fwd: Pump trips", "Pump trips"),
        ("Re[2]: Pump trips", "Pump trips"),
        ("[SOLVED] Pump trips", "Pump trips"),
        ("Pump trips (solved!)", "Pump trips"),
        ("Pump trips - SOLVED", "Pump trips"),
        ("[resuelto] La bomba", "La bomba"),
        ("[Lua] Pump [PN16] trips\n at night", "[Lua] Pump [PN16] trips at night"),
        ("Problem solved by whom?", "Problem solved by whom?"),
        ("Regarding: valves", "Regarding: valves"),
    ],
)
def test_titles_lose_their_marks(title: str, expected: str) -> None:
    """Replies, names of lists and "solved" are no part of what is asked."""
    assert title_of(thread(title), "Anything else?") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Hello all. We lost pressure. Why does the *pump* trip? Thanks.",
            "Why does the pump trip?",
        ),
        ("> Is it old?\n\nYes. It trips", "Yes. It trips"),
        ("Bonjour. Pourquoi la pompe s'arrête ? Merci", "Pourquoi la pompe s'arrête ?"),
        ("مرحبا. لماذا تتوقف المضخة ليلا؟", "لماذا تتوقف المضخة ليلا؟"),
        ("# See [the log](https://x.example/a) of it\n\n```\nok?\n```", "See the log of it"),
        ("", ""),
    ],
)
def test_a_thread_without_a_title_is_what_it_asks(text: str, expected: str) -> None:
    """The first question, else the first words."""
    assert title_of(thread("Re: "), text) == expected


def test_a_long_one_is_cut_between_words() -> None:
    """With a mark that something follows."""
    title = title_of(thread("valve " * 60))
    assert len(title) <= 150
    assert title.endswith("valve…")


@pytest.mark.parametrize(
    ("title", "solved"),
    [("[SOLVED] x", True), ("x [résolu]", True), ("x - solved", True), ("solved games", False)],
)
def test_marks_of_what_is_solved(title: str, solved: bool) -> None:
    """Only a mark is one, not the word."""
    assert is_solved(title) is solved


@given(st.text(max_size=300), st.text(max_size=300))
def test_a_title_is_one_short_line(title: str, text: str) -> None:
    """Whatever was written."""
    found = title_of(thread(title), text)
    assert "\n" not in found
    assert len(found) <= 150
    assert found == found.strip()
