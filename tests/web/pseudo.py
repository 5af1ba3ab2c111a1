"""The site in a language made up for tests: Arabic, with every marked text in ⟦brackets⟧."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from babel.support import NullTranslations
from bs4 import BeautifulSoup, NavigableString, Tag
from bs4.element import PreformattedString
from flask_babel import Domain

from kb.catalogue import sync_catalogue
from kb.library.anchors import Anchor
from kb.queries import FacetValue
from kb.settings import Settings
from search.results import AnswerResult, PassageHit, Quote, SearchResults
from tests.web.fakes import FakeSearcher, FakeServices
from tests.web.greek_library import write_greek_library
from web.app import create_app

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from flask import Flask

_LATIN = re.compile(r"[A-Za-z]+(?:[ '’-][A-Za-z]+)*")
_ADDRESS = re.compile(r"https?://[^\s⟦⟧]+")
_SAID = ("aria-label", "aria-description", "placeholder", "title", "alt", "label")
_PASSAGE = PassageHit("Ροή.", "Η ροή.", ((2, 5),), ("Αρχή",), Anchor("page", 2), 1.0)
_FACETS = {
    "hub": ("hub-1", "hub-2"), "kind": ("guide", "thread"), "language": ("el", "ar"),
    "country": ("GR", "KE"), "year": ("2020", "2023"), "verified": ("yes", "no"),
}  # fmt: skip


class _Bracketed(NullTranslations):
    def ugettext(self, message: str) -> str:
        return f"⟦{message}⟧"

    def ungettext(self, singular: str, plural: str, number: int) -> str:
        return f"⟦{singular if number == 1 else plural}⟧"


class _PseudoDomain(Domain):  # type: ignore[misc]  # without types
    def get_translations(self) -> _Bracketed:
        return _Bracketed()


class GreekSearcher(FakeSearcher):
    """The stand-in with Greek passages and every facet."""

    def search(self, query: str, **asked: Any) -> SearchResults:
        """Hits in order of id, each with two passages."""
        found = super().search(query, **asked)
        hits = [replace(hit, passage=_PASSAGE, more=(_PASSAGE,)) for hit in found.hits]
        facets = {
            name: tuple(FacetValue(value, value, 1200) for value in values)
            for name, values in _FACETS.items()
        }
        return replace(found, hits=tuple(hits), facets=facets, notes=(), suggestion="νερό")


class GreekServices(FakeServices):
    """Services over the Greek library."""

    @property
    def searcher(self) -> Any:
        """The stand-in, made once."""
        return self.__dict__.setdefault("fake_searcher", GreekSearcher(self.database))

    @property
    def answerer(self) -> Any:
        """The services themselves."""
        return self

    def ask(self, question: str, **_asked: Any) -> AnswerResult:
        """An answer about water, reading related to pumps, else nothing."""
        verdict: Any = "answer" if "νερό" in question else "none"
        verdict = "related" if "αντλία" in question else verdict
        rows = self.searcher._rows() if verdict != "none" else ()
        quotes = [Quote("Ροή.", row, ("Αρχή",), Anchor("page", 1), 0.9) for row in rows]
        return AnswerResult(question, verdict, 0.9, tuple(quotes))


def pseudo_site(root: Path, *, filled: bool = True) -> Flask:
    """A site in the made-up language over the Greek library, or over an empty one."""
    services = GreekServices.of(Settings(home=root, site_name="Πηγή"))
    services.home.create()
    services.database.upgrade()
    if filled:
        write_greek_library(root)
        report = sync_catalogue(services.database, services.library, services.home)
        problems = [problem.message for problem in report.problems]
        assert problems == ["There is no document `404`", "There is no document `405`"]
    app = create_app(services)
    babel = app.extensions["babel"]
    babel.default_locale = "ar"
    babel.instance.domain_instance = _PseudoDomain()
    return app


def unmarked(html: str) -> list[str]:
    """Words in Latin letters that a page shows or says outside brackets; addresses do not count."""
    soup = BeautifulSoup(html, "html.parser")
    said = "".join(_shown(soup))
    pieces = [said, *(tag[name] for tag in soup.find_all(True) for name in _SAID if tag.get(name))]
    described = soup.find("meta", {"name": "description"})
    pieces += [described["content"]] if isinstance(described, Tag) else []
    return [words for piece in pieces for words in _LATIN.findall(_outside(str(piece)))]


def _shown(soup: BeautifulSoup) -> Iterator[str]:
    for text in soup.find_all(string=True):
        hidden = isinstance(text, PreformattedString) or text.find_parent(["script", "style"])
        if isinstance(text, NavigableString) and not hidden:
            yield str(text)


def _outside(text: str) -> str:
    """What stands outside brackets, which may stand in one another."""
    depth, kept = 0, []
    for letter in _ADDRESS.sub(" ", text):
        depth += {"⟦": 1, "⟧": -1}.get(letter, 0)
        kept.append(letter if depth == 0 else "|")
    return "".join(kept)
