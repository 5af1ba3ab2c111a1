"""Documents: validated, named where they are wrong, and lossless both ways."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.errors import LibraryFault
from kb.library import KINDS, Document, Origin, Verification, document_path
from tests.instance import document_text

text = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=40)
slugs = st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,2}", fullmatch=True)
origins = st.builds(
    Origin, title=st.none() | text, url=st.none() | text, file=st.none() | text,
    sha256=st.none() | st.from_regex(r"[0-9a-f]{64}", fullmatch=True),
)  # fmt: skip
verifications = st.builds(Verification, by=text, on=st.dates(), until=st.none() | st.dates())
bodies = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\r\0"), max_size=200)
documents = st.builds(
    Document,
    id=slugs,
    title=text,
    kind=st.sampled_from(KINDS),
    hub=slugs,
    language=st.sampled_from(["en", "fr", "pt-BR", "zh-Hant"]),
    also=st.lists(slugs, max_size=2),
    country=st.none() | st.sampled_from(["NO", "KE"]),
    operator=st.none() | text,
    published=st.none() | st.dates(),
    summary=st.none() | text,
    illustrative=st.none() | text,
    source=st.none() | origins,
    tags=st.lists(text, max_size=3),
    verified=st.none() | verifications,
    applies_to=st.dictionaries(slugs, text, max_size=2),
    body=bodies,
)  # fmt: skip

WRITTEN = """---
# written by hand
id: x
title:   "A title: with a colon"
kind: factsheet
hub: water-distribution
language: en
published: '2023-05-22'
tags: [ a,b ]
reviewed_by_us: {when: 2020-01-01,   by: Nia}   # ours
---
# Heading

