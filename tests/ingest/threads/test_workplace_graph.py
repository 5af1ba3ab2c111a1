"""Dumps of the Graph API, Meta's sample scripts' tables, and workplace_extractor's."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.threads.base import (
    EMPTY,
    PRIVATE,
    REPEATED,
    SECRET_GROUP,
    SYSTEM,
    UNREADABLE,
    ImportOptions,
)
from ingest.threads.platforms.times import moment
from ingest.threads.platforms.workplace.graph import CUT_OFF
from ingest.threads.platforms.workplace.graph_facts import reactions_of
from ingest.threads.platforms.workplace.links import Place, place_of
from ingest.threads.platforms.workplace.said import HIDDEN, NO_TEXT, ON_PROFILE
from ingest.threads.platforms.workplace.script_tables import COUNTED_ONLY
from tests.ingest.threads.workplace_folder import make_folder, write
from tests.ingest.threads.workplace_reading import read, recognised, texts

if TYPE_CHECKING:
    from pathlib import Path

HEADER = (
    "Post ID{0}Permalink{0}Create Time{0}Updated Time{0}Author{0}Author ID{0}Author Email{0}"
    "Message{0}Link{0}reactions{0}Comments\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty export."""
    (tmp_path / "export").mkdir()
    return tmp_path / "export"


def said(identity: str, message: str = "words", **more: Any) -> dict[str, Any]:
    """A record of the Graph API."""
    return {"id": identity, "message": message, "created_time": "2018-05-10T08:00:00+0000", **more}


def dump(folder: Path, *records: Any, name: str = "feed_1.json", **more: Any) -> None:
    """A page of a dump."""
    write(folder, {name: json.dumps({"data": records, **more})})


def test_pages_and_comments_come_together(tmp_path: Path) -> None:
    """A post, its nested comments and replies, and a comment from a page of comments."""
    make_folder(tmp_path / "export")
    [thread], tally = read(tmp_path / "export" / "graph")
    assert [(post.key, post.reply_to) for post in thread.posts] == [
        ("5001", None), ("5002", None), ("5003", "5002"), ("5004", None),
    ]  # fmt: skip
    assert (thread.key, thread.group) == ("5001", "Pumps")
    assert thread.permalink.endswith("/groups/700/permalink/5001/")
    asked = thread.posts[0]
    assert (asked.markup, asked.reactions) == ("markdown", {"reactions": 4})
    assert asked.text.endswith("Pump curves: https://example.org/curves")
    assert [(file.name, file.file is not None) for file in asked.attachments] == [
        ("pump-curve.txt", True)
    ]
    assert asked.author.email == "ana@agua.example"
    assert thread.posts[2].reactions == {"like": 1, "wow": 1}
    assert tally.skipped == {REPEATED: 3, SYSTEM: 1}


def test_secret_groups_stay_out_and_closed_ones_come_in(folder: Path) -> None:
    """By the group's id, wherever the export says what the group is."""
    dump(folder, said("7_1", updated_time=1), said("8_2", updated_time=1))
    groups = [{"id": "7", "name": "A", "privacy": "CLOSED"}, {"id": "8", "privacy": "SECRET"}]
    write(folder, {"z_groups.json": json.dumps(groups)})
    [thread], tally = read(folder)
    assert (thread.key, thread.group) == ("1", "A")
    assert tally.skipped == {SECRET_GROUP: 1}


def test_odd_records_have_a_named_outcome(folder: Path) -> None:
    """No id, no words, hidden, private, broken, with a date that is none."""
    deep: dict[str, Any] = said("900")
    for number in range(901, 1100):
        deep = said(str(number), comments={"data": [deep]})
    dump(
        folder,
        said("7_1", "", updated_time=1), said("7_2", is_hidden=True), {"message": "x", "id": ""},
        said("7_3", created_time=None, updated_time=1, comments={"data": [None, deep],
             "paging": {"next": "https://x"}}),
        {"id": "t_1", "messages": {"data": [{}, {}, {}]}}, 7,
    )  # fmt: skip
    write(folder, {"empty.json": "", "error.json": '{"error": {"message": "expired"}}'})
    [thread], tally = read(folder)
    assert thread.key == "3"
    answered = {post.key: post.reply_to for post in thread.posts[1:]}
    assert answered == {str(n): str(n + 1) for n in range(900, 1099)} | {"1099": None}
    assert thread.posts[0].at is None
    assert tally.skipped == {EMPTY: 1, HIDDEN: 1, UNREADABLE: 2, PRIVATE: 3}
    assert tally.notes == {CUT_OFF: 1}
    assert [name for name, _ in tally.faults] == ["empty.json"]


def test_comments_without_their_post_are_a_thread(folder: Path) -> None:
    """Whose post they are about, the page's address or the file's name says."""
    dump(folder, said("12"), said("13", parent={"id": "12"}), name="700001_11_comments.json")
    next_page = r"https://graph.workplace.com/v3.2/7_21/comments?limit=1"
    dump(folder, said("22"), name="x.json", paging={"next": next_page})
    threads, _ = read(folder)
    assert {thread.key: [post.reply_to for post in thread.posts] for thread in threads} == {
        "11": [None, "12"],
        "21": [None],
    }


def test_a_large_file_reads_as_a_small_one(folder: Path) -> None:
    """As a stream, with the same threads."""
    records = [
        said(f"7_{n}", updated_time=1, comments={"data": [said(f"9{n}")]}) for n in range(40)
    ]
    dump(folder, *records)
    small, _ = read(folder)
    write(folder, {"feed_1.json": json.dumps({"pad": "x" * 5_000_000, "data": records})})
    large, _ = read(folder)
    assert large == small
    write(folder, {"feed_1.json": json.dumps(said("7_1", "x" * 5_000_000, updated_time=1))})
    assert [len(said) for said in texts(read(folder)[0])[0]] == [5_000_000]


