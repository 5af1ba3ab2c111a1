"""What an export of Mattermost says of people and channels."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ingest.threads.base import SourcePerson
from ingest.threads.platforms import fields

if TYPE_CHECKING:
    from ingest.threads.platforms.fields import Record

__all__ = ["Server"]

_OPEN = "O"  # channels of every other kind are private, of a group or of two people


@dataclass
class Server:
    """What an export says of people and channels.

    Attributes:
        people: by user name and by id.
        names: of channels, by key.
        closed: keys of private channels.
    """

    people: dict[str, SourcePerson] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    closed: set[str] = field(default_factory=set)

    def learn_person(self, user: Record) -> None:
        """A user of a bulk export or of a page."""
        handle = fields.field(user, "username")
        full = f"{fields.field(user, 'first_name')} {fields.field(user, 'last_name')}".strip()
        names = (full, fields.field(user, "nickname"), handle)
        person = SourcePerson(
            name=next((name for name in names if name), ""),
            email=fields.field(user, "email"),
            handle=handle,
            aliases=tuple(dict.fromkeys(name for name in names if name)),
        )
        self.people |= {handle: person, fields.field(user, "id") or handle: person}

    def learn_channel(self, key: str, channel: Record) -> None:
        """A channel of a bulk export or of a page."""
        self.names[key] = fields.field(channel, "display_name", "name")
        if fields.field(channel, "type") != _OPEN:
            self.closed.add(key)

    def person(self, known_as: str) -> SourcePerson:
        """Somebody by user name or id."""
        return self.people.get(known_as) or SourcePerson(handle=known_as)
