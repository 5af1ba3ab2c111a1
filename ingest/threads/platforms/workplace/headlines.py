"""The line above a downloaded post or comment: who wrote, in answer to whom, in which group.

Downloads of a person's own words name neither the post that a comment is about nor its id: all they
say is a line such as ``Ana Diaz replied to Joe Bell's comment in Pumps.``, in the language of that
person's account. Names are therefore found as names that the export knows, which works in any
language, and by the wording only where that fails.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["Headline", "Names", "actor_of", "read_headline"]

# How such a line goes on after the name of who wrote: English, French, Spanish, Portuguese,
# German, Italian.
_DID = re.compile(
    r"^(?P<who>\S.{0,120}?)\s+(?:"
    r"posted|shared|added|updated|asked|created|wrote|commented|replied|published|uploaded|is|was"
    r"|a\s+(?:publié|partagé|ajouté|mis|commenté|répondu|écrit|créé|posé)"
    r"|(?:ha\s+)?(?:publicó|compartió|añadió|agregó|actualizó|comentó|respondió|escribió|preguntó"
    r"|publicado|compartido)"
    r"|publicou|compartilhou|partilhou|adicionou|atualizou|comentou|respondeu|escreveu|perguntou"
    r"|hat|ha\s+(?:pubblicato|condiviso|aggiunto|commentato|risposto|scritto)"
    r")\b",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"\s(?:in(?:\s+the\s+group)?|into|to\s+the\s+group|dans(?:\s+le\s+groupe)?|en(?:\s+el\s+grupo)?"
    r"|em|no(?:\s+grupo)?|in\s+der\s+Gruppe|nel\s+gruppo)\s*:?\s+(?P<group>\S.*?)"
    r"(?:\s+(?:geteilt|gepostet|veröffentlicht|hinzugefügt|kommentiert|geantwortet|geschrieben))?$",
    re.IGNORECASE,
)
_REPLY = re.compile(
    r"\b(?:repl(?:ied|y)|répon|respond|respuesta|resposta|respost|geantwortet|antwort|risposto)"
    r"|\bرد|ответил|đã trả lời",
    re.IGNORECASE,
)
_OWN = re.compile(
    r"\b(?:own|propres?|propi[oa]s?|própri[oa]s?|eigene[nmrs]?|seine[nmrs]?|ihre[nmrs]?|propri[oa])\b",
    re.IGNORECASE,
)
_NOUN = (
    r"(?:posts?|comments?|photos?|videos?|links?|status|publications?|commentaires?|publicaci(?:ón|ones)"
    r"|comentarios?|publicaç(?:ão|ões)|comentários?|Beitrag|Kommentar|post|commento)"
)
_TARGETS = (
    re.compile(rf"\b(?:on|to)\s+(?P<who>\S.{{0,120}}?)['’]s?\s+{_NOUN}", re.IGNORECASE),
    re.compile(
        rf"\b{_NOUN}\s+(?:de\s+|del\s+|d['’]|da\s+|do\s+|von\s+|di\s+)(?P<who>\S.{{0,120}}?)"
        r"(?:\s+(?:kommentiert|geantwortet))?$",
        re.IGNORECASE,
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Headline:
    """What such a line says, each part empty where it does not.

    Attributes:
        author: who wrote.
        target: whose post or comment it answers; the author themselves for their own.
        group: the group's name.
        reply: it answers a comment, not a post.
    """

    author: str = ""
    target: str = ""
    group: str = ""
    reply: bool = False


class Names:
    """Names to be found in lines, the longest first, by their first word."""

    def __init__(self, names: Iterable[str]) -> None:
        """For these names; empty ones are left out."""
        self._by_first: dict[str, list[str]] = {}
        for name in sorted(filter(None, map(str.strip, names)), key=len, reverse=True):
            self._by_first.setdefault(_first_word(name), []).append(name)

    def has(self, name: str) -> bool:
        """Whether a name is one of them."""
        return name in self._by_first.get(_first_word(name), [])

    def at_start(self, text: str) -> str:
        """The longest name that a text begins with; empty for none."""
        candidates = self._by_first.get(_first_word(text), [])
        return next((name for name in candidates if _begins(text, name)), "")

    def at_end(self, text: str) -> str:
        """The longest name that a text ends with."""
        for word in re.finditer(r"(?<!\S)\S", text):
            rest = text[word.start() :]
            if self.has(rest):
                return rest
        return ""

    def within(self, text: str) -> str:
        """The longest name anywhere in a text."""
        starts = (word.start() for word in re.finditer(r"(?<!\w)\w", text))
        return max((self.at_start(text[start:]) for start in starts), key=len, default="")


def actor_of(line: str) -> str:
    """Who wrote, by the wording alone; empty where the wording is not known."""
    match = _DID.match(line)
    return match["who"] if match else ""


def read_headline(
    line: str, people: Names, groups: Names, *, author: str = "", group: str = ""
) -> Headline:
    """What a line says.

    Args:
        line: such as ``Ana Diaz commented on Joe Bell's post in Pumps.``.
        people: names that the export knows.
        groups: names of its groups.
        author: who wrote, where the export says so elsewhere.
        group: where, likewise.
    """
    line = " ".join(line.split()).rstrip(" .。")
    who = author if author and line.startswith(author) else actor_of(line) or people.at_start(line)
    middle, where = _split(line[len(who) :], groups, group)
    known, worded = people.within(middle), _worded(middle)
    target = worded if known in worded else known  # a longer name than any known is another one
    if not target and _OWN.search(middle):
        target = author or who
    return Headline(author or who, target, group or where, _REPLY.search(middle) is not None)


def _split(rest: str, groups: Names, group: str) -> tuple[str, str]:
    """What comes before the group, and the group, which every line but some names last."""
    places, end = list(_places(rest)), groups.at_end(rest)
    worded = next((place for place in places if groups.has(place)), "".join(places[:1]))
    found = group or max(worded, end, key=len) or groups.within(rest)
    if found not in rest or not found:
        return rest, found
    before, _, after = rest.rpartition(found)
    place = _PLACE.search(f"{before}{found}") if not after else None
    middle = before[: place.start()] if place and place["group"] == found else before + after
    return middle.rstrip(" :"), found


def _places(rest: str) -> Iterator[str]:
    """What may be the group by the wording, the longest first: names have ``in`` in them too."""
    match = _PLACE.search(rest)
    while match:
        yield match["group"]
        match = _PLACE.search(rest, match.start() + 1)


def _worded(middle: str) -> str:
    """Whose post or comment, by the wording alone."""
    for pattern in _TARGETS:
        match = pattern.search(middle)
        if match and not _OWN.search(match["who"]):
            return match["who"].strip()
    return ""


def _first_word(text: str) -> str:
    match = re.match(r"\w+", text)
    return match[0] if match else text[:1]


def _begins(text: str, name: str) -> bool:
    """Whether a text begins with a name and the name ends there, also before ``'s``."""
    return text.startswith(name) and not text[len(name) : len(name) + 1].isalnum()
