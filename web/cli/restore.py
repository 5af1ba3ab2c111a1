"""``kb restore``: a backup back into a home folder."""

from __future__ import annotations

from pathlib import Path

import click

from kb.catalogue import sync_catalogue
from kb.restore import restore
from kb.settings import Settings
from web.cli.common import json_option, plural, print_json, say, sync_index
from web.services import Services


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@json_option
def command(*, file: Path, as_json: bool) -> None:
    """Put the backup FILE into the home folder, which must be new or empty, and index it."""
    settings = Settings.load()
    services = Services.of(settings)
    report = restore(file, services.home, settings.database_url)
    sync_catalogue(services.database, services.library, services.home)  # of an older version
    sync_index(services)
    if as_json:
        print_json({"home": str(services.home.root), **vars(report)})
    else:
        say(f"{services.home.root}: {plural(report.files, 'file')}, {plural(report.rows, 'row')}.")
