"""Ingest the samples into a home of their own, ask the known-item questions, print the figures.

Run from the repository: ``.venv/bin/python -m tests.relevance.known_items``. With ``--home`` the
folder is kept and a second run converts nothing. With ``--starter`` the questions are those about
the starter library, in a home that holds nothing else.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kb.home import GLOSSARY
from kb.starter import STARTER
from tests.instance import SMALL_MODEL
from tests.relevance.measures import DEPTH, Finding, ask_all, load_questions
from tests.relevance.report import misses, table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from search.results import Mode

DEFAULTS: Mapping[str, str] = {}
HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
SAMPLES = ROOT.parent / "shared" / "samples"
QUESTIONS = HERE / "samples.jsonl"
STARTER_QUESTIONS = HERE / "starter.jsonl"
MODES: tuple[Mode, ...] = ("hybrid", "keyword", "vector")
ALL_IN, SOME_FAILED = 0, 3
# The samples are 6,000 passages: with this model their index is made in a third of the time.
SMALL = {"model": SMALL_MODEL, "english_model": ""}


def kb(
    home: Path,
    *arguments: str,
    allowed: tuple[int, ...] = (ALL_IN,),
    settings: Mapping[str, str] = DEFAULTS,
) -> str:
    """Run one ``kb`` command on a home and return its standard output.

    Raises:
        RuntimeError: where it ends with another exit code; carries the end of its standard error.
    """
    done = subprocess.run(
        [sys.executable, "-m", "web.cli", *arguments],
        cwd=ROOT,
        env={
            **os.environ,
            "KB_HOME": str(home),
            **{f"KB_{name.upper()}": value for name, value in settings.items()},
        },
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode not in allowed:
        raise RuntimeError(f"kb {arguments[0]} ended with {done.returncode}: {done.stderr[-2000:]}")
    return done.stdout


def documents_of(listing: dict[str, Any]) -> dict[str, str]:
    """From the JSON of ``kb ingest``: a file's name to its document's id, for files that are in."""
    return {
        Path(entry["path"]).name: entry["document"]
        for entry in listing["files"]
        if entry.get("document")
    }


def hubs_alone(home: Path, settings: Mapping[str, str] = DEFAULTS) -> None:
    """Create a home with the hubs and the glossary of the starter library, and no document."""
    kb(home, "init", "--no-starter", settings=settings)
    for path in (*STARTER.glob("*/hub.md"), STARTER / GLOSSARY):
        target = home / "content" / path.relative_to(STARTER)
        target.parent.mkdir(exist_ok=True)
        shutil.copyfile(path, target)
    kb(home, "sync", settings=settings)


def ingest(home: Path, samples: Path, settings: Mapping[str, str] = DEFAULTS) -> dict[str, str]:
    """Create a home with hubs and samples alone; returns the document id of each file name.

    The starter library is not there: it answers some of these questions as well as the samples do,
    and then the known item is not the only right one.
    """
    hubs_alone(home, settings)
    folders = (str(samples / "documents"), str(samples / "formats"))
    options = ("--hub", "water-distribution", "--kind", "guide", "--json")
    output = kb(
        home, "ingest", *folders, *options, allowed=(ALL_IN, SOME_FAILED), settings=settings
    )
    return documents_of(json.loads(output))


def starter(home: Path) -> dict[str, str]:
    """Create a home with the starter library alone; its files' names and document ids."""
    kb(home, "init")
    return starter_documents(home)


def starter_documents(home: Path) -> dict[str, str]:
    """Names and document ids of the files in a home with the starter library alone."""
    return {path.name: path.stem for path in (home / "content").rglob("*.md")}


def measure(
    home: Path,
    documents: dict[str, str],
    asked: Path = QUESTIONS,
    settings: Mapping[str, str] = DEFAULTS,
) -> dict[str, list[Finding]]:
    """Ask every question of a file in every mode of the search over a home."""
    from kb.settings import Settings
    from web.services import Services

    searcher = Services.open(Settings.model_validate({"home": home, **settings})).searcher
    questions = load_questions(asked)

    def search(mode: Mode) -> list[Finding]:
        def ranked(query: str) -> list[str]:
            found = searcher.search(query, mode=mode, limit=DEPTH)
            return [hit.document.id for hit in found.hits]

        return ask_all(questions, ranked, documents)

    return {mode: search(mode) for mode in MODES}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path, help="keep the ingested samples in this folder")
    parser.add_argument("--samples", type=Path, default=SAMPLES)
    parser.add_argument("--starter", action="store_true", help="ask of the starter library alone")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        home = (chosen.home or Path(scratch) / "home").resolve()
        if chosen.starter:
            documents = starter(home)
            by_mode = measure(home, documents, STARTER_QUESTIONS)
        else:
            documents = ingest(home, chosen.samples.resolve())
            by_mode = measure(home, documents)
    print(table(by_mode), end="\n\n")
    print(misses(by_mode, {document: name for name, document in documents.items()}))


if __name__ == "__main__":
    main()
