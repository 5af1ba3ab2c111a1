"""What Mailman left where it took a part out of a message."""

from __future__ import annotations

import re
from typing import NamedTuple

__all__ = ["Unscrubbed", "unscrubbed"]

_NEXT = re.compile(r"^-{10,} next part -{10,}[ \t]*$", re.MULTILINE)
_SCRUBBED = re.compile(r"^\s*(?:An? |The )?.{0,60}was scrubbed\.\.\.", re.IGNORECASE)
_FACT = re.compile(
    r"^(?:From|To|Date|Subject|Name|Type|Size|Desc|URL|Url|Skipped content of type)\s*:?\s?(.*)$"
)
_ALTERNATIVE = re.compile(r"^[ \t]*\[\[alternative HTML version deleted\]\][ \t]*$", re.MULTILINE)
_WORTHLESS = re.compile(r"\.(?:asc|sig|p7s|vcf|html?)$|^not available$", re.IGNORECASE)
_PGP = re.compile(
    r"^-----BEGIN PGP SIGNATURE-----\n(?:.*\n){0,60}?-----END PGP SIGNATURE-----[ \t]*$",
    re.MULTILINE,
)
_PGP_BEGIN = re.compile(r"^-----BEGIN PGP SIGNED MESSAGE-----\n(?:Hash: .*\n)?\n?", re.MULTILINE)


class Unscrubbed(NamedTuple):
    """A text without Mailman's notes, and the names of files that it took out."""

    text: str
    names: tuple[str, ...]


def unscrubbed(text: str) -> Unscrubbed:
    """Take out the notes on scrubbed parts; other text before and after them stays."""
    kept, names, places = [], [], []
    for part in _NEXT.split(_ALTERNATIVE.sub("", text)):
        note = _scrubbed(part) if _SCRUBBED.match(part) else _Note("", "", part)
        names += [note.name] if note.name else []
        places += [note.url] if note.url else []
        kept.append(note.rest.strip("\n"))
    text = "\n\n".join(part for part in kept if part.strip())
    # Where the archive took the whole text out, the address at which it kept it is left.
    text = text if text.strip() or names else "\n".join(places)
    return Unscrubbed(_PGP.sub("", _PGP_BEGIN.sub("", text)), tuple(names))


class _Note(NamedTuple):
    """A note on a part taken out: its name, empty where it is worth none, and what follows."""

    name: str
    url: str
    rest: str


def _scrubbed(part: str) -> _Note:
    lines = part.strip("\n").split("\n")
    facts: dict[str, str] = {}
    end = 1
    while end < len(lines) and (found := _FACT.match(lines[end])):
        facts[lines[end].partition(":")[0].lower()] = found[1].strip()
        end += 1
    name = facts.get("name", "")
    url = facts.get("url", "").strip("<> ")
    return _Note("" if _WORTHLESS.search(name) else name, url, "\n".join(lines[end:]))
