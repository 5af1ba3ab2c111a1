"""A folder of Workplace exports becomes exactly the Markdown that is kept beside this file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ingest.threads.run import ImportJob, ThreadImport
from ingest.threads.writing import HubChoice
from tests.ingest.threads.workplace_folder import make_folder

if TYPE_CHECKING:
    from ingest.threads.report import ImportReport
    from tests.instance import Instance

EXPECTED = Path(__file__).with_name("expected") / "workplace"
HUB = "water-distribution"


def imported(library: Instance, folder: Path) -> ImportReport:
    """Import a folder, its platform found out."""
    library.home.people_key.write_text("0123456789abcdef" * 4)
    run = ThreadImport(library.home, library.library, library.database)
    return run.run(ImportJob(folder, HUB), lambda _: HubChoice(HUB))


def written(library: Instance) -> dict[str, bytes]:
    """The threads' files by their names."""
    rows = [row for row in library.rows().values() if row.kind == "thread"]
    return {Path(row.path).name: (library.home.content / row.path).read_bytes() for row in rows}


def test_the_folder_becomes_the_expected_markdown(library: Instance, tmp_path: Path) -> None:
    """Byte for byte; and what is counted adds up."""
    report = imported(library, make_folder(tmp_path / "export"))
    assert report.platform == "workplace"
    assert report.input_posts == report.posts + sum(report.skipped.values())
    expected = {path.name: path.read_bytes() for path in EXPECTED.glob("*.md")}
    assert written(library) == expected


def test_again_nothing_is_new(library: Instance, tmp_path: Path) -> None:
    """The same folder, and the same in another place."""
    imported(library, make_folder(tmp_path / "export"))
    before = written(library)
    imported(library, make_folder(tmp_path / "elsewhere" / "export"))
    assert written(library) == before
