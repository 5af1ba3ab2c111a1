"""``kb init``: make or update a home folder."""

from __future__ import annotations

import click

from kb.catalogue import sync_catalogue
from kb.queries import count_documents
from kb.settings import Settings
from kb.starter import install_starter
from web.cli.common import plural, say, sync_index
from web.cli.sync import name_problems
from web.services import Services


@click.command()
@click.option("--no-starter", is_flag=True, help="Leave the starter library out.")
def command(*, no_starter: bool) -> None:
    """Create the home folder, migrate the database, load the starter library, build the index.

    Safe to repeat: documents that people have changed or deleted stay as they are.
    """
    services = Services.of(Settings.load())
    services.home.create()
    with services.home.locked_library():  # two at once would both make the same tables
        services.database.upgrade()
    if not no_starter:
        starter = install_starter(services.home)
        say(f"Starter library: {plural(len(starter.installed), 'file')} new, "
            f"{len(starter.updated)} renewed, {len(starter.kept)} of yours kept.")  # fmt: skip
    report = sync_catalogue(services.database, services.library, services.home)
    name_problems(report)
    index = sync_index(services)
    with services.database.reading() as session:
        total = count_documents(session)
    say(f"{services.home.root} is ready: {plural(total, 'document')}, "
        f"{plural(index.passages, 'passage')}.")  # fmt: skip
