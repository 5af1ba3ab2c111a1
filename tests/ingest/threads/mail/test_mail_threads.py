"""Which messages are one thread, what it is called, and what answers what."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.threads.platforms.mail.order import in_order, parents_of
from tests.ingest.threads.mail.letters import box, imported_text, key, letter

if TYPE_CHECKING:
    from pathlib import Path


def test_replies_join_by_ancestry(tmp_path: Path) -> None:
    """In-Reply-To, else the last of References; a parent that is not there is passed over."""
    text = box(
        letter(1),
        letter(2, in_reply_to="<1@x>", subject="Other words entirely"),
        letter(3, references="<1@x> <2@x>", subject="Yet another one"),
        letter(4, references="<1@x> <2@x> <9@x>", subject="And one more here"),
    )
    got = imported_text(tmp_path, text)
    assert got.shape == {key(1): {key(number) for number in (1, 2, 3, 4)}}
    parents = {one: post.reply_to for one, post in got.posts.items()}
    assert parents == {key(1): None, key(2): key(1), key(3): key(2), key(4): key(2)}


def test_a_thread_is_called_by_a_root_that_is_not_there(tmp_path: Path) -> None:
    """So that it has the same key when the month before is added."""
    later = [letter(2, references="<1@x>"), letter(3, references="<1@x> <2@x>", day=4)]
    assert set(imported_text(tmp_path, box(*later)).shape) == {key(1)}
    (tmp_path / "all").mkdir()
    assert set(imported_text(tmp_path / "all", box(letter(1, day=1), *later)).shape) == {key(1)}


@pytest.mark.parametrize(
    ("subject", "body", "day", "joins"),
    [
        ("Re: [Pumps] pump  STOPS", "I see.", 20, True),
        ("Pump stops", "> Text 1.\n\nI see.", 20, True),
        ("Pump stops", "A question of my own.", 20, False),
        ("Re: Pump starts", "I see.", 20, False),
    ],
)
def test_subjects_join_what_can_be_seen_to_answer(
    tmp_path: Path, subject: str, body: str, day: int, *, joins: bool
) -> None:
    """A prefix or quoted lines, as Pipermail takes prefixes away."""
    got = imported_text(tmp_path, box(letter(1), letter(2, body, subject=subject, day=day)))
    assert (len(got.threads) == 1) is joins


def test_subjects_join_for_thirty_days(tmp_path: Path) -> None:
    """The last post of the thread counts; after that the same words are another matter."""
    dates = ["1 Mar 2014 10:00:00", "25 Mar 2014 10:00:00", "20 Apr 2014 10:00:00"]
    letters = [
        letter(number, subject="Re: Pump stops", date=date) for number, date in enumerate(dates)
    ]
    assert len(imported_text(tmp_path, box(*letters)).threads) == 1
    far = letter(9, subject="Re: Pump stops", date="1 Jun 2014 10:00:00")
    assert len(imported_text(tmp_path, box(*letters, far)).threads) == 2


def test_subjects_that_say_little_join_nothing(tmp_path: Path) -> None:
    """No subject and "help" are everybody's."""
    letters = [letter(number, subject="Re: help") for number in range(4)]
    assert len(imported_text(tmp_path, box(*letters)).threads) == 4


def test_circles_and_self_references_end(tmp_path: Path) -> None:
    """The reply that closes a circle answers nothing."""
    text = box(
        letter(1, in_reply_to="<3@x>"),
        letter(2, in_reply_to="<1@x>"),
        letter(3, in_reply_to="<2@x>"),
        letter(4, in_reply_to="<4@x>", subject="Alone as can be"),
    )
    got = imported_text(tmp_path, text)
    assert sorted(map(len, got.shape.values())) == [1, 3]
    assert sum(post.reply_to is None for post in got.posts.values()) == 2


def test_a_reply_with_a_slow_clock_comes_after_its_question(tmp_path: Path) -> None:
    """The first post is the one that asks."""
    text = box(letter(1, day=3), letter(2, day=1, in_reply_to="<1@x>"), letter(3, day=4))
    first = imported_text(tmp_path, text).threads[0]
    assert [post.key for post in first.posts] == [key(1), key(2)]


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=30), st.integers(0, 9))
def test_what_later_months_add_moves_nothing(
    tmp_path_factory: pytest.TempPathFactory, links: list[tuple[int, int]], first: int
) -> None:
    """Threads of an archive's beginning have the same keys and posts in the whole of it."""
    chance = random.Random(first)
    letters = [
        letter(100 + place, day=1 + place // 2, references=f"<{one}@x> <{100 + other}@x>")
        for place, (one, other) in enumerate(links)
    ]
    chance.shuffle(letters)
    letters.sort(key=lambda one: one.split("Date: ")[1].split("\n")[0])
    half = letters[: len(letters) // 2]
    folder = tmp_path_factory.mktemp("mail")
    (folder / "half").mkdir()
    before = imported_text(folder / "half", box(*half)).shape if half else {}
    after = imported_text(folder, box(*letters)).shape if letters else {}
    for thread, posts in before.items():
        assert posts <= after[thread]


@given(
    st.dictionaries(
        st.integers(0, 8).map(str), st.lists(st.integers(0, 12).map(str), max_size=3), max_size=9
    )
)
def test_no_post_comes_before_what_it_answers(ancestors: dict[str, list[str]]) -> None:
    """Whatever the times and the circles are."""
    parents = parents_of(ancestors)
    order = in_order(parents, {one: -float(one) for one in parents})
    assert sorted(order) == sorted(ancestors)
    for child, parent in parents.items():
        assert parent != child
        assert parent not in order or order.index(parent) < order.index(child)


def test_long_chains_are_not_walked_again_and_again() -> None:
    """Twenty thousand replies, each to the one before, take no recursion and little time."""
    chain = {str(number): [str(number - 1)] for number in range(20_000)}
    order = in_order(parents_of(chain), dict.fromkeys(chain, 0.0))
    assert order == list(chain)
