"""How long a text takes to read."""

from __future__ import annotations

from kb.library.anchors import strip_anchors

READING_SPEED = 180
"""Words a minute. Ours, at the slow end on purpose: for silent reading of English non-fiction most
adults lie between 175 and 300, with 238 on average, and readers of English as a second language
are slower (M. Brysbaert, How many words do we read per minute?, Journal of Memory and Language 109,
2019, abstract); many of our readers are such."""


def count_words(body: str) -> int:
    """Words of a Markdown body, anchors left out."""
    return len(strip_anchors(body).split())


def reading_minutes(words: int) -> int:
    """Whole minutes that many words take to read, at least 1."""
    return max(1, -(-words // READING_SPEED))
