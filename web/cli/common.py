"""What commands share: services, JSON on standard output, progress on standard error."""

from __future__ import annotations

import json
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from kb.settings import Settings
from search.model_files import ModelSource
from web.services import Services

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

json_option = click.option("--json", "as_json", is_flag=True, help="One JSON document.")


def open_services() -> Services:
    """The instance that the environment names."""
    return Services.open(Settings.load())


def print_json(value: Any) -> None:
    """Write one JSON document to standard output."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2, default=str))


def say(line: str) -> None:
    """A line for the person at the terminal, on standard error."""
    click.echo(line, err=True)


@contextmanager
def progress_bar(label: str) -> Iterator[Callable[..., None]]:
    """A bar on a terminal, nothing where standard error is a file or a pipe.

    Yields:
        A function of ``(done, total)`` and, optionally, the name of the thing just done.
    """
    if not sys.stderr.isatty():
        yield lambda *_state: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.fields[name]}", style="dim"),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(label, total=None, name="")

        def update(done: int, total: int, name: str = "") -> None:
            bar.update(task, completed=done, total=total, name=name[:40])

        yield update


def sync_index(services: Services) -> Any:
    """Bring the index in step, with progress; returns the indexer's report."""
    source = ModelSource.of(services.settings)
    if source.packed:  # what the indexer asks for first
        say(f"Unpacking the model {source.model}, this once …")
    with progress_bar("Indexing") as progress:
        return services.indexer.sync(progress)


def plural(count: int, noun: str) -> str:
    """``1 document``, ``2 documents``."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