Text.
"""


@settings(max_examples=60)
@given(documents)
def test_what_is_rendered_is_parsed_into_the_same(document: Document) -> None:
    """Any document survives being written and read, body included."""
    again = Document.parse(document.render())
    assert again.fields() == document.fields()
    assert again.body == document.body


@settings(max_examples=60)
@given(documents, st.booleans(), st.booleans())
def test_what_is_not_changed_renders_byte_for_byte(
    document: Document, windows: bool, mark: bool
) -> None:
    """Line ends and byte order mark included, reading and writing changes no byte."""
    rendered = document.render()
    rendered = rendered.replace("\n", "\r\n") if windows else rendered
    rendered = "\ufeff" + rendered if mark else rendered
    assert Document.parse(rendered).render() == rendered


@settings(max_examples=60)
@given(documents, documents)
def test_any_document_can_become_any_other(first: Document, second: Document) -> None:
    """Every field can be set, changed and taken away on a document that was read."""
    changed = Document.parse(first.render())
    for name in type(second).model_fields:
        setattr(changed, name, getattr(second, name))
    again = Document.parse(changed.render())
    assert again.fields() == second.fields()
    assert again.body == second.body


def test_hand_written_files_are_not_touched() -> None:
    """Quotes, spaces and comments of an unchanged file stay, also where YAML has other ways."""
    assert Document.parse(WRITTEN).render() == WRITTEN


def test_a_change_touches_its_own_line_only() -> None:
    """Unknown keys, comments and odd spaces elsewhere outlive a change."""
    document = Document.parse(WRITTEN)
    document.country = "KE"
    document.title = "Another"
    document.body = "New.\n"
    expected = (
        WRITTEN.replace('  "A title: with a colon"', '"Another"')
        .replace("# ours\n---", "# ours\ncountry: KE\n---")
        .partition("# Heading")[0]
    )
    assert document.render() == expected + "New.\n"


def test_unknown_keys_are_kept_as_values() -> None:
    """A key we do not know is there for whoever does."""
    document = Document.parse(WRITTEN)
    assert document.fields()["reviewed_by_us"] == {"when": date(2020, 1, 1), "by": "Nia"}


def test_a_layout_that_cannot_be_patched_is_written_anew() -> None:
    """Fields on one line still take a change; nothing of them is lost."""
    text = "---\n{id: x, title: T, kind: guide, hub: h, language: en, ours: 1}\n---\nBody.\n"
    document = Document.parse(text)
    assert document.render() == text
    document.country = "KE"
    again = Document.parse(document.render())
    assert again.country == "KE"
    assert again.fields()["ours"] == 1


def test_windows_line_ends_stay_after_a_change() -> None:
    """A changed file keeps the line ends and the mark its editor wrote."""
    document = Document.parse("\ufeff" + WRITTEN.replace("\n", "\r\n"))
    document.country = "KE"
    rendered = document.render()
    assert rendered.startswith("\ufeff---\r\n")
    assert "country: KE\r\n" in rendered
    assert rendered.count("\n") == rendered.count("\r\n")


@pytest.mark.parametrize(
    ("changes", "line", "field"),
    [
        ({"title": None}, 1, "title"),
        ({"title": "''"}, 3, "title"),
        ({"id": "Not-a-Slug"}, 2, "id"),
        ({"id": "a--b"}, 2, "id"),
        ({"id": "a" * 121}, 2, "id"),
        ({"kind": "essay"}, 4, "kind"),
        ({"hub": "Water"}, 5, "hub"),
        ({"language": "english language"}, 6, "language"),
        ({"language": "en-" + "-".join(["abcdefgh"] * 5)}, 6, "language"),
        ({"country": "Kenya"}, 7, "country"),
        ({"published": "2023-13-45"}, 7, "published"),
        ({"published": "2023-02-30"}, 7, "published"),
        ({"published": "2023"}, 7, "published"),
        ({"published": "'12'"}, 7, "published"),
        ({"published": "yesterday"}, 7, "published"),
        ({"published": "true"}, 7, "published"),
        ({"summary": "x" * 301}, 7, "summary"),
        ({"summary": "''"}, 7, "summary"),
        ({"summary": "[a, b]"}, 7, "summary"),
        ({"illustrative": "true"}, 7, "illustrative"),
        ({"also": "\n- a\nillustrative: ''"}, 9, "illustrative"),
        ({"also": "\n- a\n- 7"}, 9, "also"),
        ({"source": "\n  title: x\n  sha256: abc"}, 9, "source"),
        ({"verified": "{by: me, on: soon}"}, 7, "verified"),
        ({"verified": "{by: me}"}, 7, "verified"),
        ({"verified": "yes"}, 7, "verified"),
        ({"source": "{sha256: abc}"}, 7, "source"),
        ({"tags": "one, two"}, 7, "tags"),
        ({"also": "asset-management"}, 7, "also"),
        ({"country": "KE\nbody: x"}, 8, "body"),
    ],
)
def test_a_field_that_is_wrong_is_named(changes: dict[str, str], line: int, field: str) -> None:
    """File, line and field are named, and what to write instead."""
    with pytest.raises(LibraryFault) as caught:
        Document.parse(document_text("x", **changes), "hub/x.md")
    fault = caught.value
    assert (fault.path, fault.line, fault.field) == ("hub/x.md", line, field)
    assert fault.remedy
    assert "\n" not in str(fault)


@pytest.mark.parametrize("length", [1, 300])
def test_a_summary_is_short(length: int) -> None:
    """Up to 300 characters, whatever they look like."""
    given_summary = "<" * length
    document = Document.parse(document_text("x", summary=f"'{given_summary}'"))
    assert document.summary == given_summary


def test_the_kinds_are_in_the_order_of_a_hubs_page() -> None:
    """What explains comes first, what was done next, what was asked after that."""
    assert KINDS == (
        "factsheet", "guide", "case-study", "questions", "answer-card", "thread", "wop-report",
    )  # fmt: skip


def test_a_time_stamp_is_cut_to_its_date() -> None:
    """Other programs write a time where a date is meant."""
    document = Document.parse(document_text("x", published="2023-05-22T10:00:00Z"))
    assert document.published == date(2023, 5, 22)


@pytest.mark.parametrize(
    ("day", "holds"),
    [("2026-10-31", False), ("2026-11-01", True), ("2027-11-01", True), ("2027-11-02", False)],
)
def test_a_verification_holds_between_its_days(day: str, holds: bool) -> None:
    """It begins and ends with the days it names."""
    verified = Verification(by="me", on=date(2026, 11, 1), until=date(2027, 11, 1))
    assert verified.holds_on(date.fromisoformat(day)) is holds


def test_a_verification_without_an_end_goes_on() -> None:
    """No end means for good."""
    assert Verification(by="me", on=date(2026, 11, 1)).holds_on(date(2099, 1, 1))


def test_a_new_document_belongs_below_its_hub_and_kind() -> None:
    """The path says what it is to whoever looks at the folder."""
    document = Document.parse(document_text("x"))
    assert document_path(document) == "water-distribution/factsheet/x.md"
    assert document.url == "/documents/x"
    assert document.line_of("hub") == 5
