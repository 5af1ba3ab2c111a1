"""The rule by which chats are cut into threads."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.threads.base import SourcePerson, SourcePost
from ingest.threads.cutting import Cutter, is_question

BEGIN = datetime(2021, 3, 1, 8, tzinfo=UTC)
QUESTION, OTHER_QUESTION = "How do I prime this pump?", "Where can I buy chlorine tablets here?"
ANSWER, REMARK, SHORT = (
    "Fill the casing with water first.",
    "The workshop begins on Monday then.",
    "Thanks a lot",
)


def said(key: str, who: str, text: str, minute: float, reply_to: str | None = None) -> SourcePost:
    """A message."""
    at = BEGIN + timedelta(minutes=minute)
    return SourcePost(key, SourcePerson(who), text, at=at, reply_to=reply_to)


def cut(posts: list[SourcePost], *, has_threads: bool = False) -> dict[str, list[str]]:
    """The keys of each thread's messages."""
    cutter, of, threads = Cutter(12, has_threads=has_threads), {}, {}
    for post in posts:
        of[post.key] = cutter.place(post, of.get(post.reply_to))
        threads.setdefault(of[post.key], []).append(post.key)
    return threads


def test_silence_ends_a_thread() -> None:
    """What is said after the hours of silence begins a thread, however short."""
    posts = [said("1", "a", QUESTION, 0), said("2", "b", SHORT, 719), said("3", "b", SHORT, 1439)]
    assert cut(posts) == {"1": ["1", "2"], "3": ["3"]}


def test_an_answer_to_a_message_goes_to_its_thread_however_old() -> None:
    """A quotation binds over silences, and what follows it goes along."""
    posts = [
        said("1", "a", QUESTION, 0),
        said("2", "b", OTHER_QUESTION, 2000),
        said("3", "c", ANSWER, 9000, "1"),
        said("4", "a", SHORT, 9001),
    ]
    assert cut(posts) == {"1": ["1", "3", "4"], "2": ["2"]}


def test_a_question_after_an_answer_begins_a_thread() -> None:
    """Somebody new who asks once the former question is answered begins a thread."""
    posts = [
        said("1", "a", QUESTION, 0),
        said("2", "b", ANSWER, 5),
        said("3", "a", SHORT, 6),
        said("4", "c", OTHER_QUESTION, 7),
    ]
    assert cut(posts) == {"1": ["1", "2", "3"], "4": ["4"]}


def test_a_question_back_before_the_answer_stays() -> None:
    """While nobody has answered, another's question soon after belongs to the thread."""
    posts = [said("1", "a", QUESTION, 0), said("2", "b", "Which pump is it that you have?", 5)]
    assert cut(posts) == {"1": ["1", "2"]}


def test_a_question_after_a_pause_begins_a_thread() -> None:
    """A new question an hour later begins a thread, also before the former is answered."""
    posts = [said("1", "a", QUESTION, 0), said("2", "b", OTHER_QUESTION, 61)]
    assert cut(posts) == {"1": ["1"], "2": ["2"]}


def test_who_asks_again_stays_in_the_thread() -> None:
    """The one who waits for an answer may ask again hours later."""
    posts = [said("1", "a", QUESTION, 0), said("2", "a", "Does nobody know about this?", 300)]
    assert cut(posts) == {"1": ["1", "2"]}


def test_a_question_to_one_person_stays() -> None:
    """A question that names somebody goes with the thread before."""
    posts = [
        said("1", "a", QUESTION, 0),
        said("2", "b", ANSWER, 5),
        said("3", "c", "@Ben how much water do you fill in?", 6),
    ]
    assert cut(posts) == {"1": ["1", "2", "3"]}


def test_a_remark_goes_with_the_thread_before() -> None:
    """What is no question and comes before a silence begins nothing."""
    posts = [said("1", "a", QUESTION, 0), said("2", "b", REMARK, 500)]
    assert cut(posts) == {"1": ["1", "2"]}


