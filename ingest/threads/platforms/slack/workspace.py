"""What an export of Slack says of people and channels."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ingest.threads.base import SourcePerson
from ingest.threads.platforms import fields
from ingest.threads.platforms.fields import Record, record

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["Workspace", "learn_channel", "learn_channels", "learn_people"]


@dataclass
class Workspace:
    """What the lists of an export say.

    Attributes:
        people: by id.
        ids: of channels, by folder.
        names: of channels, by id.
        public: folders of channels that everybody could read; ``None`` where no list says it.
        closed: folders of private channels and conversations.
        uploads: files that came with the export, by the id in their path.
    """

    people: dict[str, SourcePerson] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    public: set[str] | None = None
    closed: set[str] = field(default_factory=set)
    uploads: dict[str, Path] = field(default_factory=dict)

    def is_private(self, folder: str) -> bool:
        """Whether a folder is of a private conversation, or of none that is known as public."""
        if folder in self.closed:
            return True
        if self.public is not None:
            return folder not in self.public
        return folder.startswith("mpdm-") or (folder[:1] == "D" and folder.isupper())


def learn_people(users: list[Record], workspace: Workspace) -> None:
    """Note users, from a list of them or from a page about one."""
    for user in users:
        profile = record(user, "profile")
        handle = fields.field(user, "name")
        shown = fields.field(profile, "display_name")
        name = fields.field(profile, "real_name") or fields.field(user, "real_name")
        identifier = fields.field(user, "id")
        if identifier:
            workspace.people[identifier] = SourcePerson(
                name=name or shown or handle,
                email=fields.field(profile, "email"),
                handle=identifier,
                aliases=tuple(dict.fromkeys(alias for alias in (name, shown, handle) if alias)),
            )


def learn_channels(channels: list[Record], kind: str, workspace: Workspace) -> None:
    """Note the channels of a list; ``kind`` is the list's name, and says who could read them."""
    if kind == "channels":
        workspace.public = workspace.public or set()
    for channel in channels:
        folder = fields.field(channel, "name") or fields.field(channel, "id")
        learn_channel(folder, channel, workspace)
        if kind != "channels":
            workspace.closed |= {folder, fields.field(channel, "id")}
        elif workspace.public is not None:
            workspace.public.add(folder)


def learn_channel(folder: str, channel: Record, workspace: Workspace) -> None:
    """Note one channel, whose messages are in ``folder``."""
    chat = workspace.ids[folder] = fields.field(channel, "id") or folder
    workspace.names[chat] = fields.field(channel, "name") or folder
    if any(channel.get(mark) is True for mark in ("is_private", "is_im", "is_mpim")):
        workspace.closed.add(folder)
