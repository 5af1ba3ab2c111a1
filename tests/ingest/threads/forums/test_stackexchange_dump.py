"""Stack Exchange data dumps become threads."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import quoteattr

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.threads.base import DELETED, REPEATED
from ingest.threads.platforms.stackexchange import StackExchangeImporter
from ingest.threads.platforms.stackexchange.gathering import NO_POST, NO_QUESTION

if TYPE_CHECKING:
    from pathlib import Path

SITE = StackExchangeImporter()


def question(number: int, **fields: Any) -> dict[str, Any]:
    """A row of Posts.xml."""
    return {
        "Id": number,
        "PostTypeId": 1,
        "CreationDate": f"2014-01-21T20:26:{number:02d}.383",
        "Score": 4,
        "Body": f"<p>Question {number}</p>",
        "OwnerUserId": 1,
        "Title": f"Why {number}?",
        "Tags": "<pumps><sand-filter>",
        **fields,
    }


def answer(number: int, parent: int, **fields: Any) -> dict[str, Any]:
    """Another one."""
    shared = question(number, PostTypeId=2, ParentId=parent, Body=f"<p>Answer {number}</p>")
    return {**{k: v for k, v in shared.items() if k not in ("Title", "Tags")}, **fields}


def comment(number: int, post: int, **fields: Any) -> dict[str, Any]:
    """A row of Comments.xml."""
    day = f"2014-02-{number:02d}T00:00:00.000"
    return {"Id": number, "PostId": post, "Text": f"*No* {number}", "CreationDate": day, **fields}


def table(rows: list[dict[str, Any]]) -> str:
    """A table as the dumps write it."""
    lines = "\n".join(
        "  <row "
        + " ".join(f"{name}={quoteattr(str(value))}" for name, value in row.items())
        + " />"
        for row in rows
    )
    return f'\ufeff<?xml version="1.0" encoding="utf-8"?>\n<table>\n{lines}\n</table>'


def dump(folder: Path, site: str = "", **tables: list[dict[str, Any]]) -> Path:
    """An export with a dump in the folder ``site`` of it, or in its own."""
    place = folder / "export" / site
    place.mkdir(parents=True, exist_ok=True)
    for name, rows in tables.items():
        (place / f"{name}.xml").write_text(table(rows), encoding="utf-8")
    return folder / "export"


def test_a_question_is_a_thread_of_its_answers_and_comments(tmp_path, imported):
    """Answers reply to the question and comments to their post, in order of time."""
    export = dump(
        tmp_path,
        Posts=[
            question(1, AcceptedAnswerId=3),
            answer(3, 1, OwnerUserId=2),
            answer(2, 1, Score=-2),
        ],
        Comments=[comment(1, 3, UserId=1), comment(2, 1, UserDisplayName="guest", Score=5)],
        Users=[{"Id": 1, "DisplayName": "Ana Díaz"}, {"Id": 2, "DisplayName": "Bo"}],
    )
    thread = imported(SITE, export)["q/1@2014-01-21T20:26:01"]
    assert [(post.key, post.reply_to) for post in thread.posts] == [
        ("1", None), ("2", "1"), ("3", "1"), ("c1", "3"), ("c2", "1"),
    ]  # fmt: skip
    assert [post.score for post in thread.posts] == [4, -2, 4, None, 5]
    assert [post.accepted for post in thread.posts] == [False, False, True, False, False]
    assert [post.markup for post in thread.posts] == ["html"] * 3 + ["markdown"] * 2
    assert [post.author.name for post in thread.posts] == [
        "Ana Díaz", "Ana Díaz", "Bo", "Ana Díaz", "guest",
    ]  # fmt: skip
    assert thread.posts[0].author.aliases == ("@AnaDíaz",)
    assert thread.posts[0].at == datetime(2014, 1, 21, 20, 26, 1, 383000, tzinfo=UTC)
    assert (thread.title, thread.tags) == ("Why 1?", ("pumps", "sand-filter"))
    assert (thread.group, thread.permalink) == ("", "")


def test_authors_who_left_are_named_as_far_as_the_dump_does(tmp_path, imported):
    """A name that was kept, a number without a member, the site itself, and nobody at all."""
    rows = [
        question(1, OwnerUserId="", OwnerDisplayName="user99"),
        answer(2, 1, OwnerUserId=44),
        answer(3, 1, OwnerUserId=-1),
        answer(4, 1, OwnerUserId=""),
    ]
    (thread,) = imported(SITE, dump(tmp_path, Posts=rows)).threads
    people = [(post.author.name, post.author.handle) for post in thread.posts]
    assert people == [("user99", ""), ("", "44"), ("", ""), ("", "")]


def test_what_is_no_question_or_answer_has_its_reason(tmp_path, imported):
    """Wikis, nominations, deleted posts, answers and comments without what they are about."""
    rows = [
        question(1),
        question(2, PostTypeId=4),
        question(3, PostTypeId=6),
        question(4, PostTypeId=99),
        question(5, DeletionDate="2015-01-01"),
        answer(6, 500),
        question(1),
    ]
    comments = [comment(1, 6), comment(2, 2), comment(3, 501), comment(3, 1)]
    found = imported(SITE, dump(tmp_path, posts=rows, comments=comments))
    assert found.tally.skipped == {
        "description of a tag": 1,
        "nomination of a moderator": 1,
        "neither a question nor an answer": 1,
        DELETED: 1,
        REPEATED: 1,
        NO_QUESTION: 2,
        NO_POST: 2,
    }
    assert [post.key for post in found.threads[0].posts] == ["1", "c3"]


def test_duplicates_name_the_other_thread(tmp_path, imported):
    """By its key where it is in the dump; a mere link is none, and neither is a post."""
    links = [
        {"Id": 1, "PostId": 1, "RelatedPostId": 2, "LinkTypeId": 3},
        {"Id": 2, "PostId": 1, "RelatedPostId": 2, "LinkTypeId": 1},
        {"Id": 3, "PostId": 1, "RelatedPostId": 77, "LinkTypeId": 3},
        {"Id": 4, "PostId": 88, "RelatedPostId": 1, "LinkTypeId": 3},
    ]
    found = imported(SITE, dump(tmp_path, Posts=[question(1), question(2)], PostLinks=links))
    assert found.threads[0].duplicate_of == ("q/2@2014-01-21T20:26:02", "q/77")
    assert found.threads[1].duplicate_of == ()


def test_sites_side_by_side_stay_apart(tmp_path, imported):
    """The same numbers at two sites are different people and threads; a name may be an address."""
    times = ("2011-01-01T00:00:00", "2012-02-02T00:00:00")
    for site, time in zip(("beer.stackexchange.com", "other"), times, strict=True):
        rows = [question(1, CreationDate=time), answer(2, 1)]
        export = dump(tmp_path, site, Posts=rows, Comments=[comment(1, 2)])
    first, second = imported(SITE, export).threads
    assert (first.group, second.group) == ("beer.stackexchange.com", "other")
    assert first.permalink == "https://beer.stackexchange.com/questions/1"
    assert second.permalink == ""
    assert first.posts[0].author.handle == "beer.stackexchange.com/1"
    assert [len(one.posts) for one in (first, second)] == [3, 3]


def test_tables_of_a_large_site_come_in_several_folders(tmp_path, imported):
    """``stackoverflow.com-Posts`` and ``stackoverflow.com-Users`` are one site."""
    dump(tmp_path, "stackoverflow.com-Posts", Posts=[question(1)])
    export = dump(tmp_path, "stackoverflow.com-Users", Users=[{"Id": 1, "DisplayName": "Ana"}])
    (thread,) = imported(SITE, export).threads
    assert (thread.group, thread.posts[0].author.name) == ("stackoverflow.com", "Ana")


def test_broken_tables_are_faults_and_what_can_be_read_is(tmp_path, imported):
    """A table that breaks off keeps its rows; one that is none is named."""
    export = dump(tmp_path, Posts=[question(1), question(2)], Comments=[])
    posts = export / "Posts.xml"
    posts.write_text(posts.read_text("utf-8")[:-60], encoding="utf-8")
    (export / "Comments.xml").write_bytes(b"\x00\x01 no table")
    found = imported(SITE, export)
    assert "q/1@2014-01-21T20:26:01" in {thread.key for thread in found.threads}
    assert {name for name, _ in found.tally.faults} == {"Posts.xml", "Comments.xml"}


def test_entities_are_not_expanded_without_end(tmp_path, imported):
    """A dump that would grow a billion times stays small, and no file is drawn in."""
    entities = '<!ENTITY a0 "lol"><!ENTITY x SYSTEM "file:///etc/hostname">' + "".join(
        f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)
    )
    export = dump(tmp_path, Posts=[question(1)])
    text = (export / "Posts.xml").read_text("utf-8").replace("Question 1", "&a9;&x;")
    text = text.replace("&amp;a9;&amp;x;", "&a9;").replace(
        "<table>", f"<!DOCTYPE t [{entities}]><table>"
    )
    (export / "Posts.xml").write_text(text, encoding="utf-8")
    found = imported(SITE, export)
    assert found.tally.faults
    assert all(len(post.text) < 10_000_000 for one in found.threads for post in one.posts)


def test_a_post_of_five_megabytes_is_read(tmp_path, imported):
    """Long posts are not cut."""
    long = "water " * 900_000
    (thread,) = imported(SITE, dump(tmp_path, Posts=[question(1, Body=long)])).threads
    assert thread.posts[0].text == long


@pytest.mark.parametrize("date", ["", "soon", "0001-01-01T00:00:00", "9999-99-99"])
def test_a_date_that_is_none_leaves_the_post(tmp_path, imported, date):
    """The thread is then named by its number alone."""
    thread = imported(SITE, dump(tmp_path, Posts=[question(1, CreationDate=date)]))["q/1"]
    assert thread.posts[0].at is None


_NUMBER = st.integers(-1, 6)
_POSTS = st.fixed_dictionaries(
    {"Id": _NUMBER, "PostTypeId": st.integers(1, 4), "ParentId": _NUMBER}
)


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(_POSTS, max_size=8),
    st.lists(st.fixed_dictionaries({"Id": _NUMBER, "PostId": _NUMBER}), max_size=6),
)
def test_however_posts_hang_together_they_add_up(tmp_path, imported, posts, comments):
    """Doubled numbers, circles and missing parents lose no post (see ``imported``)."""
    found = imported(SITE, dump(tmp_path, Posts=posts, Comments=comments))
    assert found.tally.input_posts == len(posts) + len(comments)
    for thread in found.threads:
        keys = [post.key for post in thread.posts]
        assert len(set(keys)) == len(keys)
        assert thread.posts[0].reply_to is None
