"""Reading lists: validated, named where they are wrong, and lossless both ways."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.errors import LibraryFault
from kb.library import LEVELS, ReadingItem, ReadingList, document_path
from tests.instance import list_text

text = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=40)
slugs = st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,2}", fullmatch=True)
items = st.lists(
    st.builds(ReadingItem, document=slugs, why=text, minutes=st.integers(1, 6000)),
    min_size=1,
    max_size=4,
    unique_by=lambda item: item.document,
)
bodies = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\r\0"), max_size=200)
lists = st.builds(
    ReadingList,
    id=slugs,
    title=text,
    kind=st.just("reading-list"),
    hub=slugs,
    language=st.sampled_from(["en", "fr", "pt-BR"]),
    level=st.sampled_from(LEVELS),
    audience=text,
    summary=st.none() | text,
    published=st.none() | st.dates(),
    items=items,
    body=bodies,
)

WRITTEN = """---
# written by hand
id: first-steps
title:   'First steps'
kind: reading-list
hub: water-distribution
language: en
level: introduction
audience: Engineers new to leakage
published: '2026-11-21'
items:
- document: night-flow   # first of all
  why: Measure before
    you repair.
  minutes: 7

- {document: pressure,  why: "It pays", minutes: 12, ours: yes}
---
Afterwards you can read a night flow.
"""


@settings(max_examples=60)
@given(lists)
def test_what_is_rendered_is_parsed_into_the_same(given_list: ReadingList) -> None:
    """Any list survives being written and read, body included."""
    again = ReadingList.parse(given_list.render())
    assert again.fields() == given_list.fields()
    assert again.body == given_list.body


@settings(max_examples=60)
@given(lists, st.booleans(), st.booleans())
def test_what_is_not_changed_renders_byte_for_byte(
    given_list: ReadingList, windows: bool, mark: bool
) -> None:
    """Line ends and byte order mark included, reading and writing changes no byte."""
    rendered = given_list.render()
    rendered = rendered.replace("\n", "\r\n") if windows else rendered
    rendered = "\ufeff" + rendered if mark else rendered
    assert ReadingList.parse(rendered).render() == rendered


@settings(max_examples=60)
@given(lists, lists)
def test_any_list_can_become_any_other(first: ReadingList, second: ReadingList) -> None:
    """Every field can be set, changed and taken away on a list that was read."""
    changed = ReadingList.parse(first.render())
    for name in type(second).model_fields:
        setattr(changed, name, getattr(second, name))
    again = ReadingList.parse(changed.render())
    assert again.fields() == second.fields()
    assert again.body == second.body


def test_a_hand_written_list_is_read_and_not_touched() -> None:
    """Items in their order, unknown keys, and every byte as it was."""
    found = ReadingList.parse(WRITTEN)
    assert [(item.document, item.minutes) for item in found.items] == [
        ("night-flow", 7), ("pressure", 12),
    ]  # fmt: skip
    assert found.items[0].why == "Measure before you repair."
    assert found.fields()["items"][1]["ours"] == "yes"
    assert (found.published, found.summary) == (date(2026, 11, 21), None)
    assert (found.url, found.render()) == ("/reading-lists/first-steps", WRITTEN)
    assert document_path(found) == "water-distribution/reading-list/first-steps.md"


def test_a_change_touches_its_own_line_only() -> None:
    """The items keep their layout and comments when the title changes."""
    found = ReadingList.parse(WRITTEN)
    found.title = "Other"
    assert found.render() == WRITTEN.replace("  'First steps'", "'Other'")


def test_every_item_knows_its_line() -> None:
    """Whatever way it is written in, and what is not there is its neighbour's line."""
    found = ReadingList.parse(WRITTEN)
    assert found.line_of("items", 0, "document") == 12
    assert found.line_of("items", 0, "minutes") == 15
    assert found.line_of("items", 1, "document") == 17
    assert found.line_of("items", 1, "nothing") == 17
    assert found.line_of("items", 9) == 11
    assert found.line_of("nothing", 0) == 1


def broken(old: str, new: str) -> str:
    """The hand-written list with something replaced."""
    assert old in WRITTEN
    return WRITTEN.replace(old, new)


@pytest.mark.parametrize(
    ("wrong", "line", "field", "said"),
    [
        (broken("level: introduction\n", ""), 1, "level", "`level` is missing"),
        (broken("introduction", "expert"), 8, "level", "`level` cannot be 'expert'"),
        (broken("title:   'First steps'\n", ""), 1, "title", "`title` is missing"),
        (broken("first-steps", "First Steps"), 3, "id", "`id` cannot be"),
        (broken("Engineers new to leakage", "''"), 9, "audience", "`audience` cannot be"),
        (broken("'2026-11-21'", "soon"), 10, "published", "`published` cannot be"),
        (broken("minutes: 7", "minutes: 0"), 15, "items", "`items.0.minutes` cannot be '0'"),
        (broken("minutes: 12", "minutes: a lot"), 17, "items", "`items.1.minutes` cannot be"),
        (broken("minutes: 12", "minutes: true"), 17, "items", "`items.1.minutes` cannot be"),
        (broken("document: pressure", "document: A B"), 17, "items", "`items.1.document` cannot"),
        (broken("document: pressure, ", ""), 17, "items", "`items.1.document` is missing"),
        (broken("  why: Measure before\n    you repair.\n", ""), 12, "items", "why` is missing"),
        (broken("pressure", "night-flow"), 11, "items", "`night-flow` is in the list twice"),
        (broken("published:", "summary: " + "x" * 301 + "\npublished:"), 10, "summary", "300"),
        (broken("published:", "body: x\npublished:"), 10, "body", "is not a field"),
        (list_text("x", {}), 9, "items", "`items` cannot be"),
    ],
)
def test_a_list_that_is_wrong_is_named(wrong: str, line: int, field: str, said: str) -> None:
    """File, line, field and what to write instead, down to the item."""
    with pytest.raises(LibraryFault) as caught:
        ReadingList.parse(wrong, "h/list.md")
    fault = caught.value
    assert (fault.path, fault.line, fault.field) == ("h/list.md", line, field)
    assert said in fault.message
    assert fault.remedy
    assert "\n" not in str(fault)


@pytest.mark.parametrize("change", [{"level": "expert"}, {"items": []}, {"summary": ""}])
def test_a_list_cannot_be_made_wrong(change: dict[str, Any]) -> None:
    """What would not be read again is refused when it is set."""
    found = ReadingList.parse(WRITTEN)
    for name, value in change.items():
        with pytest.raises(ValueError, match=name):
            setattr(found, name, value)
