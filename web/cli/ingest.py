"""``kb ingest``: files, folders and archives into the library."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ingest.jobs import IngestJob
from kb.library import KINDS, Kind
from web.cli.common import json_option, open_services, print_json, progress_bar, say, sync_index
from web.pipeline import ingest_pipeline

if TYPE_CHECKING:
    from ingest.report import FileOutcome, IngestReport


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--hub", required=True, help="Hub the documents go to; `kb hubs` lists them.")
@click.option("--kind", required=True, type=click.Choice(KINDS), help="What they are.")
@click.option("--language", help="BCP 47 code; left out, it is read from each document.")
@click.option("--retry", is_flag=True, help="Also files that failed before and have not changed.")
@json_option
def command(
    *,
    paths: tuple[Path, ...],
    hub: str,
    kind: Kind,
    language: str | None,
    retry: bool,
    as_json: bool,
) -> int:
    """Convert files, folders and archives into the library and index them.

    A file whose content is known already is not converted again. One file's failure never stops
    the rest: it is named with a reason and a remedy. Exit code 0: all in; 3: some failed.
    """
    services = open_services()
    job = IngestJob(tuple(str(path.absolute()) for path in paths), hub, kind, language)
    with progress_bar("Converting") as progress:
        report = ingest_pipeline(services).run(job, retry=retry, progress=progress)
    sync_index(services)
    if as_json:
        print_json(report.as_json())
    else:
        print_table(report)
    return 0 if report.complete else 3


def print_table(report: IngestReport) -> None:
    """A row for each file, then the totals."""
    from rich.console import Console
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in ("File", "Outcome", "Pages", "Seconds", "Reason and remedy"):
        table.add_column(column, justify="right" if column in {"Pages", "Seconds"} else "left")
    for file in report.files:
        table.add_row(*(_plain(cell) for cell in _cells(file)))
    console = Console(width=None if Console().is_terminal else 160)
    console.print(table)
    counts = ", ".join(f"{count} {outcome}" for outcome, count in report.totals.items() if count)
    say(counts or "No files there.")


def _cells(file: FileOutcome) -> tuple[str, ...]:
    why = " ".join(part for part in (file.reason, file.remedy, *file.warnings) if part)
    pages = "" if file.pages is None else str(file.pages)
    seconds = f"{file.seconds:.1f}" if file.seconds else ""
    return Path(file.path).name, file.outcome, pages, seconds, why


def _plain(text: str) -> str:
    """Text that rich must not read as its markup."""
    from rich.markup import escape

    return escape(text)
