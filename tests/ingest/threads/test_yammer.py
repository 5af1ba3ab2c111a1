"""Yammer's network export."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.threads.base import DELETED, EMPTY, PRIVATE, SECRET_GROUP, SYSTEM
from ingest.threads.chats import OLDER
from ingest.threads.platforms.yammer import YammerImporter
from ingest.threads.platforms.yammer.importer import UNTOLD
from tests.ingest.threads.reading import put, read, recognised

if TYPE_CHECKING:
    from pathlib import Path

MESSAGES = """\
id,replied_to_id,thread_id,group_id,group_name,in_private_group,in_private_conversation,sender_id,\
sender_type,sender_name,sender_email,body,attachments,created_at,deleted_at,message_type
10,,10,7,Pumps,false,false,1,User,Amina,,"How do I prime it, [User:2:ben]?
It is old. [Tag:5:pumps]",uploadedfile:99,2012-02-14T10:20:30.123Z,,update
12,11,10,7,Pumps,false,false,1,User,Amina,,Thanks,,2012-02-14T12:00:00Z,,update
11,10,10,7,Pumps,false,false,2,User,Ben,,Fill it,\
"opengraphobject:[3 : https://example.org/p : title=""Priming"" : description=""p""]",\
2012/02/14 11:00:00 +0000,,update
13,10,10,7,Pumps,false,false,3,User,Gone,gone@example.org,,,2012-02-14T13:00:00Z,,update
14,10,10,7,Pumps,false,false,2,User,Ben,,bad,,2012-02-14T13:00:00Z,2012-02-15T00:00:00Z,update
15,,15,,,false,true,2,User,Ben,,private,,2012-02-14T13:00:00Z,,update
16,,16,8,Board,true,false,2,User,Ben,,unlisted,,2012-02-14T13:00:00Z,,update
17,,17,9,Other,true,false,2,User,Ben,,in no list,,2012-02-14T13:00:00Z,,update
21,,21,5,Members,true,false,2,User,Ben,,by approval,,2012-02-14T13:00:00Z,,update
22,,22,6,Staff,true,false,2,User,Ben,,not said,,2012-02-14T13:00:00Z,,update
18,,18,7,Pumps,false,false,2,User,Ben,,Ben joined,,2012-02-14T13:00:00Z,,system
11,10,10,7,Pumps,false,false,2,User,Ben,,Fill it up,,2012/02/14 11:00:00 +0000,,update
19,400,20,7,Pumps,false,false,3,User,Gone,gone@example.org,Late answer,,nonsense,,update
"""


def test_a_network(tmp_path: Path) -> None:
    """Threads as Yammer has them, with people, files, links; all else has its reason."""
    folder = put(
        tmp_path / "export",
        {
            "Messages.csv": "\ufeff" + MESSAGES,
            "Users.csv": "id,name,email\n1,Amina Yusuf,a@example.org\n2,Ben,b@example.org\n",
            "Groups.csv": "id,name,privacy,show_in_directory\n7,Pumps and motors,public,true\n"
            "8,Board,private,false\n5,Members,private,true\n6,Staff,private,\n",
            "Files.csv": "file_id,name,path\n99,valve.jpg,files/99.jpg\n",
            "files/99.jpg": b"jpeg",
            "BestReplyMessage.csv": "message_id\n11\n",
        },
    )
    outcome = read(YammerImporter(), folder, tmp_path / "scratch")
    thread, members, staff, late = outcome.threads
    assert [members.group, staff.group] == ["Members", "Staff"]
    assert outcome.tally.notes == {UNTOLD: 1}
    assert (thread.key, thread.group) == ("10", "Pumps and motors")
    asked, answer, thanks = thread.posts
    assert asked.text == "How do I prime it, @Ben?\nIt is old. #pumps"
    assert (asked.author.name, asked.author.email) == ("Amina Yusuf", "a@example.org")
    assert asked.attachments[0].file == folder / "files/99.jpg"
    assert (answer.text, answer.reply_to, answer.accepted) == ("Fill it up", "10", True)
    assert (str(answer.at), thanks.reply_to) == ("2012-02-14 11:00:00+00:00", "11")
    assert (late.key, late.posts[0].reply_to, late.posts[0].at) == ("20", "400", None)
    assert late.posts[0].author.email == "gone@example.org"
    assert outcome.tally.skipped == {
        EMPTY: 1, DELETED: 1, PRIVATE: 1, SECRET_GROUP: 2, SYSTEM: 1, OLDER: 1,
    }  # fmt: skip
    assert recognised(YammerImporter(), folder, tmp_path / "scratch") > 0.9


def test_links_are_written_out(tmp_path: Path) -> None:
    """A page that a message shares is named with its address."""
    lines = MESSAGES.splitlines(keepends=True)
    folder = put(tmp_path / "export", {"messages.csv": lines[0] + lines[4]})
    outcome = read(YammerImporter(), folder, tmp_path / "scratch")
    assert outcome.posts["11"].text == "Fill it\n\nPriming\nhttps://example.org/p"
