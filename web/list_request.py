"""Which reading lists an address asks for, whatever was typed: never an error, at worst a note."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kb.library import LEVELS
from web.search_request import shown_value
from web.translation import lazy_gettext

if TYPE_CHECKING:
    from collections.abc import Collection

    from werkzeug.datastructures import MultiDict

TIMES = (30, 60, 120)
"""Longest minutes that one can choose."""
_LEFT_OUT = {
    "hub": lazy_gettext("There is no choice “%(value)s” for hub: this filter was left out."),
    "level": lazy_gettext("There is no choice “%(value)s” for level: this filter was left out."),
    "minutes": lazy_gettext(
        "There is no choice “%(value)s” for minutes: this filter was left out."
    ),
}


@dataclass(frozen=True)
class ListRequest:
    """Reading lists as asked for; ``None`` does not narrow.

    Attributes:
        hub: a hub's id.
        level: one of `LEVELS`.
        longest: one of `TIMES`, the minutes a whole list may take.
        notes: what was left out, a sentence each.
    """

    hub: str | None = None
    level: str | None = None
    longest: int | None = None
    notes: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, arguments: MultiDict[str, str], hub_ids: Collection[str]) -> ListRequest:
        """Read an address's arguments; what cannot be meant is left out with a note."""
        notes: list[str] = []
        choices = {"hub": hub_ids, "level": LEVELS, "minutes": [str(time) for time in TIMES]}
        chosen: dict[str, str | None] = {}
        for name, values in choices.items():
            given = arguments.get(name, "").strip()
            chosen[name] = given if given in values else None
            if given and given not in values:
                notes.append(str(_LEFT_OUT[name]) % {"value": shown_value(given)})
        longest = int(chosen["minutes"]) if chosen["minutes"] else None
        return cls(chosen["hub"], chosen["level"], longest, notes)

    @property
    def filters(self) -> dict[str, Any]:
        """As `kb.queries.reading_lists` takes them."""
        return {"hub": self.hub, "level": self.level, "longest": self.longest}

    def __bool__(self) -> bool:
        """Whether anything is narrowed."""
        return any(value is not None for value in self.filters.values())
