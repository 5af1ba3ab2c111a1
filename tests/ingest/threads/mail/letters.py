"""Mail written by tests: messages, mailboxes, and what the importer makes of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ingest.threads.platforms.mail import MailImporter
from ingest.threads.platforms.mail.head import hashed
from tests.ingest.threads.reading import read

if TYPE_CHECKING:
    from pathlib import Path

    from ingest.threads.base import SourcePost, SourceThread, Tally

ENVELOPE = "From ana at example.org  Mon Mar  3 10:00:00 2014\n"


def letter(
    number: int, body: str = "", *, subject: str = "Pump stops", day: int = 3, **fields: str
) -> str:
    """A message ``<number@x>`` of March 2014; fields such as ``in_reply_to`` are added."""
    head = {
        "From": "Ana Silva <ana@example.org>",
        "Date": f"{day:02} Mar 2014 10:{number % 60:02}:00 +0000",
        "Subject": subject,
        "Message-ID": f"<{number}@x>",
    } | {name.replace("_", "-").title(): value for name, value in fields.items()}
    lines = [f"{name}: {value}" for name, value in head.items() if value != "-"]
    return "\n".join([*lines, "", body or f"Text {number}.", ""])


def box(*letters: str) -> str:
    """A mailbox of messages."""
    return "\n".join(ENVELOPE + one for one in letters)


def key(number: int | str) -> str:
    """The key of message ``<number@x>``."""
    return hashed(f"{number}@x")


@dataclass
class Outcome:
    """What an import gave."""

    threads: list[SourceThread]
    tally: Tally
    files: dict[str, bytes] = field(default_factory=dict)

    @property
    def posts(self) -> dict[str, SourcePost]:
        """All posts by key."""
        return {post.key: post for thread in self.threads for post in thread.posts}

    @property
    def shape(self) -> dict[str, set[str]]:
        """Keys of posts by key of thread."""
        return {one.key: {post.key for post in one.posts} for one in self.threads}


def imported(path: Path, scratch: Path) -> Outcome:
    """Import what is at a path, and check that what went in came out or was skipped."""
    outcome = Outcome(*read(MailImporter(), path, scratch))
    for post in outcome.posts.values():
        for file in post.attachments:
            if file.file:
                outcome.files[file.name] = file.file.read_bytes()
    return outcome


def imported_text(folder: Path, text: str | bytes, name: str = "list.mbox") -> Outcome:
    """Import one file of this text."""
    data = text.encode() if isinstance(text, str) else text
    (folder / "in").mkdir(exist_ok=True)
    (folder / "in" / name).write_bytes(data)
    return imported(folder / "in" / name, folder / "scratch")
