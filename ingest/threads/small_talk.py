"""Posts that say nothing to anybody who looks for an answer: greetings, thanks, wishes, reminders.

A post is small talk when all of it is: phrases of a list, at least one, and words that fill the
gaps between them. A single other word, a figure or a web address makes it content, so that an
answer that begins with "Thanks" is one.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from ingest.threads.small_talk_words import EVENTS, FILLERS, MEETING_LINKS, PHRASES

_LONGEST = 700  # characters that are looked at; nobody says thanks at such length
_MOST_WORDS = 60
_EVENT_WORDS = 90
_QUOTED = re.compile(r"^[ ]{0,3}>.*$", re.MULTILINE)
_SHORTCODE = re.compile(r":[a-z0-9_+-]{2,40}:(?:t\d:)?")
_CALLED = re.compile(
    r"\bMember [2-9a-z]{6}\b|@[\w.-]+|(?<!\w)(?:\w\.[ ]){1,2}(?=\W|$)|\bsomebody\b"
)
_REMOVED = re.compile(r"\[(?:e-mail|number|profile) removed\]")
_SMILEY = re.compile(r"(?<!\w)[:;=8xX]['’]?-?[)(DPpOo3|/\\]+(?!\w)|<3|\^\^|\\o/")
_WORD = re.compile(r"\+?\w[\w'’]*")
_URL = re.compile(r"https?://\S+")
_TIME = re.compile(
    r"\b\d{1,2}[:.h]\d{2}\b|\b\d{1,2}\s?(?:am|pm|h|hrs|gmt|utc|cet|eat|cat|wat)\b"
    r"|الساعة|\bsaa\b",
    re.IGNORECASE,
)
_NAMED = re.compile(r"[^\W\d_][\w'’-]*")


def is_small_talk(text: str) -> bool:
    """Whether a post is nothing but small talk, in English, French, Spanish, Portuguese, Arabic or
    Swahili; a text without a word or an emoji is none.

    Args:
        text: cleaned Markdown, redacted or not. What it quotes does not count.
    """  # noqa: D205
    said = _QUOTED.sub("", text).strip()
    if not said or len(said) > _LONGEST:
        return False
    if _is_event(said):
        return True
    if _URL.search(said) or "![" in said or "`" in said:
        return False
    plain = _SMILEY.sub(" ", _SHORTCODE.sub(" ", _REMOVED.sub(" ", _CALLED.sub(" ", said))))
    if not any(character.isalnum() for character in plain):
        return _is_emoji(said) or plain != said
    return _is_all_phrases(plain)


def _is_emoji(text: str) -> bool:
    return any(unicodedata.category(character) in {"So", "Sk"} for character in text)


def _is_event(text: str) -> bool:
    """An invitation: what it is, when, and where to join, and little else."""
    lowered = text.lower()
    return (
        any(link in lowered for link in MEETING_LINKS)
        and any(word in lowered for word in EVENTS)
        and _TIME.search(text) is not None
        and len(_WORD.findall(_URL.sub(" ", text))) <= _EVENT_WORDS
    )


def _is_all_phrases(text: str) -> bool:
    written = [found[0] for found in _WORD.finditer(text)]
    words = [_folded(word) for word in written]
    if len(words) > _MOST_WORDS or "?" in text or "؟" in text:
        return False
    phrases, fillers, longest = _lists()
    place = said = names = 0
    greeted = False  # the word before ends a phrase, or is a name that is allowed
    while place < len(words):
        size = _phrase_at(words, place, phrases, longest)
        if size:
            said, greeted = said + 1, True
        elif words[place] in fillers:
            greeted = False
        elif greeted and _may_be_name(written[place]):
            names += 1
        else:
            return False
        place += size or 1
    return said > 0 and names <= 2


def _phrase_at(words: list[str], place: int, phrases: frozenset[str], longest: int) -> int:
    """How many words the longest phrase has that begins here."""
    for size in range(min(longest, len(words) - place), 0, -1):
        if " ".join(words[place : place + size]) in phrases:
            return size
    return 0


def _may_be_name(word: str) -> bool:
    """After a greeting, one or two capitalised words may be whom it greets."""
    return _NAMED.fullmatch(word) is not None and word[0].isupper() and not word.isupper()


def _folded(word: str) -> str:
    return word.casefold().replace("’", "'").rstrip("'")


@cache
def _lists() -> tuple[frozenset[str], frozenset[str], int]:
    """Phrases, fillers, and how many words the longest phrase has."""
    listed = re.split(r"[|\n]", PHRASES)
    phrases = frozenset(" ".join(phrase.split()) for phrase in listed if phrase.strip())
    longest = max(len(phrase.split()) for phrase in phrases)
    words = (word for phrase in phrases for word in phrase.split())
    return phrases, frozenset([*FILLERS.split(), *words]), longest
