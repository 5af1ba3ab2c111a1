"""Plain text out of Markdown, and words and sentences out of plain text."""

from __future__ import annotations

import re
import unicodedata

MARK = re.compile(r"\[\^(\w+)\](?!:)")
CODE_SPAN = re.compile(r"`([^`]+)`")
LINK = re.compile(r"\[([^\]^]*)\]\(([^()\s]+(?:\([^()\s]*\)[^()\s]*)*)\)")
ADDRESS = re.compile(r"https?://\S+")
_EMPHASIS = re.compile(r"(?<![\w*])\*{1,3}(?=\S)|(?<=\S)\*{1,3}(?![\w*])")
_SENTENCE = re.compile(r"(?<=[.!?])[\"')\]]*\s+(?=[\"'(\[]*[A-Z0-9])")
_WORD = re.compile(r"[^\W_]+(?:['’.][^\W_]+)*")
_ABBREVIATION = re.compile(r"\b(?:e\.g|i\.e|etc|cf|no|nos|vs|Dr|Mr|Mrs|Ms|St|pp?|approx|[A-Z])\.$")


def plain(markdown: str) -> str:
    """Markdown without marks, code spans, addresses and emphasis; a link leaves its text."""
    text = LINK.sub(r"\1", MARK.sub("", markdown))
    text = ADDRESS.sub(" ", CODE_SPAN.sub(" ", text))
    return " ".join(_EMPHASIS.sub("", text).split())


def words(text: str) -> list[str]:
    """The words of plain text, numbers included."""
    return _WORD.findall(text)


def sentences(text: str) -> list[str]:
    """The sentences of plain text; a full stop after an abbreviation or initial ends none."""
    found: list[str] = []
    for part in _SENTENCE.split(text):
        if found and _ABBREVIATION.search(found[-1]):
            found[-1] += f" {part}"
        else:
            found.append(part)
    return [sentence for sentence in found if words(sentence)]


def normal(text: str) -> str:
    """Lower-case words with single spaces, without accents or punctuation, for comparing."""
    bare = unicodedata.normalize("NFKD", re.sub(r"['’]s\b", "", plain(text).casefold()))
    return " ".join(words("".join(one for one in bare if not unicodedata.combining(one))))
