"""Whether a quote contains the words that answer a question."""

from __future__ import annotations

import re
import string
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_ENDS = string.punctuation + string.whitespace + "“”„«»‘’…–—。，、；：？！؟،؛"


def contains(quote: str, spans: Iterable[str]) -> bool:
    """Whether a quote contains one of the spans.

    Case, runs of blanks and the punctuation around a span make no difference. Where a span begins
    or ends with a digit or a letter that has a case, a word begins or ends there in the quote too:
    "18" is not in "1918".
    """
    text = _normal(quote)
    return any(_pattern(_normal(span).strip(_ENDS) or _normal(span)).search(text) for span in spans)


def _normal(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def _pattern(span: str) -> re.Pattern[str]:
    before = r"(?<!\w)" if _stands_alone(span[0]) else ""
    after = r"(?!\w)" if _stands_alone(span[-1]) else ""
    return re.compile(before + re.escape(span) + after)


def _stands_alone(character: str) -> bool:
    return character.isdigit() or character.lower() != character.upper()
