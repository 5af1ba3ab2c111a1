"""What a search address asks for, whatever was typed into it: never an error, at worst a note."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, cast, get_args
from urllib.parse import urlencode

from kb.library.document import KINDS
from kb.library.entry import LANGUAGE
from kb.queries import Filters
from search.results import Mode
from web.translation import gettext, in_digits, lazy_gettext

if TYPE_CHECKING:
    from collections.abc import Collection

    from werkzeug.datastructures import MultiDict

LONGEST_QUERY = 1000
MOST_VALUES = 20
LAST_PAGE = 100
PAGE_SIZE = 10
MODES: tuple[Mode, ...] = get_args(Mode)
FACETS = ("hub", "kind", "language", "country", "year", "verified")
_LEFT_OUT = {
    "hub": lazy_gettext("There is no hub “%(value)s”: this filter was left out."),
    "kind": lazy_gettext("There is no kind “%(value)s”: this filter was left out."),
    "language": lazy_gettext("There is no language “%(value)s”: this filter was left out."),
    "country": lazy_gettext("There is no country “%(value)s”: this filter was left out."),
    "year": lazy_gettext("There is no year “%(value)s”: this filter was left out."),
    "verified": lazy_gettext("There is no verified “%(value)s”: this filter was left out."),
}

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")
_YES, _NO = {"yes", "true", "1"}, {"no", "false", "0"}


@dataclass(frozen=True)
class SearchRequest:
    """A search as asked for.

    Attributes:
        query: cleaned text, at most `LONGEST_QUERY` characters.
        chosen: ``(facet, value)`` pairs, each valid, each once.
        mode: which sides of the index to ask.
        page: from 1.
        notes: what was left out, a sentence each.
    """

    query: str = ""
    chosen: tuple[tuple[str, str], ...] = ()
    mode: Mode = "hybrid"
    page: int = 1
    notes: tuple[str, ...] = ()

    @classmethod
    def of(cls, arguments: MultiDict[str, str], hub_ids: Collection[str]) -> SearchRequest:
        """Read an address's arguments; what cannot be meant is left out with a note."""
        notes: list[str] = []
        query = clean_query(arguments.get("q", ""), notes)
        chosen: dict[tuple[str, str], None] = {}
        for facet in FACETS:
            for given in arguments.getlist(facet)[:MOST_VALUES]:
                value = _value(facet, given.strip(), hub_ids)
                if value is not None:
                    chosen[facet, value] = None
                elif given.strip():
                    notes.append(str(_LEFT_OUT[facet]) % {"value": shown_value(given)})
        mode = arguments.get("mode", "hybrid")
        if mode not in MODES:
            notes.append(
                gettext("There is no such way of searching: both words and meaning were used.")
            )
            mode = "hybrid"
        page = _page(arguments.get("page", "1"), notes)
        return cls(query, tuple(chosen), cast("Mode", mode), page, tuple(dict.fromkeys(notes)))

    @property
    def offset(self) -> int:
        """How many hits come before this page."""
        return (self.page - 1) * PAGE_SIZE

    @property
    def filters(self) -> Filters:
        """The chosen values as the searcher takes them."""
        values: dict[str, Any] = {facet: self.values(facet) for facet in FACETS[:4]}
        verified = {value == "yes" for value in self.values("verified")}
        return Filters(
            **values,
            year=tuple(int(value) for value in self.values("year")),
            verified=verified.pop() if len(verified) == 1 else None,
        )

    def values(self, facet: str) -> tuple[str, ...]:
        """The chosen values of one facet."""
        return tuple(value for name, value in self.chosen if name == facet)

    def url(self, **changes: Any) -> str:
        """Address of this search with fields changed."""
        asked = replace(self, **changes)
        pairs = [("q", asked.query), *asked.chosen]
        if asked.mode != "hybrid":
            pairs.append(("mode", asked.mode))
        if asked.page > 1:
            pairs.append(("page", str(asked.page)))
        return "/search?" + urlencode(pairs)

    def toggle_url(self, facet: str, value: str) -> str:
        """Address with a filter added, or removed where it is chosen; starts at page 1."""
        pair = (facet, normal_value(facet, value))
        without = tuple(item for item in self.chosen if item != pair)
        chosen = without if pair in self.chosen else (*self.chosen, pair)
        return self.url(chosen=chosen, page=1)

    def has(self, facet: str, value: str) -> bool:
        """Whether a filter is chosen."""
        return (facet, normal_value(facet, value)) in self.chosen


def clean_query(given: str, notes: list[str]) -> str:
    """A query without control characters, at most `LONGEST_QUERY` long, else with a note."""
    query = " ".join(_CONTROL.sub(" ", given).split())
    if len(query) > LONGEST_QUERY:
        most = in_digits(LONGEST_QUERY)
        notes.append(
            gettext("Only the first %(number)s characters of the question were used.", number=most)
        )
    return query[:LONGEST_QUERY].rstrip()


def shown_value(given: str) -> str:
    """What was typed, short and without control characters, to be shown in a note."""
    return _CONTROL.sub(" ", given)[:40]


def normal_value(facet: str, value: str) -> str:
    """One spelling for each filter value, so that chosen ones are recognised."""
    if facet == "verified":
        return "yes" if value.lower() in _YES else "no"
    return value.upper() if facet == "country" else value


def _value(facet: str, given: str, hub_ids: Collection[str]) -> str | None:
    """A filter value in its one spelling; ``None`` where it cannot be one."""
    valid = {
        "hub": given in hub_ids,
        "kind": given in KINDS,
        "language": len(given) <= 35 and re.fullmatch(LANGUAGE, given) is not None,
        "country": re.fullmatch(r"[A-Za-z]{2}", given) is not None,
        "year": re.fullmatch(r"[12][0-9]{3}", given) is not None,
        "verified": given.lower() in _YES | _NO,
    }
    return normal_value(facet, given) if valid[facet] else None


def _page(given: str, notes: list[str]) -> int:
    if re.fullmatch(r"[0-9]{1,4}", given) and 1 <= int(given) <= LAST_PAGE:
        return int(given)
    shown = _CONTROL.sub(" ", given)[:20]
    notes.append(gettext("There is no page “%(page)s”: this is the first.", page=shown))
    return 1