def test_a_thread_with_answers_of_its_own_takes_nothing_more_from_the_chat() -> None:
    """On platforms with threads, the next message of the channel begins another thread."""
    posts = [
        said("1", "a", QUESTION, 0),
        said("2", "b", ANSWER, 5, "1"),
        said("3", "a", REMARK, 6),
        said("4", "c", ANSWER, 7, "1"),
    ]
    assert cut(posts, has_threads=True) == {"1": ["1", "2", "4"], "3": ["3"]}


def test_an_answer_to_what_is_not_there_begins_nothing_of_its_own() -> None:
    """A message that answers a missing one goes with the thread before, question or not."""
    posts = [said("1", "a", REMARK, 0), said("2", "b", OTHER_QUESTION, 90, "gone")]
    assert cut(posts) == {"1": ["1", "2"]}


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("Is it broken?", True),
        ("هل المضخة معطلة؟", True),
        ("Good morning. How do I prime a pump", True),
        ("Bonjour à tous, comment amorcer la pompe", True),
        ("Alguien sabe dónde comprar cloro", True),
        ("Habari. Nani anajua bei ya pampu", True),
        ("See https://example.org/?q=pump", False),
        ("The pump is broken.", False),
        ("", False),
    ],
)
def test_questions_are_told_by_mark_or_opening(text: str, asks: bool) -> None:
    """A question mark outside of addresses, or a word that opens questions in six languages."""
    assert is_question(text) is asks


@st.composite
def chats(draw: st.DrawFn) -> list[SourcePost]:
    """Messages in order, some of them answers to earlier, later or missing ones."""
    posts, minute = [], 0.0
    texts = st.sampled_from([QUESTION, OTHER_QUESTION, ANSWER, REMARK, SHORT, ""])
    for number in range(draw(st.integers(1, 16))):
        minute += draw(st.sampled_from([0, 1, 20, 70, 400, 800]))
        reply = draw(st.none() | st.integers(0, 18).map(str))
        post = said(str(number), draw(st.sampled_from("abc")), draw(texts), minute, reply)
        posts.append(post)
    return posts


@given(chats(), st.data(), st.booleans())
@settings(deadline=None)
def test_a_longer_export_has_the_same_threads_and_more(
    posts: list[SourcePost], data: st.DataObject, has_threads: bool
) -> None:
    """The threads of a beginning are the beginnings of the threads of the whole, by key."""
    length = data.draw(st.integers(0, len(posts)))
    whole = cut(posts, has_threads=has_threads)
    for key, messages in cut(posts[:length], has_threads=has_threads).items():
        assert whole[key][: len(messages)] == messages


@given(chats(), chats(), st.booleans())
@settings(deadline=None)
def test_what_was_before_a_silence_changes_nothing_after_it(
    before: list[SourcePost], after: list[SourcePost], has_threads: bool
) -> None:
    """An export that begins later has the same threads after the first silence that both hold."""
    last = before[-1].at
    assert last is not None
    shift = last + timedelta(hours=13) - BEGIN
    later = [
        SourcePost(
            f"later {post.key}",
            post.author,
            post.text,
            at=post.at + shift if post.at else None,
            reply_to=post.reply_to and f"later {post.reply_to}",
        )
        for post in after
    ]
    whole = cut([*before, *later], has_threads=has_threads)
    alone = cut(later, has_threads=has_threads)
    assert alone.items() <= whole.items()


@given(chats(), st.booleans())
@settings(deadline=None)
def test_an_answer_is_where_the_answered_message_is(
    posts: list[SourcePost], has_threads: bool
) -> None:
    """A message that answers an earlier one never begins a thread and is in that one's."""
    threads = cut(posts, has_threads=has_threads)
    of = {key: root for root, keys in threads.items() for key in keys}
    for post in posts:
        if post.reply_to in of and int(post.reply_to) < int(post.key):
            assert of[post.key] == of[post.reply_to]
