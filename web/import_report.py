"""The report of an import as a page that stands alone: one file, no script, nothing fetched."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Template

    from ingest.threads.report import ImportReport

MOST_ROWS = 2000  # of a list; the whole of it is in the JSON


def report_page(report: ImportReport) -> str:
    """The page, in English as the command is."""
    return _template().render(report=report, most=MOST_ROWS)


@cache
def _template() -> Template:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    folder = Path(__file__).with_name("reports")
    environment = Environment(
        loader=FileSystemLoader(folder), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    return environment.get_template("import.html")
