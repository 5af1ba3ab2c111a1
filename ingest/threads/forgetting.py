"""Take out for good what a person wrote in threads, at their request."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from sqlalchemy import delete, select

from ingest.threads.base import SourcePerson
from ingest.threads.document import thread_id
from ingest.threads.facts import facts_of
from ingest.threads.importers import IMPORTERS
from ingest.threads.people import People, people_key
from kb.catalogue import catalogue_document
from kb.errors import LibraryFault
from kb.files import home_fault, sha256_of_text
from kb.library import Post
from kb.library.thread import REMOVED_NAME
from kb.library.thread_format import parse_posts, write_posts
from kb.models import CatalogueDocument, ImportedExport, ImportedThread, RemovedPerson

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from sqlalchemy.orm import Session

    from kb.db import Database
    from kb.home import Home
    from kb.library import Document, Library

_WORD = re.compile(r"\w+")


@dataclass
class Forgotten:
    """What was taken out.

    Attributes:
        person: code.
        threads: documents that were changed.
        posts: posts that were emptied.
        attachments: files that were deleted.
        unreadable: documents that could not be read, with why; what is in them is still there.
    """

    person: str
    threads: int = 0
    posts: int = 0
    attachments: int = 0
    unreadable: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True)
class Forgetting:
    """Removes people from one instance's library.

    Attributes:
        home: the instance.
        library: its files.
        database: its rows.
    """

    home: Home
    library: Library
    database: Database

    def people(self) -> dict[tuple[str, str], int]:
        """Code and name of everybody who wrote in threads, with how many posts they wrote."""
        found: Counter[tuple[str, str]] = Counter()
        for _path, posts in self._threads():
            found.update((post.person, post.name) for post in posts if post.person)
        return found

    def codes_of(self, said: str, people: Mapping[tuple[str, str], int]) -> set[str]:
        """Codes of the people that somebody may mean.

        Args:
            said: a code, an e-mail address (also of somebody who wrote nothing here), or a name.
            people: as `people` gives them.
        """
        with self.database.reading() as session:
            removed = set(session.scalars(select(RemovedPerson.person)))
        codes = removed | {code for code, _name in people}
        if said in codes:
            return {said}
        known = People(people_key(self.home), "pseudonym")
        if "@" in said:
            return {known.person(SourcePerson(email=said), "").code} - {""}
        shown = {code for code, name in people if name.casefold() == said.casefold()}
        hashed = {
            known.person(person, platform).code
            for platform in IMPORTERS
            for person in (SourcePerson(name=said), SourcePerson(handle=said))
        }
        return shown or hashed & codes

    def forget(self, person: str) -> Forgotten:
        """Empty a person's posts, delete their files, and remember not to import them again.

        A run that is killed is finished by another for the same person. The index keeps the old
        texts until it is purged (`search.indexer.Indexer.purge`).

        Args:
            person: code.
        """
        done = Forgotten(person)
        self._remember(person)
        with self.home.locked_library():
            names = {name for code, name in self.people() if code == person and name}
            self._delete_files(person, done)
            for path in self._paths():
                with self.database.writing() as session:
                    self._take_out(session, path, names, done)
        self.database.compact()
        return done

    def _remember(self, person: str) -> None:
        """First of all, so that no import brings anything back meanwhile."""
        with self.database.writing() as session:
            session.merge(RemovedPerson(person=person, at=datetime.now(UTC)))
            session.execute(delete(ImportedExport))  # they tell counts and titles as they were

    def _paths(self) -> list[str]:
        with self.database.reading() as session:
            query = select(CatalogueDocument.path).where(CatalogueDocument.posts.is_not(None))
            return sorted(session.scalars(query))

    def _threads(self) -> Iterator[tuple[str, list[Post]]]:
        """Every thread's posts, by its path; unreadable ones are left out."""
        for path in self._paths():
            try:
                yield path, parse_posts(self.library.read_text(path), path)
            except LibraryFault:
                continue

    def _delete_files(self, person: str, done: Forgotten) -> None:
        """Delete the originals that nobody else's post and no document needs."""
        theirs: set[str] = set()
        others: set[str] = set()
        for _path, posts in self._threads():
            for post in posts:
                named = theirs if post.person == person else others
                named.update(file.sha256 for file in post.attachments if file.sha256)
        with self.database.reading() as session:
            others.update(filter(None, session.scalars(select(CatalogueDocument.source_sha256))))
        for sha256 in sorted(theirs - others):
            original = self.home.original(sha256)
            if original is not None:
                self._delete(original)
                done.attachments += 1

    @staticmethod
    def _delete(file: Path) -> None:
        try:
            file.unlink(missing_ok=True)
        except OSError as error:
            raise home_fault(error, f"Deleting {file}") from error

    def _take_out(self, session: Session, path: str, names: set[str], done: Forgotten) -> None:
        try:
            document = self.library.document(path)
            posts = parse_posts(document.body, path)
        except LibraryFault as fault:
            done.unreadable.append((path, fault.message))
            return
        emptied = [_without(post, done.person, names) for post in posts]
        title = _unnamed(document.title, names)
        if emptied == posts and title == document.title:
            return
        done.threads += 1
        done.posts += sum(post.person == done.person for post in posts)
        theirs = [post.text for post in posts if post.person == done.person]
        before = document.model_copy()
        if document.thread is not None:
            document.thread = facts_of(emptied, document.thread)
            if any(_quotes(title, text) for text in theirs):  # nor may the address tell it
                about = document.thread
                title = f"Thread of {about.started}" if about.started else "Thread"
                document.id = thread_id("", about.platform, about.key)
                document.source = None
        document.title, document.body = title, write_posts(emptied)
        self._write(session, path, document, before)

    def _write(self, session: Session, path: str, document: Document, before: Document) -> None:
        """Write a changed document, under the name of its new id where it has got one."""
        known = select(ImportedThread).where(ImportedThread.document_id == before.id)
        for row in session.scalars(known):
            row.document_id = document.id
            if row.body_sha256 == sha256_of_text(before.body):
                row.body_sha256 = sha256_of_text(document.body)
        target = path
        if document.id != before.id:
            target = str(PurePosixPath(path).with_name(f"{document.id}.md"))
            session.execute(delete(CatalogueDocument).where(CatalogueDocument.id == before.id))
        data = self.library.write(target, document)
        catalogue_document(session, target, data, document)
        if target != path:
            self._delete(self.library.resolve(path))


def _without(post: Post, person: str, names: set[str]) -> Post:
    """A post without a person: emptied where they wrote it, else without their name."""
    if post.person == person:
        return Post(
            number=post.number, key=post.key, name=REMOVED_NAME, at=post.at,
            reply_to=post.reply_to, removed=True,
        )  # fmt: skip
    text = _unnamed(post.text, names)
    return post if text == post.text else replace(post, text=text)


def _unnamed(text: str, names: set[str]) -> str:
    """A text in which a person is no longer called by name; a single word only after an ``@``."""
    for name in sorted(names, key=len, reverse=True):
        before = r"(?<!\w)@?" if " " in name else r"(?<!\w)@"
        text = re.sub(before + re.escape(name) + r"(?!\w)", REMOVED_NAME, text)
    return text


def _quotes(title: str, text: str) -> bool:
    """Whether a title is made of a text's words, as it is where the platform gave none."""
    words = _WORD.findall(title.casefold())
    return f" {' '.join(words)} " in f" {' '.join(_WORD.findall(text.casefold()))} "
