"""``kb reindex``: build the index from nothing."""

from __future__ import annotations

import click

from web.cli.common import json_option, open_services, plural, print_json, progress_bar, say


@click.command()
@json_option
def command(*, as_json: bool) -> None:
    """Build the index from nothing, beside the old one, which serves until the new one is whole."""
    services = open_services()
    with progress_bar("Indexing") as progress:
        report = services.indexer.rebuild(progress)
    if as_json:
        print_json(vars(report))
    else:
        say(f"Indexed {plural(report.passages, 'passage')} in {report.seconds:.1f} s.")
