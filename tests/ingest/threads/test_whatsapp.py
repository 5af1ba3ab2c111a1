"""WhatsApp chats become threads, with files, quotations, and keys that stay the same."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import pytest

from ingest.threads.base import DELETED, PRIVATE, REPEATED, SYSTEM, ImportOptions
from ingest.threads.platforms.whatsapp import WhatsAppImporter
from tests.ingest.threads.reading import put, read, recognised

if TYPE_CHECKING:
    from pathlib import Path

IOS = """\
\u200e[31/12/2020, 23:58:00] Pump users: \u200eMessages and calls are end-to-end encrypted.
[31/12/2020, 23:59:58] ~\u202fAmina: How do I prime a pump that lost its water?
It is a surface pump.
\u200e[01/01/2021, 00:10:00] +254 712 345678: \u200e<attached: 0012-PHOTO.jpg>
[01/01/2021, 00:11:00] +254 712 345678: Fill the casing with water first
\u200e[01/01/2021, 00:12:00] Ben: \u200eThis message was deleted.
[05/01/2021, 09:00:00] Ben: Where can we buy chlorine tablets in bulk?
[05/01/2021, 09:30:00] Amina: > Fill the casing with water first
That worked, thank you
"""
ANDROID = """\
3/14/21, 9:15 AM - Amina created group "Pump users"
3/14/21, 9:16 AM - Amina: How do I prime a pump that lost its water?
3/14/21, 9:16 AM - Ben: ok
3/14/21, 9:16 AM - Chidi: ok
"""


@pytest.fixture
def scratch(tmp_path: Path) -> Path:
    """A folder for the run."""
    return tmp_path / "scratch"


def test_an_ios_folder_with_media(tmp_path: Path, scratch: Path) -> None:
    """Threads, moments, files and quotations of a chat in a folder of its own."""
    files = {"_chat.txt": IOS, "0012-PHOTO.jpg": b"jpeg", "notes.txt": "no chat"}
    folder = put(tmp_path / "WhatsApp Chat - Pump users", files)
    outcome = read(WhatsAppImporter(), folder, scratch, ImportOptions(timezone="Africa/Nairobi"))
    assert outcome.cut == [
        [
            "How do I prime a pump that lost its water?\nIt is a surface pump.",
            "",
            "Fill the casing with water first",
            "> Fill the casing with water first\nThat worked, thank you",
        ],
        ["Where can we buy chlorine tablets in bulk?"],
    ]
    asked, photo, answer, thanks = outcome.threads[0].posts
    assert asked.at is not None
    assert asked.at.isoformat() == "2020-12-31T20:59:58+00:00"
    assert photo.attachments[0].file == folder / "0012-PHOTO.jpg"
    assert thanks.reply_to == answer.key
    assert outcome.threads[0].group == "Pump users"
    assert outcome.tally.skipped == {SYSTEM: 1, DELETED: 1}
    assert recognised(WhatsAppImporter(), folder, scratch) > 0.9


def test_an_android_zip(tmp_path: Path, scratch: Path) -> None:
    """A zip whose text is named for the chat; the month is first, as its days show."""
    path = tmp_path / "chat.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("WhatsApp Chat with Pump users.txt", ANDROID)
    outcome = read(WhatsAppImporter(), path, scratch)
    (thread,) = outcome.threads
    assert thread.key.startswith("Pump users/20210314T091600-")
    assert [post.author.name for post in thread.posts] == ["Amina", "Ben", "Chidi"]
    assert len(outcome.posts) == 3  # the same word of two people in one minute is two posts
    assert not outcome.tally.notes


def test_keys_stay_when_names_media_and_length_change(tmp_path: Path, scratch: Path) -> None:
    """A longer export, with a contact saved and without media, has the same keys."""
    later = IOS.replace("+254 712 345678", "Chidi").replace(
        "<attached: 0012-PHOTO.jpg>", "image omitted"
    )
    later += "[09/01/2021, 10:00:00] Ben: Is the workshop still on for Monday?\n"
    first = put(tmp_path / "WhatsApp Chat - Pump users", {"_chat.txt": IOS})
    second = put(tmp_path / "WhatsApp Chat - Pump users (1)", {"_chat.txt": later})
    before = read(WhatsAppImporter(), first, scratch)
    after = read(WhatsAppImporter(), second, scratch)
    assert [thread.key for thread in after.threads][:2] == [one.key for one in before.threads]
    assert set(before.posts) <= set(after.posts)
    assert len(after.posts) == len(before.posts) + 1


def test_the_same_chat_twice_in_an_export_is_counted_as_repeated(
    tmp_path: Path, scratch: Path
) -> None:
    """An older and a newer export of one chat side by side give every post once."""
    names = ["a/WhatsApp Chat with Pump users.txt", "b/WhatsApp Chat with Pump users.txt"]
    folder = put(tmp_path / "both", dict.fromkeys(names, ANDROID))
    outcome = read(WhatsAppImporter(), folder, scratch)
    assert len(outcome.posts) == 3
    assert outcome.tally.skipped == {SYSTEM: 2, REPEATED: 3}


def test_a_chat_of_two_people_is_private(tmp_path: Path, scratch: Path) -> None:
    """A chat that has the name of one of its two people is counted and not imported."""
    chat = "05/03/2021, 14:05 - Ben: hello there\n05/03/2021, 14:06 - Amina: hello\n"
    folder = put(tmp_path / "export", {"WhatsApp Chat with Amina.txt": chat})
    outcome = read(WhatsAppImporter(), folder, scratch)
    assert (outcome.threads, outcome.tally.skipped) == ([], {PRIVATE: 2})
    group = put(tmp_path / "group", {"WhatsApp Chat with Pump users.txt": chat})
    assert len(read(WhatsAppImporter(), group, scratch).posts) == 2


def test_dates_that_cannot_be_told_are_said(tmp_path: Path, scratch: Path) -> None:
    """Day first is taken, and the report says so, unless a person said what is first."""
    chat = "02/03/2021, 14:05 - Ben: hello\n"
    folder = put(tmp_path / "export", {"WhatsApp Chat with Pumps.txt": chat})
    told = read(WhatsAppImporter(), folder, scratch)
    (post,) = told.posts.values()
    assert post.at is not None
    assert (post.at.day, post.at.month, sum(told.tally.notes.values())) == (2, 3, 1)
    told = read(WhatsAppImporter(), folder, scratch, ImportOptions(day_first=False))
    (post,) = told.posts.values()
    assert post.at is not None
    assert (post.at.day, post.at.month, told.tally.notes) == (3, 2, {})


def test_a_file_that_is_no_chat_is_a_fault(tmp_path: Path, scratch: Path) -> None:
    """A text without a line that begins like a message is named, and nothing is counted."""
    folder = put(tmp_path / "export", {"_chat.txt": "Dear diary\n"})
    outcome = read(WhatsAppImporter(), folder, scratch)
    assert [name for name, _ in outcome.tally.faults] == ["_chat.txt"]
    assert recognised(WhatsAppImporter(), folder, scratch) == 0


def test_other_encodings_and_very_long_messages(tmp_path: Path, scratch: Path) -> None:
    """A chat saved again as UTF-16, with a message of five million characters, is read."""
    chat = f"05/03/2021, 14:05 - Ben: {'é' * 5_000_000}\n05/03/2021, 14:06 - Amina: ça va\n"
    folder = put(tmp_path / "export", {"_chat.txt": chat.encode("utf-16")})
    texts = [post.text for post in read(WhatsAppImporter(), folder, scratch).posts.values()]
    assert [len(text) for text in texts] == [5_000_000, 5]


def test_nonsense_dates_leave_the_post(tmp_path: Path, scratch: Path) -> None:
    """A post of the 45th of a month has no moment and stays where it stood."""
    chat = (
        "25/03/2021, 14:05 - Ben: the first one\n45/13/2021, 14:05 - Ben: the second one\n"
        "25/03/2021, 14:06 - Ben: the third one\n"
    )
    folder = put(tmp_path / "export", {"_chat.txt": chat})
    outcome = read(WhatsAppImporter(), folder, scratch)
    assert outcome.cut == [["the first one", "the second one", "the third one"]]
    assert [post.at is None for post in outcome.posts.values()] == [False, True, False]
