"""What people type, taken apart: words, phrases, exclusions, filters. Nothing is an error."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field, fields, replace
from typing import TYPE_CHECKING, Any

from kb.library.document import KINDS
from kb.library.entry import LANGUAGE
from kb.queries import Filters
from search.analysis import exact_words

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

LONGEST = 4000  # characters; no question is longer, and what a model reads is far shorter
BEGINNING, END = 400, 200  # characters of a long question that a model reads
MOST_YEARS = 200
_TOKEN = re.compile(
    r"""(?P<minus>(?<!\S)-)?
        (?:(?P<field>(?<![^\s-])[^\W\d_]{2,20}):(?=["\w]))?
        (?:"(?P<phrase>[^"]*)(?:"|\Z)|(?P<word>[^\s"]+))""",
    re.VERBOSE,
)
_QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "＂": '"', "：": ":"})
_MARKS = {"Cc", "Cs", "Zl", "Zp"}
_DASHES = re.compile(r"(?<!\S)[−–—‐‑](?=\S)")
_ALIASES = {"lang": "language", "sprache": "language", "langue": "language", "idioma": "language"}
_YEARS = re.compile(r"(\d{4})?\s*(?:\.\.+|-|–|to)\s*(\d{4})?")
_TRUE, _FALSE = {"yes", "true", "1", "oui", "si", "sim"}, {"no", "false", "0", "non", "nao"}


@dataclass(frozen=True)
class ParsedQuery:
    """A query taken apart.

    Attributes:
        text: what is searched for by meaning: words and phrases, in order.
        subject: the first line as written, where there are several; else empty.
        phrases: exact words that must follow each other.
        without: exact words, one or several in a row, that must not be there.
        filters: narrowing written into the query.
        notes: sentences about what was not understood.
    """

    text: str = ""
    subject: str = field(default="", kw_only=True)
    phrases: tuple[tuple[str, ...], ...] = ()
    without: tuple[tuple[str, ...], ...] = ()
    filters: Filters = field(default_factory=Filters)
    notes: tuple[str, ...] = ()

    @property
    def gist(self) -> str:
        """What models read of the text: all of it, or of a long one its beginning and its end.

        A model takes its time by the word, and people say first what it is about and last what
        they want to know.
        """
        if len(self.text) <= BEGINNING + END:
            return self.text
        first, last = self.text[:BEGINNING], self.text[-END:]
        return f"{first.rpartition(' ')[0] or first} {last.partition(' ')[2] or last}"


def parse(query: str, hubs: Collection[str]) -> ParsedQuery:
    """Take a query apart.

    ``"exact phrase"``, ``-word``, ``-"phrase"`` and ``field:value`` with the fields hub, kind,
    language (lang), country, year (``2015..2020``) and verified are understood. A quote that is not
    closed runs to the end. A field or value that does not exist is told in a note; an unknown
    field is then searched for as words.

    Args:
        query: any text at all.
        hubs: ids of the hubs there are.
    """
    parser = _Parser(hubs)
    return parser.parse(query)


def plain(text: str) -> ParsedQuery:
    """A query in which nothing is an operator: a text that was written for people."""
    written = clean(text)[:LONGEST]
    return ParsedQuery(" ".join(written.split()), subject=_subject(written))


def _subject(text: str) -> str:
    first, _, rest = text.partition("\n")
    return first if rest else ""


class _Parser:
    def __init__(self, hubs: Collection[str]) -> None:
        self.hubs = hubs
        self.words: list[str] = []
        self.phrases: list[tuple[str, ...]] = []
        self.without: list[tuple[str, ...]] = []
        self.filters = Filters()
        self.notes: list[str] = []

    def parse(self, query: str) -> ParsedQuery:
        text = clean(query)
        if len(text) > LONGEST:
            self.notes.append(f"Only the first {LONGEST} characters were used.")
        for match in _TOKEN.finditer(text[:LONGEST]):
            value = match["phrase"] if match["phrase"] is not None else match["word"]
            if match["field"] and self._filter(match["field"].lower(), value, bool(match["minus"])):
                continue
            words = tuple(exact_words(f"{match['field'] or ''} {value}"))
            if match["minus"] and words:
                self.without.append(words)
            elif match["minus"] is None or words:
                self._wanted(match, words)
        return ParsedQuery(
            " ".join(self.words),
            tuple(dict.fromkeys(self.phrases)),
            tuple(dict.fromkeys(self.without)),
            self.filters,
            tuple(dict.fromkeys(self.notes)),
            subject=_subject(text),
        )

    def _wanted(self, match: re.Match[str], words: tuple[str, ...]) -> None:
        if not words:
            return
        self.words.append(" ".join(match[0].replace('"', " ").split()))
        if match["phrase"] is not None and not match["field"]:
            self.phrases.append(words)

    def _filter(self, name: str, value: str, excluded: bool) -> bool:
        """Apply ``name:value``; whether it was meant as a filter."""
        name = _ALIASES.get(name, name)
        if name not in {item.name for item in fields(Filters)}:
            self.notes.append(f"There is no filter “{name}:”; it was searched for as words.")
            return False
        if excluded:
            self.notes.append(f"“-{name}:” is not supported; filters only include.")
            return True
        if name == "verified":
            self._verified(value)
            return True
        values = [part.strip() for part in value.split(",") if part.strip()]
        known = [found for part in values for found in self._values(name, part)]
        merged = tuple(dict.fromkeys([*getattr(self.filters, name), *known]))
        changes: dict[str, Any] = {name: merged}
        self.filters = replace(self.filters, **changes)
        return True

    def _verified(self, value: str) -> None:
        answer = clean(value).lower()
        if answer in _TRUE | _FALSE:
            self.filters = replace(self.filters, verified=answer in _TRUE)
        else:
            self.notes.append("“verified:” takes yes or no; it was left out.")

    def _values(self, name: str, value: str) -> list[object]:
        readers: dict[str, Callable[[str], list[object]]] = {
            "hub": lambda text: [text] if (text := _slug(text)) in self.hubs else [],
            "kind": lambda text: [text] if (text := _slug(text)) in KINDS else [],
            "language": _language,
            "country": _country,
            "year": _years,
        }
        found = readers[name](value)
        if not found:
            self.notes.append(f"“{value[:60]}” is no {name} known here; the filter was left out.")
        return found


def clean(text: str) -> str:
    """Quotes and dashes plain; control and direction marks turned to spaces, but for new lines."""
    text = "".join(
        " " if c != "\n" and (unicodedata.category(c) in _MARKS or c in "\u200e\u200f") else c
        for c in text.translate(_QUOTES)
        if not "\u202a" <= c <= "\u202e" and not "\u2066" <= c <= "\u2069"
    )
    return _DASHES.sub("-", text).strip()


def _slug(text: str) -> str:
    return "-".join(exact_words(text))


def _language(text: str) -> list[object]:
    main, _, rest = text.replace("_", "-").partition("-")
    code = main.lower() + (f"-{rest}" if rest else "")
    return [code] if re.match(LANGUAGE, code) else []


def _country(text: str) -> list[object]:
    return [text.upper()] if re.fullmatch(r"[A-Za-z]{2}", text) else []


def _years(text: str) -> list[object]:
    """One year, or a span of them open at one side at most."""
    if re.fullmatch(r"\d{4}", text):
        return [int(text)]
    span = _YEARS.fullmatch(text)
    if span is None or not (span[1] or span[2]):
        return []
    start = int(span[1]) if span[1] else 1900
    end = int(span[2]) if span[2] else 2100
    if start > end or end - start > MOST_YEARS:
        return []
    return list(range(start, end + 1))
