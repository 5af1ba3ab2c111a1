"""``kb export``: the instance as plain files."""

from __future__ import annotations

from pathlib import Path

import click

from kb.export import export
from web.cli.common import json_option, open_services, plural, print_json, say


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@json_option
def command(*, folder: Path, as_json: bool) -> None:
    """Copy documents, originals and every table to FOLDER as Markdown and JSON."""
    services = open_services()
    report = export(services.home, services.database, folder)
    if as_json:
        print_json({"folder": str(folder), **vars(report)})
    else:
        say(f"{folder}: {plural(report.files, 'file')}, {plural(report.rows, 'row')}.")
