"""``kb evaluate``: how good the search is on sets of questions whose right documents are known."""

from __future__ import annotations

import os
import tempfile
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kb.errors import UsageFault
from kb.settings import Settings
from web.cli.common import json_option, plural, print_json, progress_bar, say
from web.services import Services

if TYPE_CHECKING:
    from collections.abc import Sequence

    from search.evaluation.beir import BeirSet
    from search.evaluation.figures import Evaluation
    from search.evaluation.vector_cache import VectorCache

CACHE = "embeddings.sqlite3"
FOLDER = click.Path(path_type=Path, exists=True, file_okay=False)


@click.command()
@click.argument("folders", nargs=-1, required=True, type=FOLDER, metavar="FOLDER...")
@click.option("--unanswerable", type=FOLDER, help="A set whose questions FOLDER does not answer.")
@click.option("--limit", type=click.IntRange(min=1), help="Ask at most so many questions of each.")
@click.option(
    "--home",
    type=click.Path(path_type=Path, file_okay=False),
    help="Keep the homes in this folder.",
)
@click.option(
    "--cache", type=click.Path(path_type=Path, dir_okay=False), help="File that keeps vectors."
)
@json_option
def command(
    folders: tuple[Path, ...],
    *,
    unanswerable: Path | None,
    limit: int | None,
    home: Path | None,
    cache: Path | None,
    as_json: bool,
) -> None:
    """Measure search on sets in BEIR's format, each in a scratch home, by the settings in force."""
    from search.evaluation.report import report

    found = measure(folders, unanswerable=unanswerable, limit=limit, home=home, cache=cache)
    if as_json:
        settings = Settings.load()
        models = {"model": settings.model, "english_model": settings.english_model}
        print_json({**models, "sets": [asdict(one) for one in found]})
    else:
        click.echo(report(found))


def measure(
    folders: Sequence[Path],
    *,
    unanswerable: Path | None = None,
    limit: int | None = None,
    home: Path | None = None,
    cache: Path | None = None,
) -> list[Evaluation]:
    """Measure sets one after the other, with progress on standard error.

    Args:
        folders: the sets.
        unanswerable: a set whose questions the others do not answer.
        limit: questions asked of each at most.
        home: folder that keeps their homes; they are scratch where it is left out.
        cache: file that keeps vectors; `default_cache` where it is left out.

    Raises:
        KbError: a set is not whole, or a fault of the model, the cache or the disk.
    """
    from search.evaluation.beir import read_queries, read_set
    from search.evaluation.vector_cache import VectorCache

    sets = [read_set(folder) for folder in folders]
    _differ([one.name for one in sets])
    others = read_queries(unanswerable) if unanswerable else None
    real = Services.of(Settings.load())
    with ExitStack() as stack:
        kept = VectorCache(cache or default_cache())
        stack.callback(kept.close)
        root = home or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="kb-evaluate-")))
        return [_measured(real, root / one.name, kept, one, limit, others) for one in sets]


def _measured(
    real: Services,
    home: Path,
    cache: VectorCache,
    one: BeirSet,
    limit: int | None,
    unanswerable: dict[str, str] | None,
) -> Evaluation:
    from search.evaluation.evaluate import evaluate
    from search.evaluation.filling import Parts
    from web.scratch import ScratchServices

    made = ScratchServices.beside(real, home, cache)
    parts = Parts(
        made.home, made.library, made.database, made.indexer, made.searcher, made.answerer
    )
    try:
        found = evaluate(parts, one, progress_bar, limit=limit, unanswerable=unanswerable)
    finally:
        made.database.close()
    asked = plural(found.queries, "question") + (
        f", {found.left_out:,} left out" if found.left_out else ""
    )
    say(f"{found.name}: {plural(found.documents, 'document')} indexed in "
        f"{found.index_seconds:.0f} s, {asked}; {found.seconds:.0f} s in all.")  # fmt: skip
    return found


def _differ(names: list[str]) -> None:
    twice = {name for name in names if names.count(name) > 1}
    if twice:
        raise UsageFault(
            f"Two folders are called {min(twice)}", "Measure one at a time, or rename one."
        )


def default_cache() -> Path:
    """Where vectors are kept: not in a home, since they serve the sets of any."""
    folder = os.environ.get("XDG_CACHE_HOME", "")
    # The XDG Base Directory Specification: a relative path there is not to be used.
    root = Path(folder) if Path(folder).is_absolute() else Path.home() / ".cache"
    return root / "wellspring" / CACHE
