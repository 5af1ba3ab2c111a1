"""Questions as threads: answers and comments below them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.threads.base import SourcePerson, SourcePost, SourceThread
from ingest.threads.platforms.stackexchange.entries import Entry, Member

if TYPE_CHECKING:
    from ingest.threads.spool import Spool

__all__ = ["place_of", "thread_of"]

_COMMUNITY = "-1"  # owns what has no author any more


def thread_of(group: list[Entry], entries: Spool, members: Spool) -> SourceThread | None:
    """The thread of a question; ``None`` where the question is not among the entries."""
    question = next((entry for entry in group if entry.kind == "question"), None)
    if question is None:
        return None
    said = [entry for entry in group if entry.kind not in ("question", "duplicate")]
    same = [entry.accepted for entry in group if entry.kind == "duplicate"]
    return SourceThread(
        key=_thread_key(question),
        posts=tuple(_post(entry, question, members) for entry in (question, *said)),
        title=question.title,
        permalink=question.link or _address(question.site, question.id),
        group=question.site,
        tags=question.tags,
        duplicate_of=tuple(dict.fromkeys(_other(question.site, one, entries) for one in same)),
    )


def _thread_key(question: Entry) -> str:
    """A question's number and second: no export says for sure of what site it is."""
    return f"q/{question.id}" + (f"@{question.at:%Y-%m-%dT%H:%M:%S}" if question.at else "")


def _other(site: str, number: str, entries: Spool) -> str:
    """Key of another question, or its address where the export does not hold it."""
    other = entries.get(place_of("question", site, number))
    if isinstance(other, Entry):
        return _thread_key(other)
    return _address(site, number) or f"q/{number}"


def _address(site: str, number: str) -> str:
    return f"https://{site}/questions/{number}" if "." in site and "/" not in site else ""


def _post(entry: Entry, question: Entry, members: Spool) -> SourcePost:
    comment = entry.kind == "comment"
    return SourcePost(
        key=f"c{entry.id}" if comment else entry.id,
        author=_person(entry, members),
        text=entry.text,
        markup=entry.markup,
        at=entry.at,
        reply_to=entry.parent or None,
        score=entry.score,
        accepted=entry.kind == "answer" and (entry.solves or entry.id == question.accepted),
    )


def _person(entry: Entry, members: Spool) -> SourcePerson:
    """Whoever wrote it; texts mention people by their names without spaces."""
    if entry.user == _COMMUNITY:
        return SourcePerson()
    known = members.get(f"{entry.site}/{entry.user}") if entry.user else None
    name = known.name if isinstance(known, Member) else entry.name
    email = known.email if isinstance(known, Member) else ""
    handle = f"{entry.site}/{entry.user}" if entry.site and entry.user else entry.user
    alias = "".join(name.split())
    return SourcePerson(name, email, handle, aliases=(f"@{alias}",) if alias else ())


def place_of(kind: str, site: str, number: str) -> str:
    """Key of an entry; questions and answers are numbered together."""
    return f"{site}/{kind if kind in ('comment', 'duplicate') else 'post'}/{number}"
