"""The people of a thread in its texts, replaced by what they are called here.

A name of several words, or a handle that can be no word ("1vanK"), counts wherever it stands. A
single word counts only where somebody is spoken to or of: after ``@`` or a greeting, before
"wrote:" or "suggested", or as a signature. So a member called Will or Water changes no sentence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from ingest.threads.name_words import (
    CONNECTOR,
    GREETING,
    ORDINARY,
    SIGN_OFF,
    SPOKEN_BY,
    SPOKEN_OF,
    STRANGER,
    WROTE,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ingest.threads.base import SourcePerson

SOMEBODY = "somebody"

_WORD = re.compile(r"\w+")
_ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_HANDLE = re.compile(
    r"(?=.*[^\W\d_])(?:.*\d.*|.*_.*|.*[^\W\d_A-Z].*[A-Z].*|\S*[A-Z][A-Z]+[a-z]\S*)"
)
_SERIES = re.compile(r"[A-Za-z]{1,3}\d+")  # DN110 is a pipe
# Somebody nobody knows who is quoted, as `ingest.threads.discourse_marks` writes it.
_QUOTED = re.compile(r"^((?:>[ ]?)+)@[^\s:][^\n:]{0,80}:$", re.MULTILINE)
_LONGEST_GREETING = 48
_LONGEST_LINE = 200  # a longer one is no signature and introduces no quotation
_END = re.compile(r"[ ]*(?:[,.!:;،)\-–—\n*_]|$)|[ ](?:for|pour|por|para|kwa|على)\b")


@dataclass(frozen=True)
class _Form:
    """One way in which a person is written.

    Attributes:
        words: its words.
        name: what stands in its place.
        anywhere: it is a name wherever it stands.
    """

    words: tuple[str, ...]
    name: str
    anywhere: bool

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The words in a row, whatever their case."""
        words = r"[\s.,'’-]{1,3}".join(map(re.escape, self.words))
        return re.compile(rf"{words}(?!\w)", re.IGNORECASE)

    def is_name(self, written: str) -> bool:
        """Whether something so written may be a name: as its owner writes it, or capitalised."""
        found = _WORD.findall(written)
        return tuple(found) == self.words or all(not word[0].islower() for word in found)


class Names:
    """The names of one thread's people."""

    def __init__(self, called: Iterable[tuple[SourcePerson, str]]) -> None:
        """With what each of them is called here."""
        self._forms: dict[str, list[_Form]] = {}
        self._called: set[str] = set()
        merged: dict[tuple[str, ...], _Form] = {}
        for person, name in called:
            self._called.add(name)
            for form in _forms_of(person, name):
                key = tuple(word.casefold() for word in form.words)
                other = merged.get(key)
                clash = other is not None and other.name != form.name
                anywhere = form.anywhere or (other is not None and other.anywhere)
                merged[key] = _Form(form.words, SOMEBODY if clash else form.name, anywhere)
        for key, form in sorted(merged.items(), key=lambda item: -len(item[0])):
            self._forms.setdefault(key[0], []).append(form)

    def replaced(self, text: str, *, is_end: bool = True) -> str:
        """The text with names replaced.

        Args:
            text: Markdown without code and web addresses.
            is_end: the post ends with it, so that its last line may be a signature.
        """
        out: list[str] = []
        done = 0
        ends = len(text.rstrip()) if is_end else len(text) + 1
        greeted = -1  # where the last name that somebody was greeted by ends
        for begin, end, form in self._found(text):
            if begin < done:
                continue
            chained = greeted >= 0 and CONNECTOR.fullmatch(text, greeted, begin) is not None
            spot = _Spot(text, begin, end, ends)
            is_greeted = spot.is_greeted(chained=chained, ordinary=_is_ordinary(form))
            if not (is_greeted or spot.is_mention or self._is_meant(form, spot)):
                continue
            out += [text[done : begin - spot.is_mention], form.name]
            done, greeted = end, end if is_greeted else -1
        text = _QUOTED.sub(rf"\1{SOMEBODY}:", "".join([*out, text[done:]]))
        return STRANGER.sub(self._stranger, text)

    def replaced_in_code(self, code: str) -> str:
        """Code with full names replaced: authors in comments, and signatures that mails indent."""
        out: list[str] = []
        done = 0
        for begin, end, form in self._found(code):
            full = form.anywhere and len(form.words) > 1
            alone = (
                "\n" in code
                and not _is_ordinary(form)
                and _Spot(code, begin, end, len(code)).is_line
            )
            if begin >= done and (full or alone) and form.is_name(code[begin:end]):
                out += [code[done:begin], form.name]
                done = end
        return "".join([*out, code[done:]])

    def _found(self, text: str) -> Iterator[tuple[int, int, _Form]]:
        for word in _WORD.finditer(text):
            for form in self._forms.get(word[0].casefold(), ()):
                match = form.pattern.match(text, word.start())
                if match:
                    yield match.start(), match.end(), form

    @staticmethod
    def _is_meant(form: _Form, spot: _Spot) -> bool:
        if not form.is_name(spot.written):
            return spot.is_signature and not _is_ordinary(form)
        if form.anywhere or spot.is_signature or spot.is_said_to_have_written:
            return True
        return not _is_ordinary(form) and (spot.is_spoken_of or spot.is_line or spot.is_addressed)

    def _stranger(self, found: re.Match[str]) -> str:
        name = found["name"].strip()
        if name[0].islower() or any(name.endswith(called) for called in self._called if called):
            return found[0]
        return f"{SOMEBODY} "


