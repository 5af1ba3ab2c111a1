"""Write threads into the library, a few dozen at a time: originals, Markdown, rows, memory."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from ingest.threads.document import Merged, further, new_document, thread_id
from ingest.threads.memory import catalogued, memory_key, remembered, unremembered
from ingest.threads.outcome import HubChoice, Written
from kb.catalogue import catalogue_document
from kb.errors import LibraryFault
from kb.files import sha256_of_text
from kb.library import document_path
from kb.models import CatalogueDocument, ImportedThread

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from sqlalchemy.orm import Session

    from ingest.threads.attachments import Attachments
    from ingest.threads.drafts import Source, Transcript
    from kb.db import Database
    from kb.home import Home
    from kb.library import Document, Library

_LONG_HASH = 24


@dataclass
class ThreadWriter:
    """Writes the threads of one run.

    Attributes:
        home: the instance.
        library: its files.
        database: its rows.
        attachments: stores files.
        hub_of: chooses the hub of a new thread.
        dry: nothing is changed, everything is told.
    """

    home: Home
    library: Library
    database: Database
    attachments: Attachments
    hub_of: Callable[[Transcript], HubChoice]
    dry: bool = False
    _orphans: Mapping[str, str] = field(init=False)

    def __post_init__(self) -> None:
        with self.database.reading() as session:
            self._orphans = unremembered(session, self.library)

    def settled(self, platform: str, sources: Sequence[Source]) -> list[Written | None]:
        """What needs no work because nothing has changed since; ``None`` for each of the others."""
        keys = [memory_key(platform, source.thread.key) for source in sources]
        with self.database.reading() as session:
            memory = remembered(session, keys)
            there = catalogued(session, [row.document_id for row in memory.values()])
        return [
            self._unchanged(source, memory.get(key), there)
            for source, key in zip(sources, keys, strict=True)
        ]

    def _unchanged(
        self,
        source: Source,
        known: ImportedThread | None,
        there: Mapping[str, CatalogueDocument],
    ) -> Written | None:
        if known is None or known.source_sha256 != source.sha256 or known.document_id not in there:
            return None
        named = (one for files in source.attachments for one in files)
        originals = frozenset(one.sha256 for one in named if one.sha256)
        if not self.attachments.has(originals):
            return None
        return Written("unchanged", known.document_id, originals=originals)

    def write(self, transcripts: Sequence[Transcript]) -> list[Written]:
        """Write threads, under the library lock and in one transaction.

        The order matters for a process that is killed half way: originals first, so that no post
        names one that is not there, then the Markdown, from which everything else can be made.
        """
        keys = [memory_key(one.platform, one.key) for one in transcripts]
        choices = self._choices(transcripts, keys)
        with self._transaction() as session:
            return [
                self._write(session, session.get(ImportedThread, key), transcript, choice)
                for transcript, key, choice in zip(transcripts, keys, choices, strict=True)
            ]

    def _choices(self, transcripts: Sequence[Transcript], keys: list[str]) -> list[HubChoice]:
        """Hubs of new threads, chosen before anybody waits for us."""
        with self.database.reading() as session:
            there = {**self._orphans, **remembered(session, keys)}
        return [
            HubChoice("") if key in there else self.hub_of(transcript)
            for transcript, key in zip(transcripts, keys, strict=True)
        ]

    @contextmanager
    def _transaction(self) -> Iterator[Session]:
        if self.dry:
            with self.database.reading() as session:
                yield session
        else:
            with self.home.locked_library(), self.database.writing() as session:
                yield session

    def _write(
        self,
        session: Session,
        known: ImportedThread | None,
        transcript: Transcript,
        choice: HubChoice,
    ) -> Written:
        key = memory_key(transcript.platform, transcript.key)
        identity = known.document_id if known else self._orphans.get(key)
        row = session.get(CatalogueDocument, identity) if identity else None
        try:
            if row is None:
                return self._write_new(session, known, transcript, choice)
            document = self.library.document(row.path)
            before = document.render()
            body_sha256 = known.body_sha256 if known else ""
            done = further(document, row.path, transcript, body_sha256)
        except LibraryFault as fault:
            return Written("refused", identity or "", fault=str(fault))
        changed = done.document.render() != before
        self._keep(session, known, row.path if changed else None, transcript, done)
        return Written(
            "updated" if changed else "unchanged",
            document.id, done.new_posts, done.edited, originals=done.originals,
        )  # fmt: skip

    def _write_new(
        self,
        session: Session,
        known: ImportedThread | None,
        transcript: Transcript,
        choice: HubChoice,
    ) -> Written:
        """Write a thread that has no document, or none any more.

        Raises:
            LibraryFault: a file that cannot be read stands where its document belongs.
        """
        choice = choice if choice.hub else self.hub_of(transcript)
        about = transcript.title, transcript.platform, transcript.key
        identity = thread_id(*about)
        if session.get(CatalogueDocument, identity) is not None:  # another thread's
            identity = thread_id(*about, digits=_LONG_HASH)
        done = new_document(transcript, identity, choice.hub)
        path = document_path(done.document)
        if self.library.resolve(path).exists():
            self.library.document(path)
            raise LibraryFault(path, 0, "", "The file is in the way", "Run `kb sync`.")
        self._keep(session, known, path, transcript, done)
        return Written("new", identity, done.new_posts, False, choice, done.originals)

    def _keep(
        self,
        session: Session,
        known: ImportedThread | None,
        path: str | None,
        transcript: Transcript,
        done: Merged,
    ) -> None:
        """Store what came with posts, write the document where a path is given, and remember."""
        if self.dry:
            return
        for draft in transcript.drafts:
            for attachment, file in zip(draft.attachments, draft.files, strict=True):
                if attachment.sha256 in done.originals:
                    self.attachments.store(attachment, file)
        if path is not None:
            self._put(session, path, done.document)
        self._remember(session, known, transcript, done)

    def _put(self, session: Session, path: str, document: Document) -> None:
        data = self.library.write(path, document)
        catalogue_document(session, path, data, document)

    def _remember(
        self, session: Session, known: ImportedThread | None, transcript: Transcript, done: Merged
    ) -> None:
        key = memory_key(transcript.platform, transcript.key)
        row = known or ImportedThread(key=key, body_sha256="")
        row.document_id, row.source_sha256 = done.document.id, transcript.source_sha256
        if not done.edited:  # else it must go on to differ from what stands there
            row.body_sha256 = sha256_of_text(done.document.body)
        row.at = datetime.now(UTC)
        session.add(row)
        session.flush()
