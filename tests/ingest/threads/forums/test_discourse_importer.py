"""Discourse's topics, pages, posts and generic import format become threads."""

from __future__ import annotations

import json
import zipfile
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.threads.base import DELETED, PRIVATE, REPEATED, SECRET_GROUP, SYSTEM
from ingest.threads.platforms.discourse import DiscourseImporter
from ingest.threads.platforms.discourse.posts import HIDDEN

if TYPE_CHECKING:
    from pathlib import Path

FORUM = DiscourseImporter()


def post(number: int, **fields: Any) -> dict[str, Any]:
    """A post as Discourse writes it."""
    return {
        "id": 100 + number,
        "post_number": number,
        "post_type": 1,
        "username": f"user{number}",
        "name": f"User {number}",
        "created_at": f"2021-03-04T10:{number:02d}:00.000Z",
        "cooked": f"<p>Post {number}</p>",
        "reply_to_post_number": None,
        "avatar_template": "/letter_avatar_proxy/v4/letter/u/f0a364/{size}.png",
        **fields,
    }


def topic(*posts: dict[str, Any], number: int = 7, **fields: Any) -> dict[str, Any]:
    """A topic as ``/t/ID.json`` gives it."""
    return {
        "post_stream": {"posts": list(posts), "stream": [one["id"] for one in posts]},
        "id": number,
        "title": "Pump primes, then stops",
        "slug": "pump-primes-then-stops",
        "created_at": "2021-03-04T10:00:59.900Z",
        "archetype": "regular",
        "category_id": 3,
        **fields,
    }


def written(folder: Path, **files: Any) -> Path:
    """A folder with these values as JSON files."""
    export = folder / "export"
    export.mkdir(exist_ok=True)
    for name, value in files.items():
        (export / f"{name}.json").write_text(json.dumps(value), encoding="utf-8")
    return export


def test_a_topic_is_a_thread_with_all_that_is_known_of_it(tmp_path, imported):
    """Title, address, tags, authors, times, replies, likes and the solution are taken over."""
    avatar = "/user_avatar/forum.example.org/user1/{size}/1_2.png"
    export = written(
        tmp_path,
        a=topic(
            post(
                1, avatar_template=avatar, raw="**Why?**", actions_summary=[{"id": 2, "count": 3}]
            ),
            post(2, reply_to_post_number=1, reactions=[{"id": "clap", "count": 2}]),
            tags=["pumps", {"id": 4, "name": "suction"}],
            accepted_answer={"post_number": 2},
        ),
    )
    thread = imported(FORUM, export)["t/7@2021-03-04"]
    first, second = thread.posts
    assert thread.title == "Pump primes, then stops"
    assert thread.permalink == "https://forum.example.org/t/pump-primes-then-stops/7"
    assert thread.tags == ("pumps", "suction")
    assert (first.key, first.text, first.markup) == ("101", "**Why?**", "markdown")
    assert (second.text, second.markup) == ("<p>Post 2</p>", "html")
    assert first.at == datetime(2021, 3, 4, 10, 1, tzinfo=UTC)
    assert (first.author.name, first.author.handle) == ("User 1", "user1")
    assert first.author.aliases == ("@user1",)
    assert (first.reply_to, second.reply_to) == (None, "101")
    assert (first.reactions, second.reactions) == ({"like": 3}, {"clap": 2})
    assert (first.accepted, second.accepted) == (False, True)


def test_pages_and_copies_of_a_topic_are_one_thread(tmp_path, imported):
    """Pages say neither when the topic began nor its title, and may repeat its posts with raw."""
    page = {
        "post_stream": {"posts": [post(3, reply_to_post_number=1), post(2, raw="two")]},
        "id": 7,
    }
    export = written(tmp_path, t7=topic(post(1), post(2)), page=page)
    found = imported(FORUM, export)
    (thread,) = found.threads
    assert [one.key for one in thread.posts] == ["101", "102", "103"]
    assert (thread.key, thread.title) == ("t/7@2021-03-04", "Pump primes, then stops")
    assert (thread.posts[1].text, thread.posts[2].reply_to) == ("two", "101")
    assert found.tally.skipped == {REPEATED: 1}