@dataclass(frozen=True)
class _Spot:
    """A place in a text where a name may stand.

    Attributes:
        text: the text.
        begin: where the name begins.
        end: where it ends.
        ends: where the post's last line ends; beyond the text where that goes on.
    """

    text: str
    begin: int
    end: int
    ends: int

    @property
    def written(self) -> str:
        return self.text[self.begin : self.end]

    @property
    def is_mention(self) -> bool:
        return self.begin > 0 and self.text[self.begin - 1] == "@"

    @property
    def is_spoken_of(self) -> bool:
        before = self.text[max(0, self.begin - 8) : self.begin]
        return bool(SPOKEN_OF.match(self.text, self.end) or SPOKEN_BY.search(before))

    @property
    def is_addressed(self) -> bool:
        """Whether it begins its line and a comma or colon follows."""
        above = self.text[self._line[0] : self.begin]
        return not above.strip("> \\") and self.text[self.end : self.end + 2] in {
            ", ",
            ",\n",
            ":\n",
        }

    @property
    def is_said_to_have_written(self) -> bool:
        line = self.text[self.end : self._line[1]]
        return len(line) < _LONGEST_LINE and WROTE.search(line) is not None

    def is_greeted(self, *, chained: bool, ordinary: bool) -> bool:
        """Whether a greeting stands before it; a name that is a word must end what is said."""
        before = self.text[max(0, self.begin - _LONGEST_GREETING) : self.begin]
        if not chained and not GREETING.search(before.rpartition("\n")[2]):
            return False
        if not ordinary:
            return True
        ends = _END.match(self.text, self.end) or CONNECTOR.match(self.text, self.end)
        return ends is not None and not (self.written[0].islower() and before.endswith(". "))

    @property
    def is_line(self) -> bool:
        """Whether it is all of its line."""
        start, stop = self._line
        around = self.text[start : self.begin] + self.text[self.end : stop]
        return len(around) <= 20 and not any(character.isalnum() for character in around)

    @property
    def is_signature(self) -> bool:
        """Whether it is all of a line that ends the post or follows "Regards" or "--"."""
        if not self.is_line:
            return False
        start, stop = self._line
        if stop >= self.ends:
            return start > 0
        above = self.text[max(0, start - 200) : start].rstrip().rpartition("\n")[2]
        return SIGN_OFF.fullmatch(above.replace("\\", "").strip("> ")) is not None

    @property
    def _line(self) -> tuple[int, int]:
        """Where its line begins and ends, or how far one looks for that."""
        nearest = max(0, self.begin - _LONGEST_LINE)
        farthest = min(len(self.text), self.end + _LONGEST_LINE)
        start = self.text.rfind("\n", nearest, self.begin) + 1
        stop = self.text.find("\n", self.end, farthest)
        return start or nearest, stop if stop >= 0 else farthest


def _is_ordinary(form: _Form) -> bool:
    return all(word.casefold() in ORDINARY for word in form.words)


def _forms_of(person: SourcePerson, name: str) -> Iterator[_Form]:
    """Full names, first and last names, handles and aliases."""
    for stated in (person.name, person.handle, *person.aliases):
        text = stated.strip().lstrip("@").partition("@")[0]
        words = tuple(_WORD.findall(_ASIDE.sub(" ", text)))
        if not words or text == name or all(word.isdecimal() for word in words):
            continue
        yield _Form(words, name, _is_unmistakable(text, words))
        if len(words) > 1:
            yield from _parts(words, name)


def _parts(words: tuple[str, ...], name: str) -> Iterator[_Form]:
    """Of "John M. Smith": "John Smith" and "Smith, John", then "John" and "Smith"."""
    first, last = words[0], words[-1]
    sure = len(first) > 1 and len(last) > 1 and _is_unmistakable("", (first, last))
    if sure:
        yield _Form((first, last), name, anywhere=True)
        yield _Form((last, first), name, anywhere=True)
        yield _Form((last, *words[:-1]), name, anywhere=True)
    for word in (first, last):
        if len(word) > 1 and not word.isdecimal():
            yield _Form((word,), name, anywhere=False)


def _is_unmistakable(text: str, words: tuple[str, ...]) -> bool:
    """Whether it can be nothing but a name."""
    if len(words) > 1:
        return not all(word.casefold() in ORDINARY for word in words) and max(map(len, words)) > 1
    return len(text) >= 4 and not _SERIES.fullmatch(text) and bool(_HANDLE.fullmatch(text))