@pytest.mark.parametrize("delimiter", [",", ";"])
@pytest.mark.parametrize("swapped", [True, False])
def test_feed_tables_say_who_wrote(folder: Path, delimiter: str, swapped: bool) -> None:
    """Whichever way round a row has its id and its e-mail address, row by row."""
    who = ["a@b.example", "17"] if swapped else ["17", "a@b.example"]
    time, link = "2018-06-01T07:00:00+0000", "http://c.example/"
    cells = ["7_1", "", time, "", "Ana", *who, '"a\nb"', link, "2", "5"]
    other = ["7_2", "", "", "", "Bo", "18", "b@b.example", "hi", "", "0", "0"]
    text = HEADER.format(delimiter) + "\n".join(delimiter.join(row) for row in (cells, other))
    write(folder, {"2018-05-01 00-00-00 7 Pumps.csv": text})
    threads, tally = read(folder)
    by_key = {thread.key: thread.posts[0] for thread in threads}
    assert (by_key["1"].author.handle, by_key["1"].author.email) == ("17", "a@b.example")
    assert (by_key["2"].author.handle, by_key["2"].author.email) == ("18", "b@b.example")
    assert by_key["1"].text == "a\nb\n\nhttp://c.example/"
    assert threads[0].group == "Pumps"
    assert tally.notes == {COUNTED_ONLY: 5}
    assert recognised(folder) > 0.9


def test_all_tables_of_the_folder(tmp_path: Path) -> None:
    """Comments as Python wrote them are read; what has no text is counted."""
    make_folder(tmp_path / "export")
    threads, tally = read(tmp_path / "export" / "tables")
    assert texts(threads) == [
        ["When is a pit full?", "After it's full.\nTwo years."],
        ['How deep is a "twin pit" latrine,\nand when to switch?'],
        ["Spare seals for the old KSB pumps, who still has some?"],
    ]
    assert [thread.key for thread in threads] == ["6002", "6001", "5051"]
    assert tally.skipped == {NO_TEXT: 1}


def test_earlier_extractor_tables(folder: Path) -> None:
    """Columns without a prefix, in another encoding; comments, people and groups beside them."""
    posts = (
        "id,type,created_time,status_type,object_id,object_link,author_id,message,story\n"
        "7_1,status,2018-06-01T07:00:00+0000,x,,,17,Où ?,False\n"
        "7_2,status,nan,x,,,17,True,False\n,,,,,,,,\n"
    )
    (folder / "posts.csv").write_bytes(posts.encode("cp1252"))
    profile = posts.replace("id,type", "id,feed_type").replace("status,2018", "person,2018")
    write(folder, {
        "profiles.csv": profile.replace("7_", "17_"),
        "comments_1000001.csv": "id,parent_id,replies,message,reactions_like,author_id\n"
                                "5,,1,first,2,18\n6,5,0,second,0,17\n",
        "people.csv": "id,name,email\n17,Ana,ana@b.example\n",
        "groups.csv": "id,name,privacy\n7,Pumps,OPEN\n",
    })  # fmt: skip
    threads, tally = read(folder)
    assert texts(threads) == [["Où ?"], ["first", "second"]]
    assert (threads[0].group, threads[0].posts[0].author.email) == ("Pumps", "ana@b.example")
    assert [post.reply_to for post in threads[1].posts] == [None, "5"]
    assert threads[1].key == "1000001"
    assert tally.skipped == {NO_TEXT: 2, ON_PROFILE: 1}


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("https://a.workplace.com/groups/7/permalink/11/", Place("7", "11")),
        ("https://a.workplace.com/groups/7/posts/11/?comment_id=12&reply_comment_id=13",
         Place("7", "11", "12", "13")),
        ("https://www.facebook.com/permalink.php?story_fbid=11&id=7", Place("", "11")),
        ("https://example.org/groups/7/permalink/11/", Place()),
        ("https://[bad", Place()),
        ("", Place()),
    ],
)  # fmt: skip
def test_addresses_hold_ids(address: str, place: Place) -> None:
    """Those of Workplace and Facebook, and of no other site."""
    assert place_of(address) == place


@pytest.mark.parametrize(
    ("value", "said_at"),
    [
        ("2018-05-10T08:00:00+0000", "2018-05-10T08:00:00+00:00"),
        (1_525_939_200, "2018-05-10T08:00:00+00:00"),
        ("1525939200000", "2018-05-10T08:00:00+00:00"),
        ("2018-05-10 10:00:00", "2018-05-10T08:00:00+00:00"),
        (None, None), (0, None), (True, None), ("nan", None), ("soon", None), ([], None),
        (-1, None), (1e300, None), ("9999-01-01T00:00:00", None),
    ],
)  # fmt: skip
def test_times_are_read_or_are_none(value: Any, said_at: str | None) -> None:
    """Seconds, milliseconds and dates; what says no time gives none."""
    at = moment(value, ImportOptions(timezone="Europe/Berlin"))
    assert (at.isoformat() if at else None) == said_at


FIELDS = (
    "reactions", "likes", "reactions_love", "data", "summary", "total_count", "type", "like_count",
)  # fmt: skip
JSON = st.recursive(
    st.none() | st.integers() | st.text(max_size=3),
    lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(FIELDS), inner),
    max_leaves=6,
)


@given(st.dictionaries(st.sampled_from(FIELDS), JSON))
def test_reactions_of_anything(record: dict[str, Any]) -> None:
    """Whatever a record holds, only counts of one or more come out."""
    assert all(count > 0 for count in reactions_of(record).values())