def test_the_key_is_the_same_for_part_of_a_topic(tmp_path, imported):
    """One page with the first post alone gives the key that the whole topic has."""
    part = {"latest_posts": [post(1, topic_id=7, topic_title="Pump primes, then stops")]}
    (thread,) = imported(FORUM, written(tmp_path, part=part)).threads
    assert (thread.key, thread.title) == ("t/7@2021-03-04", "Pump primes, then stops")


def test_a_number_of_two_forums_is_two_threads(tmp_path, imported):
    """Topics that began on different days are not the same, whatever their number."""
    other = topic(post(1, id=900), created_at="2019-01-01T00:00:00Z")
    found = imported(FORUM, written(tmp_path, a=topic(post(1)), b=other))
    assert {thread.key for thread in found.threads} == {"t/7@2021-03-04", "t/7@2019-01-01"}


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"deleted_at": "2021-03-05T00:00:00Z"}, DELETED),
        ({"user_deleted": True}, DELETED),
        ({"hidden": True}, HIDDEN),
        ({"post_type": 2}, SYSTEM),
        ({"post_type": 3, "action_code": "closed.enabled"}, SYSTEM),
        ({"post_type": 4}, PRIVATE),
    ],
)
def test_what_is_no_public_post_is_left_out_with_its_reason(tmp_path, imported, fields, reason):
    """Deleted, hidden, the platform's own words, and whispers among the staff."""
    found = imported(FORUM, written(tmp_path, a=topic(post(1), post(2, **fields))))
    assert found.tally.skipped == {reason: 1}
    assert [one.key for one in found.threads[0].posts] == ["101"]


def test_a_deletion_in_one_copy_counts_for_all(tmp_path, imported):
    """A post that an older file still holds is not imported once a newer one has it deleted."""
    gone = post(2, deleted_at="2021-03-05T00:00:00Z")
    found = imported(FORUM, written(tmp_path, new=topic(post(1), gone), old=topic(post(2))))
    assert [one.key for one in found.threads[0].posts] == ["101"]
    assert found.tally.skipped == {REPEATED: 1, DELETED: 1}


def test_messages_deleted_topics_and_closed_categories_are_not_imported(tmp_path, imported):
    """A category that only some may read is known from the list of categories."""
    categories = {"category_list": {"categories": [
        {"id": 3, "name": "Pumps"},
        {"id": 4, "name": "Staff", "subcategory_list": [
            {"id": 5, "name": "Board", "read_restricted": True}]},
    ]}}  # fmt: skip
    export = written(
        tmp_path,
        z_categories=categories,
        a=topic(post(1), archetype="private_message", number=1),
        b=topic(post(1), deleted_at="2022-01-01T00:00:00Z", number=2),
        c=topic(post(1), category_id=5, number=3),
        d=topic(post(1), number=4),
        e={"private_posts": [post(9, topic_id=8)]},
    )
    found = imported(FORUM, export)
    assert found.tally.skipped == {PRIVATE: 2, DELETED: 1, SECRET_GROUP: 1}
    assert [(one.key, one.group) for one in found.threads] == [("t/4@2021-03-04", "Pumps")]


def test_what_the_files_lack_is_named(tmp_path, imported):
    """A topic whose later pages were not saved says how many posts are missing."""
    part = topic(post(1))
    part["post_stream"]["stream"] = [101, 102, 103]
    found = imported(FORUM, written(tmp_path, a=part))
    assert found.tally.faults == [("t/7", "2 of 3 posts are not in the export")]


def test_lists_of_topics_hold_no_posts(tmp_path, imported, recognised):
    """They are known as Discourse's, and nothing is counted."""
    listed = {"topic_list": {"topics": [{"id": 1, "archetype": "regular", "title": "A"}]}}
    export = written(tmp_path, latest=listed)
    assert recognised(FORUM, export) > 0.5
    found = imported(FORUM, export)
    assert (found.threads, found.tally.input_posts) == ([], 0)


def test_the_generic_import_format_is_read(tmp_path, imported, recognised):
    """Bodies are HTML there, authors are names, and the first post is the topic's own."""
    posts = [
        {"id": 1, "author": "Ana Díaz", "date": "2015-02-01T08:00:00Z", "body": "<b>How?</b>"},
        {"id": 2, "author": "Bo", "date": "no date", "body": "So."},
    ]
    generic = {"topics": [{"id": "x1", "title": "How", "pinned": False, "posts": posts}]}
    export = written(tmp_path, forum=generic)
    assert recognised(FORUM, export) > 0.5
    first, second = imported(FORUM, export)["t/x1@2015-02-01"].posts
    assert (first.author.handle, first.text, first.markup) == ("Ana Díaz", "<b>How?</b>", "html")
    assert (second.key, second.at) == ("2", None)


