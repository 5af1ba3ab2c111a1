"""``kb convert``: one file as Markdown on standard output."""

from __future__ import annotations

from pathlib import Path

import click

from ingest.sandbox import Sandbox
from kb.errors import UsageFault
from kb.settings import Settings
from web.cli.common import json_option, print_json, say


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@json_option
def command(*, file: Path, as_json: bool) -> None:
    """Print FILE as Markdown; changes nothing and needs no home folder."""
    if not file.is_file():
        raise UsageFault(f"There is no file {file}", "Check the path.")
    document = Sandbox(Settings.load()).convert(file, file.name)
    if as_json:
        print_json(vars(document))
        return
    click.echo(document.markdown, nl=False)
    for warning in document.warnings:
        say(f"kb: {warning}")
