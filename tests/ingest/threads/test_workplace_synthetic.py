"""Threads put together from scattered files, against what the generator of the files knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.threads.base import PRIVATE, SECRET_GROUP
from tests.ingest.threads.workplace_export import make_export
from tests.ingest.threads.workplace_reading import read

if TYPE_CHECKING:
    from pathlib import Path

    from ingest.threads.base import SourcePost


def number(post: SourcePost) -> int:
    """The generator's number of a post, the last word of its text."""
    return int(post.text.split()[-1])


def test_threads_are_what_the_generator_wrote(tmp_path: Path) -> None:
    """Of comments in threads at least 99 in 100 stand under their post, replies likewise."""
    truth = make_export(tmp_path / "export", posts=2000, users=60)
    threads, tally = read(tmp_path / "export")
    assert not tally.faults
    assert tally.skipped == {PRIVATE: truth.messages, SECRET_GROUP: truth.secret}
    seen: set[int] = set()
    placed = right = answered = 0
    for thread in threads:
        numbers = {post.key: number(post) for post in thread.posts}
        seen |= set(numbers.values())
        if thread.key.startswith("comments-"):
            continue
        root = number(thread.posts[0])
        assert truth.thread[root] == root
        for post in thread.posts[1:]:
            placed += 1
            right += truth.thread[number(post)] == root
            answered += numbers.get(post.reply_to or "") == truth.answered.get(number(post))
    assert len(seen) == len(truth.thread) - truth.secret, "nothing is lost, nothing doubled"
    assert (
        placed > 0.95 * sum(number != root for number, root in truth.thread.items()) - truth.secret
    )
    assert right >= 0.99 * placed
    assert answered >= 0.99 * placed
