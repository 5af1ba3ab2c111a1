"""Discourse's real topics, counted and tied together here without the importer's help."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from ingest.threads.base import SYSTEM
from ingest.threads.platforms.discourse import DiscourseImporter

if TYPE_CHECKING:
    from pathlib import Path

FOLDERS = ("discourse/urho3d_sample400", "perceval/discourse")


def topics(folder: Path) -> dict[str, dict]:
    """By the number and the day of the topic, what its file says."""
    found = [json.loads(path.read_text("utf-8")) for path in sorted(folder.glob("*.json"))]
    return {f"t/{one['id']}@{one['created_at'][:10]}": one for one in found if "post_stream" in one}


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_topic_is_a_thread_with_its_posts_in_their_structure(samples, imported, folder):
    """Posts, parents, authors, likes and solutions are those of the files, post by post."""
    found = imported(DiscourseImporter(), samples / folder)
    source = topics(samples / folder)
    threads = {thread.key: thread for thread in found.threads}
    assert source
    assert source.keys() <= threads.keys()
    for key, one in source.items():
        said = one["post_stream"]["posts"]
        numbers = {post["post_number"]: str(post["id"]) for post in said}
        expected = {
            str(post["id"]): (
                numbers.get(post["reply_to_post_number"]),
                post["username"],
                sum(act.get("count", 0) for act in post["actions_summary"] if act["id"] == 2),
                post.get("accepted_answer", False),
                post["cooked"],
            )
            for post in said
            if post["post_type"] == 1
        }
        assert {
            post.key: (
                post.reply_to, post.author.handle, post.reactions.get("like", 0), post.accepted,
                post.text if post.markup == "html" else expected[post.key][4],
            )
            for post in threads[key].posts
        } == expected  # fmt: skip
        assert threads[key].posts[0].key == numbers[1]
        assert threads[key].title == one["title"]


def test_the_counts_of_the_samples_are_those_of_the_files(samples, imported):
    """Every post is there or has its reason: only Discourse's own five words are left out."""
    folder = samples / FOLDERS[0]
    kinds = Counter(
        post["post_type"] for one in topics(folder).values() for post in one["post_stream"]["posts"]
    )
    found = imported(DiscourseImporter(), folder)
    assert found.tally.input_posts == kinds.total()
    assert found.tally.skipped == {SYSTEM: kinds[2] + kinds[3]}
    assert found.tally.faults == []


def test_perceval_s_single_post_is_a_thread_of_its_own(samples, imported):
    """``/posts/ID.json`` says of which topic it is."""
    found = imported(DiscourseImporter(), samples / FOLDERS[1])
    alone = json.loads((samples / FOLDERS[1] / "discourse_post.json").read_text("utf-8"))
    (post,) = found[f"t/{alone['topic_id']}@{alone['created_at'][:10]}"].posts
    assert (post.key, post.text, post.markup) == (str(alone["id"]), alone["raw"], "markdown")
