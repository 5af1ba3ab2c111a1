"""The files beside the messages: lists, pages that describe one person or channel, uploads."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from ingest.threads.platforms.fields import record, records
from ingest.threads.platforms.json_files import load_json
from ingest.threads.platforms.slack.workspace import (
    Workspace,
    learn_channel,
    learn_channels,
    learn_people,
)

if TYPE_CHECKING:
    from ingest.threads.base import Tally
    from ingest.threads.export import ExportFile

__all__ = ["folder_of", "is_list", "learn"]

_LISTS = ("channels", "groups", "dms", "mpims")


def is_list(file: ExportFile) -> bool:
    """Whether a file lists people or channels."""
    return PurePosixPath(file.basename).stem in {*_LISTS, "users"}


def learn(file: ExportFile, workspace: Workspace, tally: Tally) -> None:
    """People and channels, from the lists and from pages that describe one."""
    if not file.basename.lower().endswith(".json"):
        _learn_upload(file, workspace)
    elif is_list(file):
        kind, held = PurePosixPath(file.basename).stem, records(load_json(file, tally))
        if kind == "users":
            learn_people(held, workspace)
        else:
            learn_channels(held, kind, workspace)
    elif file.head(1) == b"{" and b'"messages"' not in file.head():
        _learn_page(file, load_json(file, tally), workspace)


def _learn_upload(file: ExportFile, workspace: Workspace) -> None:
    """Tools that fetch files put the file's id into the path: ``F012AB/name``, ``F012AB-name``."""
    for part in PurePosixPath(file.name).parts:
        identifier = part.partition("-")[0]
        if len(identifier) > 5 and identifier[0] == "F" and identifier.isalnum():
            workspace.uploads.setdefault(identifier, file.path)


def _learn_page(file: ExportFile, page: object, workspace: Workspace) -> None:
    learn_people([record(page, "user")], workspace)
    channel = record(page, "channel")
    if channel:
        learn_channel(folder_of(file), channel, workspace)


def folder_of(file: ExportFile) -> str:
    """The folder that a file is in, which Slack names after the channel."""
    return PurePosixPath(file.name).parent.name or "channel"
