"""A thread as an import writes it, for tests of what shows it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from kb.catalogue import sync_catalogue
from kb.library import Attachment, Document, Post, ThreadFacts
from kb.library.thread import Participant
from kb.library.thread_format import write_posts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.web.fakes import FakeServices

FILE = "cd" * 32
AT = datetime(2019, 3, 5, 8, 12, tzinfo=UTC)

STEP_TEST = "Step test it.\n\n## Data\n\nClose valves[^1].\n\n[^1]: Slowly."
SCRIPT = "<script>alert(1)</script> The district's."
POSTS = (
    Post(1, "p1", "aaaaaa", "Member aaaaaa", "Night flow doubled.\n\n## Data\n\nSee file.", AT,
         attachments=(Attachment("night <b>.csv", FILE, 2048), Attachment("gone.pdf"))),
    Post(2, "p2", "bbbbbb", "Member bbbbbb", STEP_TEST,
         AT, reply_to=1, reactions={"like": 3}, answer="accepted"),
    Post(3, "p3", "aaaaaa", "Member aaaaaa", "Which valves?", AT, reply_to=2),
    Post(4, "p4", "cccccc", "Member cccccc", "Thanks!", None, small_talk=True),
    Post(5, "p5", "bbbbbb", "Member bbbbbb", SCRIPT, AT, reply_to=3),
    Post(6, "p6", "", "Removed member", removed=True),
    Post(7, "p7", "cccccc", "Member cccccc", "Deep.", AT, reply_to=5),
)  # fmt: skip


def thread(posts: Sequence[Post] = POSTS, identity: str = "night-flow-doubled") -> Document:
    """A thread's document."""
    people = [
        Participant(person="aaaaaa", name="Member aaaaaa", role="asked", posts=2),
        Participant(person="bbbbbb", name="Member bbbbbb", role="answered", posts=2),
        Participant(person="cccccc", name="Member cccccc", role="took-part", posts=2),
    ]
    answer = next((post for post in posts if post.answer), None)
    facts = ThreadFacts(
        platform="discourse",
        key="t/1",
        group="Leakage",
        last=date(2019, 3, 6),
        posts=len(posts),
        answer=answer.number if answer else None,
        answered_by=answer.answer if answer else None,
        people=people,
    )
    return Document(
        id=identity,
        title="Why did our night flow double?",
        kind="thread",
        hub="water-distribution",
        language="en",
        thread=facts,
        body=write_posts(posts),
    )


def add_thread(services: FakeServices, document: Document) -> None:
    """Write a thread into the library and its catalogue."""
    services.library.write(f"{document.hub}/thread/{document.id}.md", document)
    report = sync_catalogue(services.database, services.library, services.home)
    assert not report.problems
