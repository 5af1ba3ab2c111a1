"""Questions that a thread answers: the post that answers is what is found and quoted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.library import Post
from kb.library.thread_format import write_posts

if TYPE_CHECKING:
    from tests.search.conftest import Searchable

QUESTION = "Why does the pump lose its prime?"
ASKED = f"The pump at Kisian loses its prime every night and nobody knows why. {QUESTION}"
GUESS = "Why does the pump lose its prime: the pump does lose its prime in heat."
ANSWER = "The pump loses its prime because the foot valve leaks: replace its seat."
POSTS = (Post(1, "a", text=ASKED), Post(2, "b", text=GUESS), Post(3, "c", text=ANSWER))


def _add(instance: Searchable, answer: int | None, identity: str = "prime") -> None:
    thread = {"platform": "mbox", "key": "'1'", "posts": 3}
    if answer:
        thread |= {"answer": answer, "answered_by": "accepted"}
    facts = ", ".join(f"{key}: {value}" for key, value in thread.items())
    instance.add(identity, write_posts(POSTS), title=QUESTION, kind="thread", thread=f"{{{facts}}}")


def test_the_post_that_answers_is_quoted_first(instance: Searchable) -> None:
    """Though another one has more of the question's words."""
    _add(instance, answer=3)
    quotes = instance.index().answerer.ask(QUESTION).quotes
    assert [quote.text for quote in quotes] == [ANSWER]
    assert quotes[0].anchor is not None
    assert quotes[0].anchor.target == "?at=post-3#post-3"


def test_the_post_that_answers_is_the_hit(instance: Searchable) -> None:
    """The excerpt and the link of a hit are the answer's, whichever post is nearest in words."""
    _add(instance, answer=3)
    (hit,) = instance.index().searcher.search(QUESTION).hits
    assert hit.passage.text == ANSWER
    assert hit.url.endswith("?at=post-3#post-3")
    assert {one.text for one in hit.more} == {ASKED, GUESS}


def test_of_equal_threads_the_answered_one_comes_first(instance: Searchable) -> None:
    """Two people asked the same; the one whose question is open comes second."""
    for identity, answer in (("a-open", None), ("b-answered", 3)):
        _add(instance, answer=answer, identity=identity)
    hits = instance.index().searcher.search(QUESTION).hits
    found = [one for hit in hits for one in (hit.document.id, *(row.id for row in hit.same))]
    assert found == ["b-answered", "a-open"]


def test_who_asks_is_never_quoted_as_an_answer(instance: Searchable) -> None:
    """A question that is not answered does not answer itself."""
    _add(instance, answer=None)
    quotes = instance.index().answerer.ask(QUESTION).quotes
    assert all("nobody knows why" not in quote.text for quote in quotes)
    assert quotes, "other posts can be quoted"
