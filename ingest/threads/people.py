"""How people of discussions are called here: by name, by initials, or by a pseudonym.

A person's code is a keyed hash (HMAC-SHA256 with the home's secret, `people_key`) of what tells
them best: the e-mail address, which is the same on every platform, else the platform's handle for
them, else the name shown there. Without the secret nobody can find a code by trying addresses.

A code has six characters of 32, about 1.07 thousand million of them. Among 1,500 people the chance
that any two share one is 1500 * 1499 / 2 / 32**6, about 0.1 %; among 10,000 people 5 %. Two who do
share one look like one person here: their posts carry the same pseudonym, and removing one removes
both. Nothing else is at stake, so codes stay short enough to be read out.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from ingest.converters.text_repair import repair_text
from kb.errors import HomeFault
from kb.files import home_fault, locked, replacing

if TYPE_CHECKING:
    from ingest.threads.base import SourcePerson
    from kb.home import Home

PeopleMode = Literal["keep", "initials", "pseudonym"]

_ALPHABET = "23456789abcdefghijkmnpqrstuvwxyz"  # no 0 and o, no 1 and l
_LENGTH = 6
_KEY_BYTES = 32
_LONGEST_NAME = 80
_EMAIL = re.compile(r"[^\s@<>]+@[^\s@<>]+")
_AT = re.compile(r"\s+at\s+|\s*\(at\)\s*", re.IGNORECASE)
_ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_VIRAMA = 9  # the combining class of signs that join two consonants into one


@dataclass(frozen=True)
class Known:
    """Somebody as this library knows them.

    Attributes:
        code: six characters, the same in every import; empty for nobody.
        name: how they are called here; empty for nobody.
    """

    code: str
    name: str


class People:
    """Gives people their codes and names."""

    def __init__(self, key: bytes, mode: PeopleMode) -> None:
        """With the home's secret (`people_key`)."""
        self._key = key
        self._mode = mode

    def person(self, source: SourcePerson, platform: str) -> Known:
        """How somebody is known here; nobody, with empty code and name, where nothing is said.

        Args:
            source: as the platform knows them.
            platform: the importer's name; a handle or a name means somebody on one platform only.
        """
        identity = _identity(source, platform)
        if identity is None:
            return Known("", "")
        code = self._code(identity)
        return Known(code, self._name(source) or f"Member {code}")

    def _code(self, identity: tuple[str, ...]) -> str:
        digest = hmac.digest(self._key, "\0".join(identity).encode(), hashlib.sha256)
        number = int.from_bytes(digest[:8], "big")
        return "".join(_ALPHABET[number >> 5 * place & 31] for place in range(_LENGTH))

    def _name(self, source: SourcePerson) -> str:
        """Their name as far as it may be shown; empty where there is nothing to make it of."""
        if self._mode == "pseudonym":
            return ""
        name = shown_name(source)
        return name if self._mode == "keep" else initials(name)


def shown_name(source: SourcePerson) -> str:
    """The name that a platform shows, else the handle: one line that is no address or number.

    WhatsApp shows the telephone number, and mail the address, of people it has no name for.
    """
    for text in (source.name, source.handle):
        name = " ".join(repair_text(text).split()).partition("@")[0].strip()[:_LONGEST_NAME]
        if any(character.isalpha() for character in name):
            return name
    return ""


def initials(name: str) -> str:
    """The first letters of the first and the last word, such as "G. W.", in any script."""
    words = _ASIDE.sub(" ", name).replace("_", " ").replace(".", " ").split() or [name]
    firsts = [first for first in map(_first_letter, words) if first]
    return " ".join(f"{first}." for first in [*firsts[:1], *firsts[1:][-1:]])


def _first_letter(word: str) -> str:
    """The first letter with the marks that belong to it; empty for a word without letters."""
    for place, character in enumerate(word):
        if character.isalpha():
            end = place + 1
            while end < len(word) and _is_mark(word[end]):
                end += 1
            return word[place:end].upper()
    return ""


def _is_mark(character: str) -> bool:
    category = unicodedata.category(character)
    return category.startswith("M") and unicodedata.combining(character) != _VIRAMA


def _identity(source: SourcePerson, platform: str) -> tuple[str, ...] | None:
    email, handle, name = (
        " ".join(repair_text(text).split()).lower()
        for text in (_AT.sub("@", source.email), source.handle, source.name)
    )
    if _EMAIL.fullmatch(email):
        return ("email", email)
    if handle:
        return ("handle", platform, handle)
    return ("name", platform, name) if name else None


def people_key(home: Home) -> bytes:
    """The home's secret, 32 bytes, made where there is none yet; readable by its owner alone.

    Raises:
        HomeFault: it cannot be read or written, or is no key. Then no other one is made: everybody
            would get another code.
    """
    path = home.people_key
    with locked(home.locks / "people.lock", what="key of people's codes"):
        try:
            if not path.exists():
                with replacing(path) as temporary:
                    temporary.touch(mode=0o600)
                    temporary.write_text(secrets.token_hex(_KEY_BYTES) + "\n", encoding="ascii")
            key = bytes.fromhex(path.read_text(encoding="ascii"))
        except OSError as error:
            raise home_fault(error, f"Reading {path}") from error
        except ValueError:
            key = b""
    if len(key) != _KEY_BYTES:
        raise HomeFault(
            f"{path} does not hold a key of 32 bytes in hexadecimal",
            "Take people.key from a backup. Without it, remove the file: then every person gets "
            "another code from now on.",
        )
    return key
