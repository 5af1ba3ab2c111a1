"""A thread's messages as posts, what they repeat of one another folded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.threads.base import EMPTY, UNREADABLE, SourcePost, SourceThread
from ingest.threads.platforms.mail.dates import written_at
from ingest.threads.platforms.mail.html_quoting import folded_html
from ingest.threads.platforms.mail.lists import list_of, permalink_of
from ingest.threads.platforms.mail.order import in_order, parents_of
from ingest.threads.platforms.mail.quoting import folded
from ingest.threads.platforms.mail.reading import Letter, Reader
from ingest.threads.platforms.mail.repeated import Said
from ingest.threads.platforms.mail.subjects import parsed_subject

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import tzinfo
    from pathlib import Path

    from ingest.threads.base import Tally
    from ingest.threads.platforms.mail.conversations import Entry


class Assembler:
    """Makes threads of catalogued messages."""

    def __init__(
        self, scratch: Path, tally: Tally, zone: tzinfo, list_tags: frozenset[str]
    ) -> None:
        """Files go to ``scratch``; what cannot be used is counted in ``tally``."""
        self._reader = Reader(scratch)
        self._tally, self._zone, self._list_tags = tally, zone, list_tags

    def thread(self, key: str, entries: Sequence[Entry]) -> SourceThread | None:
        """The thread of these messages; ``None`` where none of them says anything."""
        letters = {letter.entry.key: letter for letter in map(self._letter, entries) if letter}
        if not letters:
            return None
        parents = parents_of({key: one.entry.ancestors for key, one in letters.items()})
        order = in_order(parents, {key: one.entry.at for key, one in letters.items()})
        said = Said()
        posts = [self._post(letters[one], parents[one], said) for one in order]
        first = letters[order[0]]
        subject = parsed_subject(first.head.text("subject"))
        own = [tag for tag in subject.tags if tag in self._list_tags]
        return SourceThread(
            key=key,
            posts=tuple(posts),
            title=subject.title(self._list_tags),
            permalink=permalink_of(first.head),
            group=list_of(first.head) or (own[0] if own else ""),
        )

    def _letter(self, entry: Entry) -> Letter | None:
        letter = self._reader.letter(entry)
        if letter is None:
            self._tally.skip(UNREADABLE)
            where = f"{entry.file.file.name} at byte {entry.span.start}"
            self._tally.fault(where, "a message that cannot be taken apart")
        elif letter.is_empty:
            self._tally.skip(EMPTY)
            return None
        return letter

    def _post(self, letter: Letter, parent: str | None, said: Said) -> SourcePost:
        content = letter.content
        if content.markup == "html":
            text, words = folded_html(content.text, said)
        else:
            text, words = folded(content.text, said), content.text
        said.add(words)
        return SourcePost(
            key=letter.entry.key,
            author=letter.author,
            text=text,
            markup=content.markup,
            at=written_at(letter.head, letter.entry.span.envelope, self._zone),
            reply_to=parent,
            attachments=letter.attachments,
        )
