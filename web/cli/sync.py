"""``kb sync``: finish what was interrupted, then bring catalogue and index in step with files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ingest.threads.scratch import clear
from kb.catalogue import sync_catalogue
from kb.errors import LibraryFault
from web.cli.common import (
    json_option,
    open_services,
    plural,
    print_json,
    progress_bar,
    say,
    sync_index,
)
from web.pipeline import ingest_pipeline

if TYPE_CHECKING:
    from kb.catalogue import SyncReport
    from web.services import Services


@click.command()
@json_option
def command(*, as_json: bool) -> int:
    """Bring catalogue and index in step with the files, and finish interrupted runs.

    Run it after editing files by hand or after `git pull`. Files that cannot be read are named
    with line and remedy; the rest goes on.
    """
    services = open_services()
    with progress_bar("Finishing an interrupted ingest") as progress:
        resumed = ingest_pipeline(services).resume(progress)
    clear(services.home)
    report = sync_catalogue(services.database, services.library, services.home)
    index = sync_index(services)
    glossary = _glossary_problem(services)
    if as_json:
        print_json(
            {
                "added": report.added,
                "changed": report.changed,
                "moved": report.moved,
                "deleted": report.deleted,
                "unchanged": report.unchanged,
                "problems": [vars(problem) for problem in report.problems],
                "glossary": glossary,
                "resumed": [run.as_json() for run in resumed],
                "index": vars(index),
            }
        )
    else:
        for run in resumed:
            say(f"Finished an interrupted ingest: {plural(len(run.files), 'file')}.")
        name_problems(report)
        if glossary:
            say(glossary)
        say(
            f"{len(report.added)} new, {len(report.changed)} changed, {len(report.moved)} moved, "
            f"{len(report.deleted)} deleted, {report.unchanged} unchanged; "
            f"{plural(index.passages, 'passage')}, {index.embedded} newly embedded."
        )
    whole = not report.problems and not glossary and all(run.complete for run in resumed)
    return 0 if whole else 3


def _glossary_problem(services: Services) -> str | None:
    """What is wrong with the glossary's file, with line and remedy."""
    try:
        services.glossary.read()
    except LibraryFault as fault:
        return str(fault)
    return None


def name_problems(report: SyncReport) -> None:
    """Every file that was left out, with line and remedy."""
    for problem in report.problems:
        say(str(problem))
