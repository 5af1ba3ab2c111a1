"""Posts as Markdown and back: nothing is lost, whatever people wrote."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.errors import LibraryFault
from kb.library.anchors import Anchor, anchors
from kb.library.thread import ANSWER_REASONS, Attachment, Post
from kb.library.thread_format import parse_posts, write_posts

# Anything but half characters, which no file holds.
characters = st.characters(exclude_categories=["Cs"])
names = st.text(characters, max_size=12)
lines = st.one_of(
    st.text(characters.filter(lambda one: one != "\r"), max_size=40),
    st.sampled_from(
        [
            "<!-- post: 2 {} -->",
            "<\\!-- post: 1 -->",
            "<!-- page: 3 -->",
            "-->",
            "# Title",
            "```",
            "> said",
            "---",
            " x",
        ]
    ),
)
texts = st.lists(lines, max_size=5).map("\n".join).map(lambda text: text.strip("\n"))
moments = st.datetimes(timezones=st.just(UTC))
attachments = st.builds(
    Attachment, name=names, sha256=st.just("ab" * 32), size=st.integers(0, 9)
) | st.builds(Attachment, name=names)
posts = st.builds(
    Post,
    number=st.integers(1, 999_999_999),
    key=names,
    person=names,
    name=names,
    text=texts,
    at=st.none() | moments,
    reply_to=st.none() | st.integers(1, 99),
    reactions=st.dictionaries(names, st.integers(1, 99), max_size=3),
    score=st.none() | st.integers(-9, 9),
    answer=st.none() | st.sampled_from(ANSWER_REASONS),
    small_talk=st.booleans(),
    removed=st.booleans(),
    attachments=st.lists(attachments, max_size=2).map(tuple),
)
threads = st.lists(posts, max_size=4, unique_by=lambda post: post.number)


@given(threads)
def test_what_is_written_is_read_again(written: list[Post]) -> None:
    """Posts survive whatever stands in them: comments, rules, fences, odd characters."""
    assert parse_posts(write_posts(written)) == written


@given(threads)
def test_what_is_read_is_written_again(written: list[Post]) -> None:
    """A body of ours comes out of a reading byte for byte."""
    body = write_posts(written)
    assert write_posts(parse_posts(body)) == body


@given(threads)
def test_posts_are_places(written: list[Post]) -> None:
    """Each post is an anchor with its number and no label, and texts make no further ones."""
    found = [anchor for _, anchor in anchors(write_posts(written))]
    assert found == [Anchor("post", post.number) for post in written]


def test_a_post_reads_well() -> None:
    """The documented shape, as somebody sees it in a text editor."""
    post = Post(
        2, "814", "7qk2fx", "Member 7qk2fx", "We logged the pressure first.",
        datetime(2019, 3, 5, 8, 12, tzinfo=UTC), 1, {"like": 3}, answer="accepted",
        attachments=(Attachment("log [1].csv", "ab" * 32, 812),),
    )  # fmt: skip
    comment, *lines = write_posts([post]).split("\n")
    assert comment.startswith('<!-- post: 2 {"key":"814","person":"7qk2fx","name":"Member 7qk2fx",')
    assert lines == [
        "**Member 7qk2fx**, 2019-03-05 08:12 UTC, in reply to 1, accepted answer, 3 like",
        r"Files: log \[1\].csv",
        "",
        "We logged the pressure first.",
        "",
    ]


@pytest.mark.parametrize(
    "comment",
    ['{"person":"a"}', '{"key":"1","at":"yesterday"}', '{"key":"1","answer":"liked"}', "{key}"],
)
def test_a_damaged_comment_is_named(comment: str) -> None:
    """With the line it stands on."""
    body = write_posts([Post(1, "a", text="one\ntwo")]) + f"\n<!-- post: 2 {comment} -->\n**B**\n"
    with pytest.raises(LibraryFault, match="Post 2 cannot be read") as fault:
        parse_posts(body, "t.md")
    assert (fault.value.path, fault.value.line) == ("t.md", 7)


def test_two_posts_of_one_number_are_named() -> None:
    """Links could not tell them apart."""
    one = Post(1, "a", text="x")
    body = write_posts([one, replace(one, number=2)]).replace("post: 2", "post: 1")
    with pytest.raises(LibraryFault, match="two posts 1"):
        parse_posts(body)


def test_a_body_without_posts_has_none() -> None:
    """A document of another kind is no thread."""
    assert parse_posts("# Title\n\nText.\n") == []
