"""Export: the instance as plain files that outlive the software."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from kb import tables
from kb.backup import BackupReport
from kb.errors import UsageFault
from kb.files import copy_atomic, home_fault, write_atomic
from kb.owned import owned_files

if TYPE_CHECKING:
    from pathlib import Path

    from kb.db import Database
    from kb.home import Home

README = """# An export of a Wellspring knowledge base

- `content/`: every document and reading list as Markdown with YAML front matter, one folder a hub.
- `originals/`: the files they were converted from, named by the SHA-256 of their bytes, which a
  document's front matter states under `source`.
- `tables/`: every table of the database as JSON, one list of rows a file.

Nothing here needs Wellspring to be read.
"""


def export(home: Home, database: Database, folder: Path) -> BackupReport:
    """Write everything to a folder, consistent while the instance serves.

    Raises:
        UsageFault: the folder holds something already.
        HomeFault: the folder cannot be written.
    """
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise UsageFault(f"{folder} is not an empty folder", "Name a new one.")
    except OSError as error:
        raise home_fault(error, f"Reading {folder}") from error
    files = rows = size = 0
    with home.locked_library():
        for name, path in owned_files(home):
            copy_atomic(path, folder / name)
            files, size = files + 1, size + (folder / name).stat().st_size
        with database.snapshot() as connection:
            for table in tables.reflect(connection):
                records = [json.loads(line) for line in tables.dump(connection, table)]
                text = json.dumps(records, indent=1, ensure_ascii=False)
                write_atomic(folder / "tables" / f"{table.name}.json", text + "\n")
                rows += len(records)
        write_atomic(folder / "README.md", README)
    return BackupReport(files, rows, size)
