"""What a Yammer export's lists say: people, groups, files, best answers."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from ingest.threads.base import SourceAttachment, SourcePerson, Tally
from ingest.threads.platforms.delimited import rows
from ingest.threads.platforms.headings import plain_heading

if TYPE_CHECKING:
    from ingest.threads.export import Export
    from ingest.threads.platforms.delimited import Row

__all__ = ["YES", "Network", "network_of"]

YES = frozenset({"true", "yes", "1", "t"})
_NO = frozenset({"false", "no", "0", "f"})
_UNLISTED = re.compile(r"unlisted|secret|hidden", re.IGNORECASE)


@dataclass
class Network:
    """What the lists beside the messages say, by id.

    Attributes:
        secret: groups that only their members know of.
        untold: private groups of which no list says whether others know of them.
    """

    people: dict[str, SourcePerson] = field(default_factory=dict)
    groups: dict[str, str] = field(default_factory=dict)
    secret: set[str] = field(default_factory=set)
    untold: set[str] = field(default_factory=set)
    files: dict[str, SourceAttachment] = field(default_factory=dict)
    best: set[str] = field(default_factory=set)


def network_of(export: Export, tally: Tally) -> Network:
    """All that stands beside the messages."""
    network = Network()
    for file in export.matching("users*.csv"):
        for row in rows(file, tally, plain_heading):
            name, email = row.get("name", "full_name"), row.get("email")
            handle = row.get("id", "user_id")
            network.people[handle] = SourcePerson(name, email, handle, (name,) if name else ())
    for file in export.matching("groups*.csv"):
        for row in rows(file, tally, plain_heading):
            _learn_group(row, network)
    by_name = {file.name: file.path for file in export.files}
    for file in export.matching("files*.csv"):
        folder = PurePosixPath(file.name).parent
        for row in rows(file, tally, plain_heading):
            held = _held(by_name, folder, row)
            name = row.get("name", "file_name", "original_filename") or "file"
            network.files[row.get("file_id", "id")] = SourceAttachment(name, held)
    for file in export.matching("bestreplymessage*.csv"):
        network.best |= {row.get("message_id", "id") for row in rows(file, tally, plain_heading)}
    return network


def _learn_group(row: Row, network: Network) -> None:
    """A group: private ones let people in who ask, and unlisted ones nobody can ask about."""
    group, listed = row.get("id"), row.get("show_in_directory").lower()
    network.groups[group] = row.get("name", "full_name")
    unlisted = any(row.get(name).lower() in YES for name in ("unlisted", "secret"))
    if listed in _NO or unlisted or _UNLISTED.search(row.get("privacy")):
        network.secret.add(group)
    elif not listed and (
        row.get("privacy").lower() == "private" or row.get("private").lower() in YES
    ):
        network.untold.add(group)


def _held(by_name: dict[str, Path], folder: PurePosixPath, row: Row) -> Path | None:
    """A file's bytes, where the export has them: at its path, or in ``files/`` under its id."""
    identifier, ending = row.get("file_id", "id"), PurePosixPath(row.get("name")).suffix
    near = (row.get("path"), f"files/{identifier}{ending}", f"Files/{identifier}{ending}")
    return next((by_name[n] for n in (str(folder / p) for p in near if p) if n in by_name), None)
