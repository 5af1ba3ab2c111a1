"""``kb hubs``: the communities of practice."""

from __future__ import annotations

import click

from kb import queries
from web.cli.common import json_option, open_services, print_json, say


@click.command("hubs")
@json_option
def command(*, as_json: bool) -> None:
    """List the hubs with how many documents each holds."""
    with open_services().database.reading() as session:
        hubs, sizes = queries.hubs(session), queries.hub_sizes(session)
    rows = [
        {
            "id": hub.id,
            "title": hub.title,
            "summary": hub.summary,
            "documents": sizes.get(hub.id, 0),
        }
        for hub in hubs
    ]
    if as_json:
        print_json({"hubs": rows})
    elif rows:
        width = max(len(hub.id) for hub in hubs)
        for row in rows:
            click.echo(f"{row['id']:<{width}}  {row['documents']:>6,}  {row['title']}")
    else:
        say("No hubs yet. Write content/<id>/hub.md in the home folder and run `kb sync`.")
