"""Terms of the glossary in a document's text: links that say what the word means.

Done to the sanitised page, so that a document can write no such link itself; what is added is
ours, and escaped. Taking the links out again gives the page as it was.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from search.glossary_terms import term_index
from web.translation import gettext

if TYPE_CHECKING:
    from kb.library import Glossary, GlossaryEntry
    from search.glossary_terms import Match

_PIECE = re.compile(r'<(?P<end>/?)(?P<tag>[a-z0-9]+)(?P<rest>(?:[^>"]|"[^"]*")*)>|[^<]+')
_HEADINGS = {f"h{level}" for level in range(2, 7)}
_NOT_IN = _HEADINGS | {
    "a", "abbr", "caption", "code", "figcaption", "figure", "kbd", "pre", "q", "sub", "sup", "th",
    "var",
}  # fmt: skip
# Formulas, notes, what stands for a picture, and words of another language.
_NOT_THERE = re.compile(r' class="(?:math|footnotes|picture|place-line)"| lang="')
_SECTION = "h2"
_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\xa0": "&nbsp;"}


@dataclass(frozen=True)
class TermMarks:
    """What to mark: a glossary's terms in a document's language.

    Attributes:
        glossary: its terms; a file that is read again is another glossary.
        language: of the document, BCP 47.
    """

    glossary: Glossary
    language: str

    def mark(self, page: Markup) -> Markup:
        """Mark each term where it stands first in a section; headings, links and code are left.

        Args:
            page: sanitised HTML.
        """
        if not self.glossary.entries:
            return page
        marker = _Marker(self)
        pieces = (marker.piece(match) for match in _PIECE.finditer(str(page)))
        return Markup("".join(pieces))  # noqa: S704  # sanitised, or escaped by us


class _Marker:
    """Goes through one page."""

    def __init__(self, marks: TermMarks) -> None:
        self._index = term_index(marks.glossary)
        main = marks.language.partition("-")[0]
        self._languages = [one for one in self._index.languages if one.partition("-")[0] == main]
        self._seen: set[str] = set()
        self._inside = ""  # the element that is left as it is, and how often it is open
        self._depth = 0

    def piece(self, match: re.Match[str]) -> str:
        """A tag as it is, or a text with its terms marked."""
        tag = match["tag"]
        if tag is None:
            return match[0] if self._inside else self._text(match[0])
        opens = not match["end"]
        if self._inside:
            if tag == self._inside:
                self._depth += 1 if opens else -1
            if not self._depth:
                self._inside = ""
        elif opens and (tag in _NOT_IN or _NOT_THERE.search(match["rest"])):
            self._inside, self._depth = tag, 1
        if opens and tag == _SECTION:
            self._seen.clear()
        return match[0]

    def _text(self, raw: str) -> str:
        text = html.unescape(raw) if "&" in raw else raw
        pieces, end = [], 0
        for match in self._index.find(text, self._languages, as_written=True):
            link = self._link(match, text[match.start : match.end])
            if link:
                pieces += [_escaped(text[end : match.start]), link]
                end = match.end
        return "".join([*pieces, _escaped(text[end:])]) if pieces else raw

    def _link(self, match: Match, words: str) -> str:
        if len(match.entries) != 1:
            return ""  # short for several things: which of them is meant, only the reader knows
        entry = match.entries[0]
        if entry.slug in self._seen:
            return ""
        self._seen.add(entry.slug)
        shown = _escaped(words)
        if all(name.abbreviation for name in match.names):
            shown = f"<abbr>{shown}</abbr>"
        return f'<a class="term" href="{escape(entry.url)}" title="{_said(entry)}">{shown}</a>'


def _said(entry: GlossaryEntry) -> Markup:
    term = entry.term[:1].upper() + entry.term[1:]
    return escape(gettext("%(term)s: %(definition)s", term=term, definition=entry.definition))


def _escaped(text: str) -> str:
    """Text as the sanitiser writes it."""
    return "".join(_ESCAPES.get(c, c) for c in text)
