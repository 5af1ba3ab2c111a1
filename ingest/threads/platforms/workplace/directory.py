"""The groups and the people that an export names."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ingest.threads.base import SourcePerson

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Directory", "Group"]


@dataclass(frozen=True)
class Group:
    """A group: what it is called, and ``OPEN``, ``CLOSED`` or ``SECRET``, empty where unknown."""

    name: str
    privacy: str = ""


class Directory:
    """Grows with the numbers of groups and of people, not with what they wrote."""

    def __init__(self) -> None:
        """Nobody and nothing known yet."""
        self._groups: dict[str, Group] = {}
        self._privacy: dict[str, str] = {}
        self._by_handle: dict[str, SourcePerson] = {}
        self._by_name: dict[str, set[tuple[str, str]]] = {}

    @property
    def group_names(self) -> Iterable[str]:
        """Names of all groups."""
        return self._privacy

    @property
    def people_names(self) -> Iterable[str]:
        """Names of all people, as first written."""
        return self._by_name

    def add_group(self, name: str, identity: str = "", privacy: str = "") -> None:
        """Note a group; one that was said to be secret anywhere stays that."""
        if identity:
            known = self._groups.get(identity, Group(""))
            self._groups[identity] = Group(name or known.name, _closer(known.privacy, privacy))
        if name:
            self._privacy[name] = _closer(self._privacy.get(name, ""), privacy)

    def add_person(self, person: SourcePerson) -> None:
        """Note a person."""
        if person.handle:
            known = self._by_handle.get(person.handle, SourcePerson())
            email = known.email or person.email.lower()
            name = known.name or person.name
            self._by_handle[person.handle] = SourcePerson(name, email, person.handle)
        if person.name:
            self._by_name.setdefault(person.name, set())
            if person.email or person.handle:
                self._by_name[person.name].add((person.email.lower(), person.handle))

    def group_name(self, identity: str) -> str:
        """What a group is called; empty where the export does not say."""
        return self._groups.get(identity, Group("")).name

    def is_secret(self, identity: str, name: str) -> bool:
        """Whether a group is known to be secret, by its id, or by its name where it has no id."""
        privacy = self._groups[identity].privacy if identity in self._groups else ""
        return (privacy or self._privacy.get(name, "")) == "SECRET"

    def known(self, person: SourcePerson) -> SourcePerson:
        """The person with what the rest of the export says about them.

        By their id; by their name only where they have none and nobody else is called so.
        """
        if person.handle:
            noted = self._by_handle.get(person.handle, person)
            return replace(
                person, name=person.name or noted.name, email=person.email or noted.email
            )
        if person.email or len(identified := self._by_name.get(person.name, set())) == 0:
            return person
        emails = {email for email, _ in identified if email}
        handles = {handle for _, handle in identified if handle}
        if len(emails) > 1 or len(handles) > 1:
            return person
        return replace(person, email=next(iter(emails), ""), handle=next(iter(handles), ""))


def _closer(known: str, said: str) -> str:
    return known if known == "SECRET" else said.upper() or known
