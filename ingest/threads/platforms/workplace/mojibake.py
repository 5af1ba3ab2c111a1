"""UTF-8 that was written out as Latin-1, as in Facebook's downloads, and only that.

`ingest.threads.mojibake` mends the posts of every platform line by line, and has to leave what is
doubtful. Here more is known: Facebook writes each string of its JSON misread as a whole and as
Latin-1, never as Windows-1252. So a string is mended as a whole or not at all, in any script, and
before it is read: names of people and groups, headlines and names of files, which are compared with
others, are misread too and never pass through the other one.
"""

from __future__ import annotations

import re
import unicodedata

__all__ = ["mended"]

# Control characters of Latin-1: no person types them, every misread text of some length has them.
_CONTROL = re.compile("[\x80-\x9f]")
_BEYOND_ASCII = re.compile("[^\x00-\x7f]")
_SAMPLE = 4000
_WORD = re.compile(r"[^\W\d_]+")


def mended(text: str) -> str:
    """The text as its author wrote it; unchanged where it is right already.

    A text is misread where all of it can be read back as UTF-8 and that reads better: what was
    there has Latin-1 control characters, or is odder to the eye (`ftfy.badness`) than what comes
    out, and no word that comes out mixes scripts, as ``SEÑ°`` would.
    """
    if not _BEYOND_ASCII.search(text):
        return text
    try:
        read_back = text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text
    return read_back if _CONTROL.search(text) or _reads_better(read_back) else text


def _reads_better(read_back: str) -> bool:
    """Judged by a part of it, from the word with the first letter beyond ASCII on."""
    from ftfy.badness import badness

    first = _BEYOND_ASCII.search(read_back)
    start = read_back.rfind(" ", 0, first.start()) + 1 if first else 0
    after = read_back[start : start + _SAMPLE]
    before = after.encode().decode("latin-1")
    if badness(after) >= badness(before):
        return False
    return all(_one_script(word) for word in _WORD.findall(after) if not word.isascii())


def _one_script(word: str) -> bool:
    """Whether its letters are of one script: the first word of a letter's name says which."""
    letters = [letter for letter in word if unicodedata.category(letter)[0] == "L"]
    scripts = {
        "LATIN" if letter < "\u0100" else unicodedata.name(letter, "?").partition(" ")[0]
        for letter in letters
    }
    return len(scripts) <= 1
