"""Which post answers, and when none does."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.threads.answers import find_answer

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class Said:
    """A post, as far as it matters here."""

    person: str
    text: str = "Close the upper valve first."
    accepted: bool = False
    score: int | None = None
    reactions: Mapping[str, int] = field(default_factory=dict)
    reply_to: int | None = None
    small_talk: bool = False


QUESTION = Said("asker", "Why does the pump trip?")
ANSWER = Said("other")
LATER = Said("third", "Ours trips when the filter is full of sand.")


def test_what_the_platform_accepted_comes_first() -> None:
    """Also where another post is confirmed, and where the asker wrote it."""
    own = Said("asker", "It was the fuse.", accepted=True)
    assert find_answer([QUESTION, ANSWER, Said("asker", "That worked!"), own]) == (3, "accepted")


def test_the_question_never_answers() -> None:
    """A first post that a platform marks, or that everybody likes, stays the question."""
    asked = Said("asker", accepted=True, score=50, reactions={"like": 9})
    assert find_answer([asked]) is None
    assert find_answer([asked, ANSWER]) is None


@pytest.mark.parametrize(
    "text",
    [
        "Thanks, that worked!",
        "It works now 👍",
        "> Close it\n\nThat solved it, thank you",
        "Exactly what I needed.",
        "Problem solved.",
        "Merci, ça marche !",
        "Problème résolu",
        "¡Gracias, funcionó!",
        "Justo lo que necesitaba",
        "Obrigado, deu certo",
        "شكرا، تم حل المشكلة",
        "Asante, inafanya kazi",
    ],
)
def test_the_asker_confirms(text: str) -> None:
    """In each of the six languages."""
    assert find_answer([QUESTION, ANSWER, Said("asker", text)]) == (1, "confirmed")


@pytest.mark.parametrize(
    "text",
    [
        "Thanks, I will try.",
        "That worked, but now the other one trips.",
        "That did not work.",
        "It works now, it doesn’t at night.",
        "It works now? Really?",
        "I fixed it myself, it works now.",
        "Merci, mais ça ne marche pas.",
        "No funciona.",
        "Não funcionou.",
        "لم يعمل الآن",
        "That worked. " + "Then we measured the whole night. " * 10,
        "`that worked`",
        "> that worked\n\nWho says so",
    ],
)
def test_thanks_doubts_and_self_help_confirm_nothing(text: str) -> None:
    """Precision first: the thread stays open."""
    assert find_answer([QUESTION, ANSWER, Said("asker", text)]) is None


def test_only_the_asker_confirms() -> None:
    """Others who are glad do not know whether it answers."""
    assert find_answer([QUESTION, ANSWER, Said("third", "That worked!")]) is None
    nobody = [Said("", "Why?"), ANSWER, Said("", "That worked!")]
    assert find_answer(nobody) is None


def test_a_reply_names_the_answer_else_it_is_the_one_before() -> None:
    """Small talk between is passed over."""
    confirms = Said("asker", "That worked!")
    assert find_answer([QUESTION, ANSWER, LATER, Said("asker", "That worked!", reply_to=1)]) == (
        1,
        "confirmed",
    )
    assert find_answer([QUESTION, ANSWER, LATER, confirms]) == (2, "confirmed")
    polite = Said("third", "Good luck", small_talk=True)
    assert find_answer([QUESTION, ANSWER, polite, confirms]) == (1, "confirmed")
    assert find_answer([QUESTION, Said("asker", "It trips again."), confirms]) is None
    assert find_answer([QUESTION, Said("other", "Which pump is it?"), confirms]) is None


def test_solved_in_the_title_makes_thanks_a_confirmation() -> None:
    """Without that mark, thanks are thanks."""
    posts = [QUESTION, ANSWER, Said("asker", "Thanks!", small_talk=True)]
    assert find_answer(posts, "[SOLVED] Pump trips") == (1, "confirmed")
    assert find_answer(posts, "Pump trips") is None


@pytest.mark.parametrize(
    ("scores", "expected"),
    [
        ((5, 2), (1, "thanked")),
        ((2, 6), (2, "thanked")),
        ((5, 3), None),
        ((2, 0), None),
        ((None, 3), (2, "thanked")),
        ((-1, -5), None),
    ],
)
def test_votes_need_a_number_and_a_lead(
    scores: tuple[int | None, int], expected: tuple[int, str] | None
) -> None:
    """At least three, and twice the next best."""
    posts = [QUESTION, Said("other", score=scores[0]), Said("third", score=scores[1])]
    assert find_answer(posts) == expected


def test_thanks_count_and_laughter_does_not() -> None:
    """Reactions that approve, whatever the platform calls them."""
    liked = Said("other", reactions={"+1": 2, ":heart:": 1})
    funny = Said("third", reactions={"laughing": 9})
    assert find_answer([QUESTION, liked, funny]) == (1, "thanked")


POSTS = st.lists(
    st.builds(
        Said,
        person=st.sampled_from(["asker", "other", ""]),
        text=st.sampled_from(
            ["That worked!", "Thanks", "Close the upper valve.", "", "Why is it?"]
        ),
        accepted=st.booleans(),
        score=st.none() | st.integers(-3, 9),
        reply_to=st.none() | st.integers(-2, 9),
        small_talk=st.booleans(),
    ),
    max_size=8,
)


@given(POSTS)
def test_an_answer_is_never_the_first_post_nor_small_talk(posts: list[Said]) -> None:
    """Nor the asker's own, unless the platform says so; whatever replies point to."""
    found = find_answer(posts)
    if found:
        post = posts[found[0]]
        assert found[0] > 0
        assert post.accepted == (found[1] == "accepted")
        assert post.accepted or not post.small_talk
        assert post.accepted or not post.person or post.person != posts[0].person
