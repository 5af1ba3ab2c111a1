"""A set's documents as a library: real Markdown files, catalogued and indexed like any others."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb.catalogue import sync_catalogue
from kb.errors import UsageFault
from kb.files import home_fault
from kb.language import detect_language
from search.evaluation.plain import markdown, one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from contextlib import AbstractContextManager

    from kb.db import Database
    from kb.home import Home
    from kb.library import Library
    from search.answerer import Answerer
    from search.evaluation.beir import BeirSet, CorpusDocument
    from search.indexer import Indexer
    from search.searcher import Searcher

    Stage = Callable[[str], AbstractContextManager[Callable[..., None]]]

HUB = "evaluation"
LONGEST_TITLE = 500
# A document of the library must have a title. This one has no word in it, so that a document
# without one is found, and embedded, by its text alone.
NO_TITLE = "\u00a0"
_EVERY = 200  # documents between two reports of progress
_TELLING = 2000  # characters that tell a language, where the set does not


@dataclass(frozen=True)
class Parts:
    """The parts of an instance that an evaluation uses."""

    home: Home
    library: Library
    database: Database
    indexer: Indexer
    searcher: Searcher
    answerer: Answerer


def fill(parts: Parts, found: BeirSet, stage: Stage) -> dict[str, str]:
    """Make a home whose library is a set's corpus, and index it.

    Args:
        parts: an instance whose home is new, empty, or was filled by this function before.
        found: the set.
        stage: opens a progress bar with a label.

    Returns:
        From the ids of the library's documents to those of the corpus.

    Raises:
        UsageFault: the home holds another library.
        HomeFault: disk full or read-only.
    """
    parts.home.create()
    folder = parts.library.root / HUB / "guide"
    others = [path for path in parts.library.paths() if not path.startswith(f"{HUB}/")]
    if others:
        raise UsageFault(
            f"{parts.home.root} holds a library of its own ({others[0]})",
            "Name another folder: an evaluation makes homes of its own in it.",
        )
    ids = {f"d{number:07}": identity for number, identity in enumerate(found.corpus, start=1)}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder.parent / "hub.md").write_text(
            f"---\nid: {HUB}\ntitle: Evaluation\nkind: hub\n---\n"
        )
        for path in folder.glob("*.md"):  # of a longer corpus, filled in before
            if path.stem not in ids:
                path.unlink()
        with stage(f"{found.name}: writing") as progress:
            for number, (name, identity) in enumerate(ids.items()):
                text = _file(name, identity, found.corpus[identity])
                (folder / f"{name}.md").write_text(text, "utf-8")
                if number % _EVERY == 0:
                    progress(number, len(ids))
    except OSError as error:
        raise home_fault(error, f"Writing documents to {folder}") from error
    _index(parts, found.name, stage)
    return ids


def _index(parts: Parts, name: str, stage: Stage) -> None:
    parts.database.upgrade()
    with stage(f"{name}: cataloguing"):
        report = sync_catalogue(parts.database, parts.library, parts.home)
    if report.problems:
        raise report.problems[0]
    with stage(f"{name}: indexing") as progress:
        parts.indexer.sync(progress)


def _file(name: str, identity: str, document: CorpusDocument) -> str:
    title = one_line(document.title)
    fields: Mapping[str, str] = {
        "id": name,
        "title": title[:LONGEST_TITLE] or NO_TITLE,
        "kind": "guide",
        "hub": HUB,
        "language": document.language or detect_language(f"{title}\n{document.text[:_TELLING]}"),
        "corpus_id": one_line(identity),
    }
    # JSON's strings are YAML's; non-ASCII letters are left as they are.
    lines = [f"{field}: {json.dumps(value, ensure_ascii=False)}" for field, value in fields.items()]
    return "\n".join(["---", *lines, "---", "", markdown(document.text), ""])
