"""What is wrong with an instance, over all its parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.jobs import abandoned
from kb.checks import SYNC, Fault, check_library

if TYPE_CHECKING:
    from web.services import Services


def find_faults(services: Services) -> list[Fault]:
    """Every way in which files, database and index disagree; empty when all is well."""
    faults = check_library(services.home, services.library, services.database)
    for journal in abandoned(services.home.jobs):
        faults.append(
            Fault("unfinished-run", f"An ingest run was not finished ({journal.stem})", SYNC)
        )
    return faults + services.indexer.check()
