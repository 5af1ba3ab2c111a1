"""Threads in the index: posts are found by themselves, politeness is not."""

from __future__ import annotations

from kb.library import Document, Post, ThreadFacts
from kb.library.thread_format import write_posts
from search.thread_passages import passages_of


def _thread(*posts: Post, **fields: object) -> Document:
    known = {"id": "t", "title": "Why?", "kind": "thread", "hub": "h", "language": "en"}
    facts = ThreadFacts(platform="mbox", key="1")
    return Document(**{**known, "thread": facts, "body": write_posts(posts), **fields})


def test_each_post_is_a_passage_at_its_place() -> None:
    """Its anchor is the post, its text has neither names nor dates, the title says what about."""
    said, first, second = passages_of(
        _thread(Post(1, "a", name="Grace", text="It leaks."), Post(4, "b", text="Dig. Then mend."))
    )
    assert (said.text, said.ordinal) == ("Why?", -1)
    assert [(one.text, one.ordinal) for one in (first, second)] == [
        ("It leaks.", 0),
        ("Dig. Then mend.", 1),
    ]
    assert [one.anchor and one.anchor.target for one in (first, second)] == [
        "?at=post-1#post-1",
        "?at=post-4#post-4",
    ]
    assert first.embedded("Why?") == "Why?\nIt leaks."


def test_a_long_post_is_several_passages_of_one_place() -> None:
    """No passage holds words of two posts."""
    long = " ".join(f"Sentence {n} has five words." for n in range(100))
    found = passages_of(_thread(Post(1, "a", text=long), Post(2, "b", text="Short.")))[1:]
    assert len(found) > 5
    assert {one.anchor.number for one in found[:-1] if one.anchor} == {1}
    assert [one.ordinal for one in found] == list(range(len(found)))


def test_small_talk_and_removed_posts_are_no_passages() -> None:
    """They stay in the thread, and no question finds them."""
    thanks = Post(2, "b", text="Thanks a lot!", small_talk=True)
    gone = Post(3, "c", text="", removed=True)
    found = passages_of(_thread(Post(1, "a", text="It leaks."), thanks, gone))
    assert [one.text for one in found] == ["Why?", "It leaks."]


def test_what_looks_like_a_page_in_a_post_is_text() -> None:
    """The place of a passage is always its post."""
    found = passages_of(_thread(Post(2, "a", text="One.\n\n<!-- page: 9 -->\n\nTwo.")))[1:]
    assert {(one.anchor.unit, one.anchor.number) for one in found if one.anchor} == {("post", 2)}


def test_a_document_of_another_kind_is_cut_by_section() -> None:
    """Also a thread that somebody wrote by hand, without posts."""
    document = _thread(thread=None, body="# Head\n\nText.\n")
    assert [one.headings for one in passages_of(document)[1:]] == [("Head",)]
