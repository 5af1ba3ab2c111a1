"""People's own downloads: put together across people, and what of them is never imported."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from ingest.threads.base import DELETED, EMPTY, PRIVATE, REPEATED, SECRET_GROUP
from ingest.threads.platforms.workplace.personal import MATCHED, UNMATCHED
from ingest.threads.platforms.workplace.said import ANONYMOUS, DRAFT, ON_PROFILE
from tests.ingest.threads.workplace_folder import comment, download, make_folder, pack, post, write
from tests.ingest.threads.workplace_reading import read, recognised, texts

if TYPE_CHECKING:
    from pathlib import Path

LEAK = post(1_551_693_600, "Ana Díaz posted in Fuites d'eau.", "Où va l'eau ?")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty export."""
    (tmp_path / "export").mkdir()
    return tmp_path / "export"


def answer(at: int | None, text: str, **more: object) -> dict[str, object]:
    """Béla's comment on Ana's post."""
    line = "Béla Kovács commented on Ana Díaz's post in Fuites d'eau."
    return comment(at, line, "Béla Kovács", "Fuites d'eau", text, **more)


def test_threads_are_put_together_across_people(tmp_path: Path) -> None:
    """Packed or not: a post, the comment of another person, and the author's reply to it."""
    make_folder(tmp_path / "export")
    threads, tally = read(tmp_path / "export" / "downloads")
    assert [len(thread.posts) for thread in threads] == [3, 1]
    [asked, said, thanked] = threads[0].posts
    assert threads[0].group == "Fuites d'eau"
    assert asked.author.email == "ana@agua.example"
    assert asked.text.endswith("12 m³/h après la réparation.")
    assert [file.file is not None for file in asked.attachments] == [True]
    assert said.reply_to is None
    assert (thanked.reply_to, thanked.text[:12]) == (said.key, "@Béla Kovács")
    assert tally.skipped == {PRIVATE: 2, SECRET_GROUP: 1, ON_PROFILE: 1}
    assert tally.notes == {MATCHED: 2, UNMATCHED: 1}


def test_comments_whose_post_is_not_there_are_kept_apart(folder: Path) -> None:
    """Together by whose post they name and by month, so that nothing stands under a wrong post."""
    line = "Béla Kovács commented on Dóra Nagy's post in Pumps."
    said = [
        comment(at, line, "Béla Kovács", "Pumps", text)
        for at, text in ((1_551_700_000, "one"), (1_551_800_000, "two"), (1_561_800_000, "three"))
    ]
    write(folder, download([], said))
    threads, tally = read(folder)
    assert texts(threads) == [["one", "two"], ["three"]]
    assert threads[0].title == "Comments on posts by Dóra Nagy, 2019-03"
    assert [person.name for person in threads[0].mentioned] == ["Dóra Nagy"]
    assert tally.notes == {UNMATCHED: 3}


def test_addresses_decide_where_they_are_there(folder: Path) -> None:
    """Against what names and times say."""
    link = "https://x.workplace.com/groups/7/permalink/{}/"
    far = post(1, "Ana Díaz posted in Fuites d'eau.", "Far", uri=link.format(11))
    near = post(1_551_693_600, "Ana Díaz posted in Fuites d'eau.", "Near", uri=link.format(12))
    reply = answer(1_551_693_700, "To the far one", uri=link.format(11) + "?comment_id=13")
    write(folder, download([far, near], [reply]))
    threads, _ = read(folder)
    assert {thread.key: [post.key for post in thread.posts] for thread in threads} == {
        "11": ["11", "13"], "12": ["12"],
    }  # fmt: skip
    assert threads[0].posts[0].at is None, "the year 1970 is no date of Workplace's"


def test_a_larger_export_gives_the_same_keys(folder: Path) -> None:
    """Threads and posts keep theirs when more people's files are there."""
    pack(folder / "ana.zip", download([LEAK], []))
    before, _ = read(folder)
    pack(folder / "bela-1.zip", download([], [answer(1_551_693_900, "Vanne 14")]))
    after, _ = read(folder)
    assert [thread.key for thread in after] == [thread.key for thread in before]
    assert after[0].posts[:1] == before[0].posts


