"""The ``kb`` command. Each subcommand is a module here, imported only when it is called."""

from __future__ import annotations

import importlib
import sys

import click

from kb.errors import KbError
from kb.files import home_fault

COMMANDS = {
    "ask": "Quote the sentences that answer a question, with their sources.",
    "backup": "Write everything an instance owns into one file, while it serves.",
    "convert": "Print a file as Markdown; changes nothing.",
    "doctor": "Check files, database and index against one another.",
    "evaluate": "Measure search on sets of questions with known answers.",
    "export": "Copy the library to a folder, with catalogue and originals.",
    "forget": "Remove what a person wrote, for good.",
    "hubs": "List the hubs.",
    "import": "Turn an export of another platform into threads.",
    "ingest": "Convert files, folders and archives into the library.",
    "init": "Create or update the home folder; safe to repeat.",
    "reindex": "Build the index from nothing, beside the old one.",
    "restore": "Put a backup back into an empty home folder.",
    "search": "Find passages.",
    "serve": "Serve the site.",
    "settings": "Show every setting, its value and what it does.",
    "sync": "Bring catalogue and index in step with the files.",
}
# Where a command's module is called otherwise, as its name is a word of Python.
MODULES = {"import": "import_threads"}


class LazyGroup(click.Group):
    """A group that knows its commands by name and imports one when it is called."""

    def list_commands(self, _context: click.Context) -> list[str]:
        """Every command's name."""
        return sorted(COMMANDS)

    def get_command(self, _context: click.Context, name: str) -> click.Command | None:
        """Import the module of that name and return its ``command``."""
        if name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(
            f"web.cli.{MODULES.get(name, name)}"
        ).command
        return command

    def format_commands(self, _context: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing any of them."""
        with formatter.section("Commands"):
            formatter.write_dl(sorted(COMMANDS.items()))


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="wellspring", prog_name="kb")
def cli() -> None:
    """Wellspring: the knowledge base of a community of practice."""


def main(arguments: list[str] | None = None) -> None:
    """Run ``kb``. Exit codes: 0 done, 1 a fault was found, 2 wrong usage, 3 done in part."""
    try:
        code = cli.main(arguments, prog_name="kb", standalone_mode=False)
    except KbError as error:
        click.echo(f"kb: {error}", err=True)
        sys.exit(error.exit_code)
    except click.exceptions.Abort:
        click.echo("kb: stopped", err=True)
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except BrokenPipeError:
        sys.exit(0)
    except OSError as error:  # a disk that fails where nobody thought of it
        click.echo(f"kb: {home_fault(error, 'The command')}", err=True)
        sys.exit(1)
    sys.exit(code if isinstance(code, int) else 0)


if __name__ == "__main__":
    main()