def test_topics_on_lines_and_in_a_list_are_read(tmp_path, imported):
    """One export may be a single file of many topics."""
    topics = [topic(post(1), number=number) for number in range(1, 4)]
    export = written(tmp_path, listed=topics)
    (export / "lines.jsonl").write_text("\n".join(json.dumps(one) for one in topics))
    found = imported(FORUM, export)
    assert [one.key for one in found.threads] == [f"t/{number}@2021-03-04" for number in (1, 2, 3)]
    assert found.tally.skipped == {REPEATED: 3}


def test_broken_files_are_faults_and_what_came_before_stands(tmp_path, imported):
    """A list that breaks off gives the topics it still has; nonsense gives nothing."""
    export = written(tmp_path, whole=topic(post(1)), scalar=7, nothing={"post_stream": None})
    cut = json.dumps([topic(post(1), number=8), topic(post(1), number=9)])[:-40]
    (export / "cut.json").write_text(cut)
    (export / "binary.json").write_bytes(b"\xff\xfe\x00{")
    found = imported(FORUM, export)
    assert {thread.key for thread in found.threads} == {"t/7@2021-03-04", "t/8@2021-03-04"}
    assert {name for name, _ in found.tally.faults} == {"binary.json", "cut.json"}


def test_circles_missing_parents_and_odd_values_do_no_harm(tmp_path, imported):
    """Posts stay, with no parent where it is not there and no date where it is none."""
    odd = [
        post(1, reply_to_post_number=2, username=None, name=["x"], created_at="0000-00-00"),
        post(2, reply_to_post_number=1, actions_summary="?", created_at=None),
        post(3, reply_to_post_number=3, cooked=None),
        post(4, reply_to_post_number=99, cooked="half \ud83d"),
    ]
    (thread,) = imported(FORUM, written(tmp_path, a=topic(*odd))).threads
    assert [one.key for one in thread.posts] == ["101", "103", "104", "102"]
    assert [one.reply_to for one in thread.posts] == ["102", None, None, "101"]
    assert thread.posts[0].author.name == ""
    thread.posts[2].text.encode("utf-8")


def test_an_archive_with_a_byte_order_mark_is_read(tmp_path, imported):
    """A zip of files that some editor saved anew."""
    archive = tmp_path / "forum.zip"
    with zipfile.ZipFile(archive, "w") as made:
        made.writestr("t/7.json", b"\xef\xbb\xbf" + json.dumps(topic(post(1))).encode())
    assert imported(FORUM, archive)["t/7@2021-03-04"].posts


def test_a_post_of_five_megabytes_is_read(tmp_path, imported):
    """Long posts are not cut."""
    long = "<p>" + "water " * 900_000 + '<aside class="quote' * 1000
    (thread,) = imported(FORUM, written(tmp_path, a=topic(post(1, cooked=long)))).threads
    assert thread.posts[0].text == long


def test_values_within_values_without_end_are_a_fault(tmp_path, imported):
    """Nothing goes down into an export's fields as deep as they go."""
    deep = "[" * 50_000 + "]" * 50_000
    export = written(tmp_path, b=topic(post(1)))
    (export / "a.json").write_text(json.dumps(topic(post(1))).replace('"User 1"', deep))
    found = imported(FORUM, export)
    assert len(found.threads) == 1
    assert found.tally.faults == [("a.json", "not sound JSON: it is nested too deep")]


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 2**70) | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)
_FIELDS = st.sampled_from([*post(1), "raw", "reactions", "actions_summary", "accepted_answer"])


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(st.dictionaries(_FIELDS, _VALUES, max_size=5), max_size=4),
    st.dictionaries(st.sampled_from([*topic(), "tags", "details"]), _VALUES, max_size=4),
)
def test_whatever_stands_in_its_fields_posts_add_up(tmp_path, imported, posts, fields):
    """Values of any kind are read or passed over: the sums hold (see ``imported``)."""
    made = [{**post(number), **one} for number, one in enumerate(posts, 1)]
    imported(FORUM, written(tmp_path, a={**topic(*made), **fields}))