def test_the_same_in_two_files_is_taken_once(folder: Path) -> None:
    """As when the company's job and a person's both have it, or Graph API dumps lie beside."""
    at = "2019-03-04T10:00:00+0000"
    graph = {"id": "7_11", "created_time": at, "message": "Où va l'eau ?", "updated_time": at,
             "from": {"name": "Ana Díaz"}, "group_name": "Fuites d'eau"}  # fmt: skip
    write(folder / "company", download([LEAK], []))
    write(folder / "ana", download([LEAK], [answer(1_551_693_900, "Vanne 14")]))
    write(folder, {"feed.json": json.dumps({"data": [graph]})})
    threads, tally = read(folder)
    assert texts(threads) == [["Où va l'eau ?", "Vanne 14"]]
    assert threads[0].key == "11"
    assert tally.skipped == {REPEATED: 2}


def test_what_is_never_imported_is_counted(folder: Path) -> None:
    """Messages, deleted posts, drafts, anonymous posts, empty ones, and all in secret groups."""
    item = {"timestamp": 1_551_693_600, "data": [{"post": "x"}], "title": ""}
    write(folder, download([LEAK, post(1_551_693_700, "Ana Díaz posted in Fuites d'eau.", "")], []))
    write(folder, {
        "messages/inbox/a/message_1.json": json.dumps({"participants": [], "messages": [1, 2]}),
        "other/trash.json": json.dumps({"trash_v2": [item]}),
        "groups/your_pending_posts_in_groups.json": json.dumps({"pending_posts_v2": [item]}),
        "groups/anonymous.json": json.dumps({"anonymous_author_posts": [item]}),
        "comments/comments.json": json.dumps({"comments": [answer(5, "x"), {"data": []}]}),
        "groups.json": json.dumps([{"name": "Fuites d'eau", "id": "7", "privacy": "SECRET"}]),
    })  # fmt: skip
    threads, tally = read(folder)
    assert threads == []
    assert tally.skipped == {
        PRIVATE: 2, DELETED: 1, DRAFT: 1, ANONYMOUS: 1, SECRET_GROUP: 3, ON_PROFILE: 1,
    }  # fmt: skip


def test_odd_files_have_a_named_outcome(folder: Path) -> None:
    """Broken JSON, JSON nested without end, pages for a browser, damaged archives; others go on."""
    files = download([LEAK], [answer(None, "no date"), answer(9**20, "nonsense")])
    write(folder / "a", files)
    write(folder / "b", {
        "groups/group_posts_and_comments.json": '{"group_posts_v2": [{"data": 5}, 7, nul',
        "groups/deep.json": "[" * 100_000,
        "groups/strange.json": json.dumps([{"label_values": [], "fbid": "1", "timestamp": 1}]),
        "groups/your_groups.html": "<html>",
    })  # fmt: skip
    (folder / "c.zip").write_bytes(b"PK no zip")
    threads, tally = read(folder)
    assert [sorted(said) for said in texts(threads)] == [["Où va l'eau ?", "no date", "nonsense"]]
    assert sorted(name for name, _ in tally.faults) == [
        "b/groups/deep.json", "b/groups/group_posts_and_comments.json", "b/groups/strange.json",
        "b/groups/your_groups.html", "c.zip",
    ]  # fmt: skip


def test_records_of_wrong_types_are_counted(folder: Path) -> None:
    """Whatever stands where something else is expected."""
    write(folder, {
        "groups/group_posts_and_comments.json": json.dumps({
            "group_posts_v2": [None, 7, {}, {"data": {"post": 5}, "title": ["x"], "timestamp": {}},
                               {"data": [{"post": "words"}], "attachments": [{"data": [3]}, None]}]
        }),
        "groups/your_comments_in_groups.json": json.dumps({
            "group_comments_v2": [{"data": [{"comment": "text"}]}, {"data": [{"comment": None}]}]
        }),
    })  # fmt: skip
    threads, tally = read(folder)
    assert texts(threads) == [["words"]]
    assert tally.input_posts == 7
    assert tally.skipped[EMPTY] + tally.skipped[REPEATED] == 4


def test_a_post_of_five_megabytes_is_read(folder: Path) -> None:
    """From a file that is read as a stream."""
    long = "Où va l'eau ? " * 400_000
    write(folder, download([post(1_551_693_600, "Ana Díaz posted in Fuites d'eau.", long)], []))
    threads, _ = read(folder)
    assert texts(threads) == [[long]]


def test_downloads_are_recognised(folder: Path) -> None:
    """Packed or not; other JSON is not taken for them."""
    write(folder, {"result.json": '{"messages": [{"id": 1}]}'})
    assert recognised(folder) == 0
    pack(folder / "u.zip", download([LEAK], []))
    assert recognised(folder) > 0.9
