"""Questions like a question."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kb.errors import ModelFault
from search.fakes import HashingEmbedder
from search.searcher import Searcher

if TYPE_CHECKING:
    from search.embedder import FloatArray
    from search.similar import SimilarQuestion
    from tests.search.conftest import Searchable

VERIFIED = "{by: Ann, on: 2021-03-01}"


class Unloadable(HashingEmbedder):
    """A model that cannot be loaded."""

    def embed_query(self, text: str) -> FloatArray:
        """Fail."""
        raise ModelFault("The model cannot be loaded", "Set KB_MODEL.")


@pytest.fixture
def forum(instance: Searchable) -> Searchable:
    """Documents that answer questions, and threads, one of them without an answer."""
    instance.embedder = HashingEmbedder(4096)  # so many that no two words share one
    answers = "['Why does our pump grow hot?', 'How often is a pump greased?']"
    instance.add("pump-care", "Grease it.", title="Pump care", answers=answers)
    instance.add(
        "bearings", "Hot bearings.", answers="['why does our PUMP grow hot']", verified=VERIFIED
    )
    instance.add("hot-pump", "Help!", title="Why does my pump grow so hot?", kind="thread")
    instance.add(
        "noisy-pump",
        "It was loose.",
        title="Why does a noisy pump grow hot?",
        kind="thread",
        answers="['Why is a pump noisy?']",
    )
    instance.add("river", "Rain.", title="Rivers", answers="['When will it flood?']")
    instance.add(
        "sludge",
        "Trucks.",
        title="Latrines",
        summary="Why a pump of a vacuum truck may grow hot.",
        answers="['How is a latrine emptied?']",
    )
    return instance.index()


def told(found: tuple[SimilarQuestion, ...]) -> list[tuple[str, str]]:
    """Documents with their questions."""
    return [(question.document.id, question.text) for question in found]


def test_what_was_asked_like_this_comes_answered_first(forum: Searchable) -> None:
    """The open thread is nearest in words, and comes after those that have an answer."""
    found = forum.searcher.similar_questions("Why does my pump grow so hot?")
    assert [(one.document.id, one.answered, one.verified) for one in found] == [
        ("noisy-pump", True, False),
        ("bearings", True, True),
        ("hot-pump", False, False),
    ]


def test_among_equals_the_verified_one_comes_first(forum: Searchable) -> None:
    """Two questions of one stem, of which the verified document's has the later id."""
    for identity, text, verified in (("a", "valve", None), ("b", "valves", VERIFIED)):
        answers = f"['Who closes the {text}?']"
        forum.add(identity, "Ann.", title="Valves", answers=answers, verified=verified)
    found = forum.index().searcher.similar_questions("Who closes valves?")
    assert [(one.document.id, one.verified) for one in found] == [("b", True), ("a", False)]


def test_equal_questions_are_one(forum: Searchable) -> None:
    """Whatever their case and marks: the verified document's stays."""
    found = told(forum.searcher.similar_questions("why does our pump grow hot"))
    assert ("bearings", "why does our PUMP grow hot") in found
    assert "pump-care" not in dict(found)


def test_only_questions_are_told(forum: Searchable) -> None:
    """No summary, no title of another kind, no passage of a text."""
    asked = ("pump of a vacuum truck hot", "Pump care", "grease it", "Latrines")
    texts = {text for one in asked for _, text in told(forum.searcher.similar_questions(one))}
    assert "Why a pump of a vacuum truck may grow hot." not in texts
    assert texts.isdisjoint({"Pump care", "Latrines", "Grease it."})


def test_what_is_far_is_not_told(forum: Searchable) -> None:
    """Nothing is said about another field, to nothing at all, or by a library without an index."""
    searcher = forum.searcher
    assert searcher.similar_questions("best guitar strings") == ()
    assert told(searcher.similar_questions("how do I empty a latrine")) == [
        ("sludge", "How is a latrine emptied?")
    ]
    for nothing in ("", " \n ", "?!", "\x00\x1f", "🙂"):
        assert searcher.similar_questions(nothing) == ()


def test_nothing_in_a_text_is_an_operator(forum: Searchable) -> None:
    """People write quotation marks, dashes and colons; and pages of text."""
    for text in ('hub:nowhere "latrine emptied" -how', "latrine emptied\n" * 2000):
        assert told(forum.searcher.similar_questions(text))[0][0] == "sludge"


def test_there_are_as_many_as_asked_for(forum: Searchable) -> None:
    """At most."""
    assert len(forum.searcher.similar_questions("Why is a pump hot?", limit=1)) == 1


def test_words_do_without_a_model(forum: Searchable) -> None:
    """The nearest in words, by the same rules."""
    searcher = Searcher(forum.home, forum.database, Unloadable(4096))
    assert dict(told(searcher.similar_questions("How is a latrine emptied"))).keys() == {"sludge"}


def test_a_document_needs_no_model(forum: Searchable) -> None:
    """Others' questions like its own, by stored vectors; never its own."""
    searcher = Searcher(forum.home, forum.database, Unloadable(4096))
    found = dict(told(searcher.questions_like("hot-pump")))
    assert "bearings" in found
    assert "hot-pump" not in found
    assert searcher.questions_like("river") == ()
    assert searcher.questions_like("no-such-document") == ()


def test_new_questions_are_found_and_old_ones_go(forum: Searchable) -> None:
    """One searcher follows the index from generation to generation."""
    searcher = forum.searcher
    assert searcher.similar_questions("Which valve leaks?") == ()
    forum.add("valves", "Close it.", answers="['Which valve leaks at night?']")
    forum.remove("sludge")
    forum.index()
    assert told(searcher.similar_questions("Which valve leaks?"))[0][0] == "valves"
    assert searcher.similar_questions("latrine emptied") == ()


def test_there_may_be_no_index_and_no_question(instance: Searchable) -> None:
    """Before the first index, and in a library that answers nothing."""
    assert instance.searcher.similar_questions("Why?") == ()
    assert instance.searcher.questions_like("x") == ()
    instance.add("pumps", "Pumps grow hot.", title="Pumps")
    instance.index()
    assert instance.searcher.similar_questions("Do pumps grow hot?") == ()
    assert instance.searcher.questions_like("pumps") == ()
