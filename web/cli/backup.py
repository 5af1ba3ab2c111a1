"""``kb backup``: everything in one file."""

from __future__ import annotations

from pathlib import Path

import click

from kb.backup import back_up
from web.cli.common import json_option, open_services, plural, print_json, say


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@json_option
def command(*, file: Path, as_json: bool) -> None:
    """Write everything the instance owns into FILE, a zip file, while it serves.

    The index and the models are left out: `kb restore` makes them again.
    """
    services = open_services()
    report = back_up(services.home, services.database, file)
    if as_json:
        print_json({"file": str(file), **vars(report)})
    else:
        say(f"{file}: {plural(report.files, 'file')}, {plural(report.rows, 'row')}, "
            f"{report.bytes / 1e6:.1f} MB.")  # fmt: skip
