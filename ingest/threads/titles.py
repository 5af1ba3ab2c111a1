"""What a thread is called: its title without marks, or what its first post asks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ingest.threads.base import SourceThread

_LONGEST = 150
_SAMPLE = 5000  # characters of a post in which a question is looked for
_FEWEST_WORDS = 3  # of a question that says what it is about
_REPLY = r"(?:re|aw|antw|sv|vs|fwd?|wg|tr|rv|rif|res|enc|رد)(?:\[\d{1,3}\]|\^\d{1,3})?[ ]?[:：]"
_SOLVED = (
    r"(?:solved|resolved|fixed|answered|closed|résolue?|réglé|resuelt[oa]|solucionad[oa]|"
    r"resolvid[oa]|gelöst|imetatuliwa|تم الحل|محلول)"
)
_MARK = re.compile(
    rf"[\[(][ ]?{_SOLVED}!?[ ]?[\])]|^{_SOLVED}[ ]?[:!-]|[-–:][ ]?{_SOLVED}!?$", re.IGNORECASE
)
_REPLIES = re.compile(rf"^(?:{_REPLY}\s*|\[[^\[\]\s]{{2,40}}\]\s+(?={_REPLY}))+", re.IGNORECASE)
_LIST = re.compile(r"^\[[\w.+-]*[-_.][\w.+-]*\]\s+(?=\S)|^\[[A-Za-z]+-?[lL]ist\]\s+(?=\S)")
_FENCE = re.compile(r"```.*?(?:```|\Z)", re.DOTALL)
_QUOTED = re.compile(r"^[ ]{0,3}>.*$", re.MULTILINE)
_LINK = re.compile(r"!?\[([^\[\]\n]*)\]\([^()\s]*\)|<?https?://[^\s<>]*>?")
_SIGNS = re.compile(
    r"\\(?=[^\w\s])|[*`]+|(?<!\w)_+|_+(?!\w)|^[ ]{0,3}(?:#{1,6}|[-+]|\d{1,3}\.)[ ]", re.MULTILINE
)


def title_of(thread: SourceThread, text: str = "", language: str = "en") -> str:
    """One line of at most 150 characters, not redacted; empty where there is nothing to say.

    Args:
        thread: its title is used where it has one.
        text: its first post, cleaned, for threads without a title.
        language: of the text, BCP 47.
    """
    return _shortened(_without_marks(thread.title)) or _shortened(_first_question(text, language))


def is_solved(title: str) -> bool:
    """Whether a title carries a mark such as ``[SOLVED]``."""
    return _MARK.search(" ".join(title.split())) is not None


def _without_marks(title: str) -> str:
    """Without "Re:", "[name-of-list]" and "[SOLVED]", in whatever order these stand."""
    title = " ".join(title.split())
    before = None
    while title != before:
        before = title
        title = _LIST.sub("", _REPLIES.sub("", _MARK.sub(" ", title).strip())).strip()
    return title if any(character.isalnum() for character in title) else ""


def _first_question(text: str, language: str) -> str:
    """The first sentence that asks, else the first words."""
    import sentencex

    said = _SIGNS.sub("", _LINK.sub(r"\1", _QUOTED.sub("", _FENCE.sub("", text[:_SAMPLE]))))
    lines = [" ".join(line.split()) for line in re.split(r"\n\s*\n", said)]
    sentences = [
        sentence.strip()
        for line in filter(None, lines)
        for sentence in sentencex.segment(language[:2], line)
    ]
    asked = (
        sentence
        for sentence in sentences
        if sentence.endswith(("?", "؟")) and len(sentence.split()) >= _FEWEST_WORDS
    )
    return next(asked, "") or " ".join(filter(None, sentences))


def _shortened(title: str) -> str:
    """At most 150 characters, cut between words."""
    title = " ".join(title.split())
    if len(title) <= _LONGEST:
        return title
    cut = title[: _LONGEST - 1]
    return (cut.rpartition(" ")[0] or cut).rstrip(" ,;:-–") + "…"
