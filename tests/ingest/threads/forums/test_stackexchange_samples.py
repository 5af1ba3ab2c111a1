"""Real dumps of Stack Exchange sites, tied together here with ElementTree alone."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from ingest.threads.platforms.stackexchange import StackExchangeImporter

if TYPE_CHECKING:
    from pathlib import Path

SITES = (
    "beer_2017", "bicycles_meta_2023", "coffee_2015", "french_meta_2021", "quantumcomputing_2018",
)  # fmt: skip


def rows(path: Path) -> list[dict[str, str]]:
    """The rows of a table; none where the dump lacks it."""
    if not path.exists():
        return []
    return [row.attrib for row in ET.parse(path).getroot()]


def author_in(row: dict[str, str], names: dict[str, str], kind: str) -> str:
    """Who wrote a post (``Owner``) or a comment; nobody for the community's own account."""
    user = row.get(f"{kind}UserId", "")
    return (
        ""
        if user == "-1"
        else names.get(user, row.get("OwnerDisplayName" if kind else "UserDisplayName", ""))
    )


def said_in(folder: Path) -> dict[str, dict[str, tuple]]:
    """By question and key: what is answered, by whom, with what score, and in what words."""
    posts = rows(folder / "Posts.xml")
    names = {row["Id"]: row["DisplayName"] for row in rows(folder / "Users.xml")}
    questions = {row["Id"]: row for row in posts if row["PostTypeId"] == "1"}
    answers = [row for row in posts if row["PostTypeId"] == "2" and row["ParentId"] in questions]
    thread_of = {row["Id"]: row["ParentId"] for row in answers} | {key: key for key in questions}
    expected: dict[str, dict[str, tuple]] = {key: {} for key in questions}
    for row in [*questions.values(), *answers]:
        thread = thread_of[row["Id"]]
        solves = questions[thread].get("AcceptedAnswerId") == row["Id"]
        name = author_in(row, names, "Owner")
        said = (row.get("ParentId"), name, int(row["Score"]), solves, row["Body"])
        expected[thread][row["Id"]] = said
    for row in rows(folder / "Comments.xml"):
        if row["PostId"] in thread_of:
            said = (row["PostId"], author_in(row, names, ""), int(row["Score"]), False, row["Text"])
            expected[thread_of[row["PostId"]]][f"c{row['Id']}"] = said
    return expected


@pytest.mark.parametrize("site", SITES)
def test_every_question_has_its_answers_and_comments(samples, imported, site):
    """Parents, authors, scores, texts and accepted answers are those of the rows."""
    folder = samples / "stackexchange" / site
    if not folder.is_dir():
        pytest.skip(f"the sample {site} is not here")
    expected = said_in(folder)
    found = imported(StackExchangeImporter(), folder)
    assert {
        thread.posts[0].key: {
            post.key: (post.reply_to, post.author.name, post.score, post.accepted, post.text)
            for post in thread.posts
        }
        for thread in found.threads
    } == expected
    tables = [*rows(folder / "Posts.xml"), *rows(folder / "Comments.xml")]
    assert found.tally.input_posts == len(tables)
    assert found.tally.faults == []
    doubles = {
        (row["PostId"], row["RelatedPostId"])
        for row in rows(folder / "PostLinks.xml")
        if row["LinkTypeId"] == "3" and row["PostId"] in expected
    }
    assert sum(len(thread.duplicate_of) for thread in found.threads) == len(doubles)


def test_all_sites_at_once_are_several_groups(samples, imported):
    """A folder of dumps gives the threads of each, none mixed up with another's."""
    folder = samples / "stackexchange"
    there = {path.name for path in folder.iterdir() if path.is_dir()}
    found = imported(StackExchangeImporter(), folder)
    counts = {
        site: sum(row["PostTypeId"] == "1" for row in rows(folder / site / "Posts.xml"))
        for site in there
    }
    assert {site: sum(thread.group == site for thread in found.threads) for site in there} == counts


def test_perceval_s_answers_of_the_api_add_up(samples, imported):
    """Each question is there once, whatever page it came on, and every other entry is counted."""
    folder = samples / "perceval" / "stackexchange"
    pages = [json.loads(path.read_text("utf-8")) for path in sorted(folder.iterdir())]
    items = [one for page in pages for one in (page if isinstance(page, list) else page["items"])]
    inside = [
        len(one.get("answers", [])) + len(one.get("comments", []))
        + sum(len(answer.get("comments", [])) for answer in one.get("answers", []))
        for one in items
    ]  # fmt: skip
    found = imported(StackExchangeImporter(), folder)
    assert found.tally.input_posts == len(items) + sum(inside)
    asked = {str(one["question_id"]) for one in items}
    assert {thread.posts[0].key for thread in found.threads} == asked
    for thread in found.threads:
        keys = {post.key for post in thread.posts}
        assert all(post.reply_to in keys for post in thread.posts[1:])
