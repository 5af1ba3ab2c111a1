"""``kb settings``: every setting, its value here, and what it does."""

from __future__ import annotations

import os

import click
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from kb.settings import Settings
from web.cli.common import json_option, print_json


@click.command("settings")
@json_option
def command(*, as_json: bool) -> None:
    """Show every setting, its value and what it does; passwords are left out."""
    settings = Settings.load()
    rows = [
        {
            "name": f"KB_{name.upper()}",
            "value": _shown(name, getattr(settings, name)),
            "set": f"KB_{name.upper()}" in os.environ,
            "description": field.description or "",
        }
        for name, field in Settings.model_fields.items()
    ]
    if as_json:
        print_json({"settings": rows})
        return
    for row in rows:
        click.echo(f"{row['name']}={row['value']}{'' if row['set'] else '  (default)'}")
        click.echo(click.wrap_text(str(row["description"]), 76, "    ", "    "))


def _shown(name: str, value: object) -> str:
    """A value as it may be printed."""
    text = "" if value is None else str(value)
    if name != "database_url" or not text:
        return text
    try:
        return make_url(text).render_as_string(hide_password=True)
    except ArgumentError:
        return "(not an address)"
