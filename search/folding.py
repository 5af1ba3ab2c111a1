"""Near-duplicates in one place: the same report twice, a chapter and the book that it is in.

A document is folded into a better one where what it would show is shown already: where most of its
best passage's runs of four words (shingles: Broder 1997, "On the resemblance and containment of
documents") stand in the better one's passages. Over the sample documents that share is under 0.1
for documents of their own and over 0.5 for chapters of the EPANET manual against the manual, whose
passages are cut at other places; little lies between. A translation shares no runs of words.

Only the first documents are compared, whatever page is asked for, so that no page depends on
another and nothing is shown twice or left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from search.found import Found
    from search.fusion import Group
    from search.store import StoredPassage

AMONG = 30  # documents from the best on: three pages
RUN = 4  # words
SHARE = 0.6  # of a passage's runs
FEWEST = 8  # runs that tell a text
SHOWN = 3  # passages of one document on a page of results
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Place:
    """One place in the results.

    Attributes:
        group: the document shown, with its passages.
        same: ids of documents that say the same there, best first.
    """

    group: Group
    same: tuple[str, ...] = ()

    @property
    def documents(self) -> tuple[str, ...]:
        """Ids of all of them."""
        return (self.group.document_id, *self.same)


def folded(found: Found) -> list[Place]:
    """The documents found, best first, each near-duplicate with the better one."""
    first, rest = found.groups[:AMONG], found.groups[AMONG:]
    own = {group.document_id: text_of(found, group) for group in first}
    stored = found.read(one for ids in own.values() for one in ids)
    places: list[Place] = []
    shown: list[set[tuple[str, ...]]] = []
    for group in first:
        parts = [_runs(stored, one) for one in own[group.document_id]]
        into = next((i for i, seen in enumerate(shown) if _covered(parts, seen)), None)
        if into is None:
            places.append(Place(group))
            shown.append(set().union(*parts))
        else:
            better = places[into]
            places[into] = Place(better.group, (*better.same, group.document_id))
    return [*places, *map(Place, rest)]


def text_of(found: Found, group: Group) -> list[int]:
    """Ids of the best passages of a document's own text, best first."""
    return [item.id for item in group.passages if item.id not in found.about][:SHOWN]


def _covered(parts: list[set[tuple[str, ...]]], seen: set[tuple[str, ...]]) -> bool:
    """Whether most of the first passage is among what is seen."""
    best = parts[0] if parts else set()
    return len(best) >= FEWEST and len(best & seen) >= SHARE * len(best)


def _runs(stored: Mapping[int, StoredPassage], identity: int) -> set[tuple[str, ...]]:
    words = _WORD.findall(stored[identity].text.casefold()) if identity in stored else []
    return set(zip(*(words[start:] for start in range(RUN)), strict=False))
