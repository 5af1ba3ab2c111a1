"""Front matter: read, changed line by line, and put back without loss."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.errors import LibraryFault
from kb.library import front_matter

SIMPLE = "# first\na: 1   # one\nb: 'two'\n\n# about c\nc:\n  - x   # ex\n  - y\n# end\n"

keys = st.from_regex(r"[a-z][a-z_]{0,8}", fullmatch=True)
scalars = st.one_of(
    st.text(st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n\t"), max_size=40),
    st.integers(-(10**9), 10**9),
    st.booleans(),
    st.dates(),
)
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=4),
    max_leaves=8,
)


@given(
    fields=st.dictionaries(keys, values, min_size=1, max_size=6),
    body=st.text("ab#- \n", max_size=60),
)
def test_what_is_joined_is_split_into_the_same(fields: dict[str, object], body: str) -> None:
    """Any fields and any body survive being written and read."""
    parts = front_matter.split(front_matter.join(fields, body), "f.md")
    assert dict(parts.mapping) == fields
    assert parts.body == body


@given(
    fields=st.dictionaries(keys, values, min_size=1, max_size=5),
    changes=st.dictionaries(keys, values, max_size=3),
    data=st.data(),
)
def test_a_revision_says_what_was_meant(
    fields: dict[str, object], changes: dict[str, object], data: st.DataObject
) -> None:
    """Whatever is changed, added and removed, reading gives the old fields with just that."""
    removed = data.draw(st.sets(st.sampled_from(sorted(fields)))) - set(changes)
    raw = front_matter.split(front_matter.join(fields, ""), "f.md").raw
    expected = {k: v for k, v in (fields | changes).items() if k not in removed}
    revised = front_matter.revise(raw, changes, removed)
    if expected:
        assert dict(front_matter.split(f"---\n{revised}---\n", "f.md").mapping) == expected


def test_only_the_changed_lines_change() -> None:
    """Comments, quotes, blank lines and spaces of every other field stay as people wrote them."""
    revised = front_matter.revise(SIMPLE, {"b": "three"}, set())
    assert revised == SIMPLE.replace("two", "three")


def test_a_comment_at_the_end_of_a_changed_line_stays() -> None:
    """What somebody noted beside a value is still noted there."""
    assert front_matter.revise(SIMPLE, {"a": 2}, set()).splitlines()[1] == "a: 2   # one"


def test_a_removed_field_leaves_the_comments_around_it() -> None:
    """Comments above the next field belong to that one."""
    revised = front_matter.revise(SIMPLE, {}, {"b", "c"})
    assert revised == "# first\na: 1   # one\n\n# about c\n# end\n"


def test_a_field_is_added_at_the_end() -> None:
    """What was there keeps its place."""
    assert front_matter.revise(SIMPLE, {"new": ["z"]}, set()) == SIMPLE + "new:\n- z\n"


def test_comments_inside_a_changed_mapping_stay() -> None:
    """Only the value that changed is written anew."""
    raw = "verified:\n  by: me # who\n  on: 2026-11-01\n"
    revised = front_matter.revise(raw, {"verified": {"by": "you", "on": "x"}}, set())
    assert revised == "verified:\n  by: you # who\n  on: x\n"


@pytest.mark.parametrize("raw", ["{a: 1, b: 2}\n", "a: &x 1\n<<: {c: 2}\n", "1: a\nb: 2\n"])
def test_a_layout_without_lines_of_its_own_is_refused(raw: str) -> None:
    """What cannot be changed line by line says so instead of being changed wrongly."""
    with pytest.raises(ValueError, match="not one field a line"):
        front_matter.revise(raw, {"b": 3}, set())


def test_an_alias_of_another_field_is_refused() -> None:
    """A value that stands elsewhere cannot be changed here."""
    with pytest.raises(ValueError, match="not a field of its own"):
        front_matter.revise("a: &x [1]\nb: {c: *x, d: 1}\n", {"b": {"d": 2}}, set())


def test_windows_line_ends_and_byte_order_marks_are_read() -> None:
    """A file saved by a Windows editor has the same fields and body."""
    parts = front_matter.split("\ufeff---\r\na: x\r\n---\r\nbody\r\n", "f.md")
    assert (dict(parts.mapping), parts.body) == ({"a": "x"}, "body\n")


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("no front matter\n", 1, "no front matter"),
        ("---\na: 1\n", 1, "no front matter"),
        ("", 1, "no front matter"),
        ("---\n---\n", 1, "not a list of fields"),
        ("---\n- a\n---\n", 1, "not a list of fields"),
        ("---\na: 1\nb: [\n---\n", 4, "not YAML"),
        ("---\na: 1\na: 2\n---\n", 3, "duplicate key"),
        ("---\na: 1\nb: \x01\n---\n", 3, "not YAML"),
        ("---\na: 1\nb: 'x\\0'\nc: \"\\0\"\n---\n", 4, "control character"),
        ('---\na: 1\nb: "\\ud800"\n---\n', 3, "control character"),
        ("---\na: " + "[" * 50_000 + "\n---\n", 1, "too many brackets"),
        ("---\na: " + "[" * 450 + "\n---\n", 3, "not YAML"),
    ],
)
def test_what_cannot_be_read_is_named_with_its_line(text: str, line: int, message: str) -> None:
    """Every way of being wrong gives file, line and what is wrong, in one line."""
    with pytest.raises(LibraryFault) as caught:
        front_matter.split(text, "f.md")
    assert caught.value.path == "f.md"
    assert caught.value.line == line
    assert message in caught.value.message
    assert "\n" not in str(caught.value)


def test_aliases_that_multiply_are_refused() -> None:
    """A few lines of aliases that stand for billions of values cost neither time nor memory."""
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]
    text = "\n".join(["---", *lines, "---", ""])
    with pytest.raises(LibraryFault, match="too many values"):
        front_matter.split(text, "f.md")


@pytest.mark.parametrize(
    ("value", "expected"), [("NO", "NO"), ("2023-13-45", "2023-13-45"), ("007", 7), ("on", "on")]
)
def test_values_mean_what_people_mean(value: str, expected: object) -> None:
    """Norway is no falsehood, and a date that is none is left for the field to refuse."""
    assert front_matter.split(f"---\na: {value}\n---\n", "f.md").mapping["a"] == expected


def test_a_date_that_stands_twice_is_written_twice() -> None:
    """An alias such as ``*id001`` would be read by no person, and changed by no later edit."""
    day = date(2021, 3, 4)
    assert "&" not in front_matter.join(
        {"published": day, "thread": {"started": day, "last": day}}, ""
    )
