"""From a thread as exported to posts as they will stand in the library, not yet numbered.

Here texts are cleaned, people get the names they have in this library, contacts go, and what
answers the question is found. It is the same for every platform.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ingest.threads import fingerprint
from ingest.threads.answers import find_answer
from ingest.threads.base import REPEATED
from ingest.threads.cleaning import clean
from ingest.threads.drafts import Draft, Source, Transcript
from ingest.threads.redaction import Redactor
from ingest.threads.small_talk import is_small_talk
from ingest.threads.titles import title_of
from kb.language import detect_language
from kb.library.front_matter import CONTROL
from kb.library.thread import REMOVED_NAME

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from ingest.threads.attachments import Attachments
    from ingest.threads.base import SourcePost, SourceThread, Tally
    from ingest.threads.people import Known, People, PeopleMode

FORGOTTEN = "its author asked for its removal"
_SAMPLE = 5_000  # characters in which the language of a thread is looked for
_TAGS = 50
_SHORT = 200  # a group's, a tag's or a reaction's name
_ADDRESS = re.compile(r"https?://[^\s<>\"]+")


@dataclass(frozen=True)
class Transcriber:
    """Makes the transcripts of one run.

    Attributes:
        platform: the importer's name.
        people: gives names.
        mode: how people are called; with ``keep`` texts name them as their authors did.
        keep_contacts: texts keep e-mail addresses and phone numbers.
        removed: codes of people whose posts are left out.
        attachments: hashes files.
        tally: told of posts that are left out.
    """

    platform: str
    people: People
    mode: PeopleMode
    keep_contacts: bool
    removed: Collection[str]
    attachments: Attachments
    tally: Tally

    def source(self, thread: SourceThread) -> Source | None:
        """Leave out what is not to come in; ``None`` where nothing is left."""
        kept: dict[str, tuple[SourcePost, Known]] = {}
        for post in thread.posts:
            author = self.people.person(post.author, self.platform)
            key = plain(post.key)
            if author.code in self.removed:
                self.tally.skip(FORGOTTEN)
            elif key in kept:
                self.tally.skip(REPEATED)
            else:
                kept[key] = replace(post, key=key), author
        if not kept:
            return None
        named = tuple(dict.fromkeys((*(post.author for post in thread.posts), *thread.mentioned)))
        posts = tuple(post for post, _ in kept.values())
        thread = replace(thread, posts=posts, key=plain(thread.key))
        files = tuple(tuple(map(self.attachments.of, post.attachments)) for post in posts)
        asked = (self.platform, self.mode, self.keep_contacts)
        sha256 = fingerprint.of_thread(thread, files, asked)
        return Source(thread, sha256, tuple(author for _, author in kept.values()), files, named)

    def transcript(self, source: Source) -> Transcript:
        """Everything that takes time: cleaning, redacting, finding language and answer."""
        thread, redactor = source.thread, self._redactor(source)
        places = {post.key: place for place, post in enumerate(thread.posts)}
        drafts = tuple(
            self._draft(source, place, places, redactor) for place in range(len(thread.posts))
        )
        language = detect_language(_sample(drafts))
        answer = find_answer(drafts, thread.title)
        title = title_of(thread, drafts[0].text, language)
        return Transcript(
            platform=self.platform,
            key=thread.key,
            source_sha256=source.sha256,
            title=_line(redactor.redact(title)) or _unnamed(thread),
            language=language,
            drafts=drafts,
            answer=(drafts[answer[0]].key, answer[1]) if answer else None,
            url=thread.permalink if _ADDRESS.fullmatch(thread.permalink) else None,
            group=_line(thread.group) or None,
            tags=_lines(thread.tags),
            duplicate_of=_lines(thread.duplicate_of),
        )

    def _redactor(self, source: Source) -> Redactor:
        called = []
        for person in source.named:
            known = self.people.person(person, self.platform)
            if known.code in self.removed:
                called.append((person, REMOVED_NAME))
            elif known.code and self.mode != "keep":
                called.append((person, known.name))
        return Redactor(called, keep_contacts=self.keep_contacts)

    def _draft(
        self, source: Source, place: int, places: Mapping[str, int], redactor: Redactor
    ) -> Draft:
        post, author = source.thread.posts[place], source.authors[place]
        text = plain(redactor.redact(clean(post.text, post.markup))).strip("\n")
        parent = plain(post.reply_to) if post.reply_to is not None else None
        reactions = {_line(name): count for name, count in post.reactions.items() if count > 0}
        return Draft(
            key=post.key,
            person=author.code,
            name=_line(author.name),
            text=text,
            at=post.at,
            parent=parent,
            reply_to=places.get(parent) if parent is not None else None,
            reactions=reactions,
            score=post.score,
            accepted=post.accepted,
            small_talk=is_small_talk(text) if text else False,
            attachments=source.attachments[place],
            files=tuple(one.file for one in post.attachments),
        )


def plain(text: str) -> str:
    """Text as a library file may hold it: one kind of line end, nothing invisible."""
    return CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def _line(text: str) -> str:
    return " ".join(plain(text).split())[:_SHORT].strip()


def _lines(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(line for text in texts if (line := _line(text))))[:_TAGS]


def _unnamed(thread: SourceThread) -> str:
    at = next((post.at for post in thread.posts if post.at), None)
    when = f" of {at:%Y-%m-%d}" if at else ""
    return f"Thread{when} in {_line(thread.group)}" if thread.group else f"Thread{when}"


def _sample(drafts: tuple[Draft, ...]) -> str:
    """Enough of the posts' text to tell its language by, not all of a large one."""
    parts, length = [], 0
    for draft in drafts:
        if length > _SAMPLE:
            break
        parts.append(draft.text[:_SAMPLE])
        length += len(draft.text)
    return "\n\n".join(parts)
