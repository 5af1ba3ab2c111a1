"""Reading order: by time, after what is answered, whatever the replies say."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from ingest.threads.order import by_time, parents_first

KEYS = st.lists(st.sampled_from("abcdefgh"), unique=True)
PARENTS = st.dictionaries(st.sampled_from("abcdefgh"), st.sampled_from("abcdefghxyz"))
NOON = datetime(2021, 3, 4, 12, tzinfo=UTC)
TIMES = st.none() | st.integers(0, 50).map(lambda n: NOON + timedelta(minutes=n))


@given(KEYS, PARENTS)
def test_nothing_is_lost_and_parents_come_first(keys: list[str], parents: dict[str, str]) -> None:
    """Every key once; a post comes before its parent only where they answer in a circle."""
    placed = parents_first(keys, parents)
    assert sorted(placed) == sorted(keys)
    for place, key in enumerate(placed):
        parent = parents.get(key)
        if parent in placed[place:] and parent != key:
            above, seen = parent, {key}
            while above in parents and above in keys and above not in seen:
                seen.add(above)
                above = parents[above]
            assert above in seen, f"{key} stands before {parent} without a circle"


def test_order_stays_where_nothing_speaks_against_it() -> None:
    """Posts that answer earlier ones, or nothing, or what is not there, stay where they are."""
    assert parents_first(list("abcd"), {"b": "a", "c": "gone", "d": "a"}) == list("abcd")
    assert parents_first(list("abc"), {"a": "c"}) == ["c", "a", "b"]


def test_a_very_long_chain_is_no_trouble() -> None:
    """A hundred thousand posts, each answering the next, come out backwards."""
    keys = [str(n) for n in range(100_000)]
    parents = {str(n): str(n + 1) for n in range(100_000)}
    assert parents_first(keys, parents) == keys[::-1]


@given(
    st.lists(st.tuples(st.sampled_from("abcd"), TIMES), unique_by=lambda one: one[0]),
    st.lists(st.tuples(st.sampled_from("efgh"), TIMES), unique_by=lambda one: one[0]),
)
def test_merging_keeps_both_orders(
    known: list[tuple[str, datetime | None]], new: list[tuple[str, datetime | None]]
) -> None:
    """Each list's own order holds in the merged one, and nothing is lost."""
    merged = by_time(known, new)
    assert [key for key in merged if key in "abcd"] == [key for key, _ in known]
    assert [key for key in merged if key in "efgh"] == [key for key, _ in new]


def test_new_posts_come_at_their_time() -> None:
    """Between those before and after; at the same time, after those that were there."""
    at = [NOON + timedelta(minutes=n) for n in range(4)]
    known = [("a", at[0]), ("b", None), ("c", at[2])]
    assert by_time(known, [("x", at[1]), ("y", at[2]), ("z", None)]) == list("abxcyz")
