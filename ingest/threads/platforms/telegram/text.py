"""The texts of Telegram as Markdown: a string, or a list of strings and marked pieces."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.threads.base import SourcePerson
from ingest.threads.platforms.fields import field, sound

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["telegram_text"]

_AROUND = {"bold": "**", "italic": "*", "strikethrough": "~~", "code": "`"}


def telegram_text(text: object) -> tuple[str, tuple[SourcePerson, ...]]:
    """Markdown with the lines as they were, and whom the text mentions.

    Args:
        text: as in ``text`` of a message; anything that is neither string nor list is nothing.
    """
    pieces = text if isinstance(text, list) else [text]
    named = [_mentioned(piece) for piece in pieces if isinstance(piece, dict)]
    return "".join(_pieces(pieces)), tuple(dict.fromkeys(person for person in named if person))


def _pieces(pieces: list[object]) -> Iterator[str]:
    for piece in pieces:
        if isinstance(piece, str):
            yield _with_breaks(sound(piece))
        elif isinstance(piece, dict):
            yield _marked(field(piece, "type"), field(piece, "text"), piece)


def _marked(kind: str, words: str, piece: dict[str, object]) -> str:
    if kind == "pre":
        return f"\n```{field(piece, 'language')}\n{words}\n```\n"
    if kind == "blockquote":
        quoted = "\n".join(f"> {line}" for line in words.split("\n"))
        return f"\n{quoted}\n\n"
    if kind == "text_link":
        return f"[{words}]({field(piece, 'href')})"
    if kind == "mention_name":
        return f"@{words}"
    bare = words.strip()
    if kind not in _AROUND or not bare or "\n" in bare:
        return _with_breaks(words)
    # Emphasis begins and ends at a word, also where Telegram's includes a space.
    begin, _, end = words.partition(bare)
    return f"{begin}{_AROUND[kind]}{bare}{_AROUND[kind]}{end}"


def _with_breaks(words: str) -> str:
    return words.replace("\n", "  \n").replace("  \n  \n", "\n\n")


def _mentioned(piece: dict[str, object]) -> SourcePerson | None:
    words = field(piece, "text")
    if field(piece, "type") == "mention_name":
        identifier = field(piece, "user_id")
        return SourcePerson(
            name=words, handle=f"user{identifier}" if identifier else "", aliases=(words,)
        )
    if field(piece, "type") == "mention":
        return SourcePerson(handle=words.removeprefix("@"), aliases=(words.removeprefix("@"),))
    return None
