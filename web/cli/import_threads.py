"""``kb import``: discussion archives of other platforms into the library."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ingest.threads.base import ImportOptions
from ingest.threads.importers import IMPORTERS
from web.cli.common import json_option, open_services, plural, print_json, progress_bar, say
from web.hub_proposal import AUTO, hub_chooser

if TYPE_CHECKING:
    from ingest.threads.report import ImportReport
    from ingest.threads.run import ImportJob, Progress

PEOPLE = ("keep", "initials", "pseudonym")


@click.command("import")
@click.argument("arguments", nargs=-1, required=True, metavar="[PLATFORM] PATH")
@click.option("--hub", required=True, help=f"Hub the threads go to, or `{AUTO}` to propose one.")
@click.option(
    "--hub-otherwise", help=f"With `--hub {AUTO}`, the hub of threads whose own is unsure."
)
@click.option(
    "--people", type=click.Choice(PEOPLE), default="pseudonym", show_default=True,
    help="How people are called.",
)  # fmt: skip
@click.option("--keep-contacts", is_flag=True, help="Leave e-mail addresses and phone numbers.")
@click.option("--day-first/--month-first", default=None, help="Order in dates; else found out.")
@click.option("--timezone", default="UTC", show_default=True, help="Of times that do not say.")
@click.option(
    "--silence", type=click.FloatRange(0.1, 10_000), default=12.0, show_default=True,
    help="In chats, the hours without a message that end a thread.",
)  # fmt: skip
@click.option("--dry-run", is_flag=True, help="Change nothing, report all the same.")
@click.option(
    "--report", type=click.Path(path_type=Path, dir_okay=False), help="Also write it as a page."
)
@click.option(
    "--template", type=click.Choice(["csv"]), expose_value=False, is_eager=True,
    callback=lambda ctx, _option, asked: _print_template(ctx) if asked else None,
    help="Print a table to fill in, which `kb import csv` reads, and do nothing else.",
)  # fmt: skip
@json_option
def command(
    *, arguments: tuple[str, ...], hub: str, hub_otherwise: str | None, as_json: bool,
    report: Path | None, **asked: Any,
) -> int:  # fmt: skip
    """Turn an export of another platform into threads of the library.

    PLATFORM is one of those that docs/importing.md names; left out, it is found out. PATH is a
    file, a folder or an archive. Importing again adds only what is new. Exit code 0: all in; 3:
    some of it could not be read.
    """
    from web.pipeline import thread_import

    job = _job(arguments, hub, hub_otherwise, asked)
    services = open_services()
    choose = hub_chooser(services, hub, hub_otherwise)
    with progress_bar("Importing") as bar:
        done = thread_import(services).run(job, choose, _told(bar))
    if not job.dry_run:
        from web.cli.common import sync_index

        sync_index(services)
    if report is not None:
        from kb.files import write_atomic
        from web.import_report import report_page

        write_atomic(report.absolute(), report_page(done))
    if as_json:
        print_json(done.as_json())
    else:
        print_report(done)
    return 0 if done.complete else 3


def _print_template(context: click.Context) -> None:
    from ingest.threads.platforms.tables import template

    click.echo(template(), nl=False)
    context.exit()


def _job(
    arguments: tuple[str, ...], hub: str, otherwise: str | None, asked: dict[str, Any]
) -> ImportJob:
    from ingest.threads.run import ImportJob, require_zone

    if len(arguments) > 2:
        raise click.UsageError("Give a platform and a path, or a path alone.")
    *platform, path = arguments
    if platform and platform[0] not in IMPORTERS:
        known = ", ".join(IMPORTERS)
        raise click.UsageError(f"There is no importer `{platform[0]}`. Importers: {known}.")
    require_zone(asked["timezone"])
    options = ImportOptions(asked["day_first"], asked["timezone"], asked["silence"])
    return ImportJob(
        path=Path(path).absolute(),
        hub=f"{hub} {otherwise or ''}".strip(),
        platform=platform[0] if platform else None,
        people=asked["people"],
        keep_contacts=asked["keep_contacts"],
        options=options,
        dry_run=asked["dry_run"],
    )


def _told(bar: Any) -> Progress:
    return lambda done, name: bar(done, None, name)


def print_report(report: ImportReport) -> None:
    """What was imported and what was not, in a few lines for a person."""
    if report.known:
        say("This export was imported before, and all of it is still there.")
    verb = "would be" if report.dry_run else "are"
    say(
        f"{report.platform}: {plural(report.threads, 'thread')} with {plural(report.posts, 'post')}"
        f" by {report.people:,} people {verb} in the library; {report.new_threads:,} new,"
        f" {report.updated_threads:,} updated, {plural(report.new_posts, 'new post')}."
    )
    if report.attachments or report.missing_attachments:
        say(f"{plural(report.attachments, 'attachment')}, {report.missing_attachments:,} missing.")
    for reason, count in report.skipped.most_common():
        say(f"Left out: {plural(count, 'post')}: {reason}.")
    for note, count in report.notes.most_common():
        say(f"{note[:1].upper()}{note[1:]}: {count:,}.")
    if report.edited:
        say(f"Edited by hand and kept: {', '.join(report.edited)}.")
    unsure = sum(one["confidence"] < 0.5 for one in report.hubs)
    if report.hubs:
        say(f"Hubs proposed for {plural(len(report.hubs), 'thread')}, {unsure:,} of them unsure.")
    for name, reason in [*report.faults, *report.left_out]:
        say(f"{name}: {reason}")
