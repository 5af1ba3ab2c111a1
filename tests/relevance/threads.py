"""What it brings to index a forum's posts one by one, measured on questions that others linked.

Run from the repository: ``.venv/bin/python -m tests.relevance.threads TOPICS [SET]``. TOPICS is a
folder of a Discourse forum's topics as JSON, SET the folder of questions about them, by default
``../shared/eval/discourse_urho3d_linked``. The topics are imported as by ``kb import``. Then the
same questions are asked twice: of the same texts as ordinary documents, cut by length across their
posts, and of the threads.
"""

from __future__ import annotations

import argparse
import random
import re
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from kb.library import Document, Library
from kb.library.thread_format import parse_posts
from search.evaluation.asking import MODES, rank
from search.evaluation.beir import BeirSet, read_set
from search.evaluation.measures import MEASURES, scores
from tests.relevance.known_items import ROOT, SMALL, SOME_FAILED, hubs_alone, kb

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

SET = ROOT.parent / "shared" / "eval" / "discourse_urho3d_linked"
HUB = "water-distribution"
_TOPIC = re.compile(r"t/(\d+)")


def judged(found: BeirSet) -> set[str]:
    """Ids of the topics that somebody linked."""
    return {document for relevant in found.qrels.values() for document in relevant}


def chosen(found: BeirSet, count: int | None) -> set[str]:
    """Ids of topics: those that are judged, and others drawn by a fixed seed up to a number."""
    linked = judged(found)
    others = sorted(found.corpus.keys() - linked)
    if count is None:
        return linked | set(others)
    return linked | set(random.Random(1).sample(others, max(0, count - len(linked))))


def threads_home(home: Path, topics: Path, ids: Collection[str]) -> None:
    """A home that holds these topics as threads and nothing else."""
    picked = home.parent / "topics"
    picked.mkdir()
    for path in topics.rglob("*.json"):
        if path.stem.rpartition(".")[2] in ids:
            shutil.copy(path, picked)
    hubs_alone(home, SMALL)
    options = ("--hub", HUB, "--people", "keep", "--keep-contacts")
    kb(home, "import", "discourse", str(picked), *options, settings=SMALL, allowed=(0, SOME_FAILED))


def as_documents(threads: Path, home: Path) -> None:
    """A home that holds the threads of another one as ordinary documents."""
    hubs_alone(home, SMALL)
    library, plain = Library(threads / "content"), Library(home / "content")
    for path in library.paths():
        thread = library.entry(path)
        if isinstance(thread, Document) and thread.thread is not None:
            texts = [post.text for post in parse_posts(thread.body)]
            said = {name: value for name, value in thread.fields().items() if name != "thread"}
            plain.write(path, Document(**said, body="\n\n".join(texts) + "\n"))
    kb(home, "sync", settings=SMALL)


def topics_of(threads: Path) -> dict[str, str]:
    """The topic's number by document id."""
    library = Library(threads / "content")
    entries = [library.entry(path) for path in library.paths()]
    return {
        entry.id: _TOPIC.match(entry.thread.key)[1]  # type: ignore[index]  # all are topics
        for entry in entries
        if isinstance(entry, Document) and entry.thread is not None
    }


def measure(home: Path, ids: Mapping[str, str], found: BeirSet) -> dict[str, dict[str, float]]:
    """Every measure, by mode."""
    from kb.settings import Settings
    from web.services import Services

    searcher = Services.open(Settings.model_validate({"home": home, **SMALL})).searcher
    asked = {query: found.queries[query] for query in found.qrels}
    return {
        mode: scores(found.qrels, rank(searcher, mode, asked, found, ids, lambda *_: None)).means
        for mode in MODES
    }


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("topics", type=Path)
    parser.add_argument("set", type=Path, nargs="?", default=SET)
    parser.add_argument("--count", type=int, help="of topics; all of the set unless given")
    asked = parser.parse_args()
    found = read_set(asked.set)
    with tempfile.TemporaryDirectory() as scratch:
        threads, documents = Path(scratch) / "one" / "home", Path(scratch) / "two" / "home"
        for home in (threads, documents):
            home.parent.mkdir()
        threads_home(threads, asked.topics.resolve(), chosen(found, asked.count))
        as_documents(threads, documents)
        ids = topics_of(threads)
        print(f"{len(ids)} topics, {len(found.qrels)} questions")
        for name, home in (("whole threads", documents), ("by post", threads)):
            for mode, means in measure(home, ids, found).items():
                print(name, mode, *(f"{one} {means[one]:.3f}" for one in MEASURES), sep="\t")


if __name__ == "__main__":
    main()
