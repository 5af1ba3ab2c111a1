"""Documentation is a test subject: settings, commands, options, modules and links are real."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from kb.settings import Settings
from web.cli import COMMANDS, cli
from web.docs import settings_page

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = sorted([*DOCS.glob("*.md"), *ROOT.glob("*.md")])
LINK = re.compile(r"\]\(([^)\s#]+)(?:#[^)]*)?\)")
CODE_PATH = re.compile(r"`((?:kb|ingest|search|web|tests|content|docs)/[\w./-]*[\w/])`")
OPTION = re.compile(r"`(--?[a-z][a-z-]*)`")
HELP = {"-h", "--help"}


def section(name: str) -> str:
    """What docs/commands.md says of one command."""
    text = (DOCS / "commands.md").read_text("utf-8")
    match = re.search(rf"^## `kb {name}\b.*?(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    return match[0] if match else ""


def options_of(name: str) -> set[str]:
    """Every spelling of every option of a command."""
    command = cli.get_command(click.Context(cli), name)
    assert command is not None
    options = [one for one in command.params if isinstance(one, click.Option)]
    return {spelling for one in options for spelling in (*one.opts, *one.secondary_opts)} - HELP


def test_settings_page_is_made_from_the_settings() -> None:
    """docs/settings.md is what `make docs` writes."""
    assert (DOCS / "settings.md").read_text("utf-8") == settings_page()


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_a_command_is_documented_with_its_options(name: str) -> None:
    """docs/commands.md has a section for each command that names exactly the options it has."""
    items = [line for line in section(name).splitlines() if line.startswith("- `")]
    documented = {option for line in items for option in OPTION.findall(line)}
    assert section(name), f"docs/commands.md has no section for kb {name}"
    assert documented == options_of(name)


def test_no_command_is_documented_that_is_none() -> None:
    """A section of docs/commands.md is about a command that exists."""
    text = (DOCS / "commands.md").read_text("utf-8")
    assert set(re.findall(r"^## `kb (\w+)", text, re.MULTILINE)) == set(COMMANDS)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_what_a_page_names_is_there(page: Path) -> None:
    """Links between pages lead somewhere, and paths and settings named in a page exist."""
    text = page.read_text("utf-8")
    links = [link for link in LINK.findall(text) if "://" not in link and not link.startswith("/")]
    assert [link for link in links if not (page.parent / link).exists()] == []
    assert [path for path in CODE_PATH.findall(text) if not (ROOT / path).exists()] == []
    named = {name.lower() for name in re.findall(r"\bKB_([A-Z_]+[A-Z])\b", text)}
    assert named - set(Settings.model_fields) == set()
