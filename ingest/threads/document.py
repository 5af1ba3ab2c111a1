"""A thread's document: made anew, or the one that is there with what a further export brings."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from slugify import slugify

from ingest.threads.facts import facts_of
from ingest.threads.memory import memory_key
from ingest.threads.merging import merged
from kb.files import sha256_of_text
from kb.library import Document, Origin, ThreadFacts
from kb.library.thread_format import parse_posts, write_posts

if TYPE_CHECKING:
    from ingest.threads.drafts import Transcript
    from kb.library import Post

KIND = "thread"
_SLUG = 60
_HASH = 6
_POST = "<!-- post: "


@dataclass(frozen=True)
class Merged:
    """A document as it is to be written.

    Attributes:
        document: the document.
        new_posts: how many it did not have.
        originals: hashes of the attachments that its posts name.
        edited: somebody has changed its posts by hand, so that those stay as they are.
    """

    document: Document
    new_posts: int
    originals: frozenset[str]
    edited: bool = False


def thread_id(title: str, platform: str, key: str, digits: int = _HASH) -> str:
    """A document's id: what its title says, and digits that tell it from others of that title."""
    digest = hashlib.sha256(memory_key(platform, key).encode()).hexdigest()
    return f"{slugify(title, max_length=_SLUG) or KIND}-{digest[:digits]}"


def new_document(transcript: Transcript, document_id: str, hub: str) -> Merged:
    """The document of a thread that the library does not have."""
    posts = merged([], transcript)
    about = ThreadFacts(
        platform=transcript.platform,
        key=transcript.key,
        group=transcript.group,
        duplicate_of=list(transcript.duplicate_of),
    )
    facts = facts_of(posts, about)
    document = Document(
        id=document_id,
        title=transcript.title,
        kind=KIND,
        hub=hub,
        language=transcript.language,
        published=facts.started,
        source=Origin(url=transcript.url) if transcript.url else None,
        tags=list(transcript.tags),
        thread=facts,
        body=write_posts(posts),
    )
    return Merged(document, len(posts), _originals(posts))


def further(document: Document, path: str, transcript: Transcript, body_sha256: str) -> Merged:
    """A document that is there, with what the export has to add or to correct.

    Title, hub, tags and whatever else its front matter says stay: a moderator may have set them.

    Args:
        document: as it is in the library; it is changed.
        path: its file, for faults.
        transcript: what the export says.
        body_sha256: of the body as the last import wrote it; empty where nobody remembers.

    Raises:
        LibraryFault: its posts cannot be read.
    """
    before = parse_posts(document.body, path)
    posts = merged(before, transcript)
    body = write_posts(posts)
    edited = body != document.body and sha256_of_text(document.body) != body_sha256
    if edited:
        posts = merged(before, transcript, edited=True)
        introduction = document.body.partition(_POST)[0]
        body = document.body if posts == before else introduction + write_posts(posts)
    about = document.thread or ThreadFacts(platform=transcript.platform, key=transcript.key)
    if document.published == about.started:
        document.published = facts_of(posts, about).started
    document.thread, document.body = facts_of(posts, about), body
    there = {post.key for post in before}
    new = sum(post.key not in there for post in posts)
    return Merged(document, new, _originals(posts), edited)


def _originals(posts: list[Post]) -> frozenset[str]:
    return frozenset(file.sha256 for post in posts for file in post.attachments if file.sha256)
