"""What an import depends on, as hashes: the same is not worked on again."""

from __future__ import annotations

import hashlib
import json
import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from kb.files import sha256_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ingest.threads.base import SourcePost, SourceThread
    from kb.library import Attachment


@cache
def version() -> str:
    """Of everything here that decides what a thread becomes: another one, import again."""
    digest = hashlib.sha256()
    root = Path(__file__).parent
    for path in sorted(root.rglob("*")):
        if path.is_file() and path.suffix != ".pyc":
            digest.update(path.read_bytes())
    return digest.hexdigest()


def of_export(path: Path, asked: Iterable[object]) -> str:
    """Of an export: names and bytes of its files, and what was asked for.

    An archive is hashed as it is. Links are not followed, as they are not imported.
    """
    digest = hashlib.sha256(_line(version(), *asked))
    for name, file in _files(path):
        try:
            content = sha256_of(file)
        except OSError as error:  # the importer names it
            content = str(error.errno)
        digest.update(_line(name, content))
    return digest.hexdigest()


def of_thread(
    thread: SourceThread, files: Sequence[Sequence[Attachment]], asked: Iterable[object]
) -> str:
    """Of everything that an export says about a thread.

    Args:
        thread: as exported.
        files: the attachments of each of its posts, hashed.
        asked: what was asked for and changes what becomes of it.
    """
    digest = hashlib.sha256(_line(version(), *asked))
    digest.update(
        _line(
            thread.key, thread.title, thread.permalink, thread.group, thread.tags,
            thread.duplicate_of, [_person(one) for one in thread.mentioned],
        )
    )  # fmt: skip
    for post, attached in zip(thread.posts, files, strict=True):
        named = [(file.name, file.sha256) for file in attached]
        digest.update(_line(*_said(post), named))
    return digest.hexdigest()


def _said(post: SourcePost) -> tuple[object, ...]:
    reactions = sorted(post.reactions.items())
    at = post.at.isoformat() if post.at else None
    return (
        post.key, _person(post.author), post.text, post.markup, at, post.reply_to,
        reactions, post.score, post.accepted,
    )  # fmt: skip


def _person(person: object) -> list[object]:
    return list(vars(person).values())


def _line(*values: object) -> bytes:
    """Values so that no two lists of them give the same bytes, whatever is in their texts."""
    return json.dumps(values, default=str).encode() + b"\n"


def _files(path: Path) -> Iterator[tuple[str, Path]]:
    """Plain files of an export by name, sorted."""
    if not path.is_dir():
        yield path.name, path
        return
    for file in sorted(path.rglob("*")):
        if file.is_file() and not file.is_symlink():
            yield os.fsencode(file.relative_to(path)).hex(), file
