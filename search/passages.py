"""Documents cut into passages: what is embedded, found, shown and cited."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb.files import sha256_of_text
from search.blocks import Block, Piece, blocks

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kb.library.anchors import Anchor

SPLITTER = "5"  # raise it when passages of an unchanged document come out differently
LARGEST = 100  # words; the default model reads at most 190 or so, and shorter is found better
LETTERS = 12  # longer than words of any language are on average: text beyond it is data
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7ff]")
_RULE = re.compile(r"[^|]+")


@dataclass(frozen=True)
class Passage:
    """A stretch of one section of a document.

    Attributes:
        ordinal: 0-based place in the document; below 0 for what is said about it.
        text: plain text; list items and table rows one a line, code as it is.
        headings: heading path, outermost first.
        anchor: where it begins in the original; ``None`` where that has no pages.
    """

    ordinal: int
    text: str
    headings: tuple[str, ...]
    anchor: Anchor | None

    def embedded(self, title: str) -> str:
        """The text a model is given: its nearest heading says what a passage is about.

        The whole path, title included, was measured too: it makes all passages of a document alike.
        """
        about = self.headings[-1] if self.headings else title
        return f"{about}\n{self.text}".strip() if about != self.text else self.text


def text_key(text: str) -> str:
    """The name under which a text's vector is kept."""
    return sha256_of_text(text)


def size(text: str) -> float:
    """Length of a text in words.

    Characters of scripts without spaces count as 0.7 of one, and 12 letters of data as one.
    """
    return max(len(text.split()), len(text) / LETTERS) + 0.7 * len(_UNSPACED.findall(text))


def split(body: str, language: str, about: Sequence[str] = ()) -> list[Passage]:
    """Cut a Markdown body into passages that follow its sections and sentences.

    What is said ``about`` the document, its title, its summary and the questions that it answers,
    are passages too, with ordinals below 0: a question is nearer to a question than to its answer,
    and they are found by people who do not know the words of the field yet.

    A passage never crosses a heading; every word of the body is in a passage's text or headings.
    Passages do not overlap, but a table's header row is repeated in each.
    """
    found = [Passage(n - len(about), text, (), None) for n, text in enumerate(about)]
    for headings, section in _sections(blocks(body, language)):
        for pieces in _pack([piece for block in section for piece in _pieces(block)]):
            text = "\n".join(_join(pieces))
            found.append(Passage(len(found) - len(about), text, headings, pieces[0].anchor))
    return found


def _sections(found: list[Block]) -> Iterator[tuple[tuple[str, ...], list[Block]]]:
    """Blocks under each heading with the heading's path.

    A heading with nothing under it, not even a smaller heading, is a section of its own text.
    """
    path: list[tuple[int, Piece]] = []
    section: list[Block] = []
    for index, block in enumerate(found):
        if block.kind != "heading":
            section.append(block)
            continue
        if section:
            yield _texts(path), section
        section = []
        path = [item for item in path if item[0] < block.level]
        path.append((block.level, block.pieces[0]))
        following = found[index + 1] if index + 1 < len(found) else None
        if following is None or (following.kind == "heading" and following.level <= block.level):
            yield _texts(path), [Block("text", block.pieces)]
    if section:
        yield _texts(path), section


def _texts(path: list[tuple[int, Piece]]) -> tuple[str, ...]:
    return tuple(piece.text for _, piece in path)


@dataclass(frozen=True)
class _Unit:
    """A piece on its way into a passage, with the block it belongs to."""

    text: str
    anchor: Anchor | None
    block: Block
    size: float


def _pieces(block: Block) -> Iterator[_Unit]:
    rows = block.pieces[1:] if block.kind == "table" and len(block.pieces) > 1 else block.pieces
    room = LARGEST - (size(_header(block)) if rows is not block.pieces else 0)
    for piece in rows:
        for text in _cut(piece.text, max(room, LARGEST / 3)):
            yield _Unit(text, piece.anchor, block, size(text))


def _header(block: Block) -> str:
    """A table's header row with the rule below it, cut where it would fill the passage."""
    header = block.pieces[0].text
    return f"{header}\n{_RULE.sub('---', header)}" if size(header) <= LARGEST / 3 else ""


def _cut(text: str, largest: float) -> Iterator[str]:
    """A piece as it is or, where it is longer than a passage, cut between words if it has any."""
    most = int(largest * LETTERS)
    while size(text[: 2 * most]) > largest:
        head = text[:most]
        words = [match.end() for match in re.finditer(r"\S+", head)]
        end = words[int(largest) - 1] if len(words) > largest else len(head)
        if _UNSPACED.search(head):
            end = min(end, int(largest))
        if text[
            end : end + 1
        ].strip():  # inside a word: back to the space before it, if one is near
            space = text.rfind(" ", end // 2, end)
            end = space if space > 0 else end
        yield text[:end].rstrip()
        text = text[end:].lstrip()
    if text:
        yield text


def _pack(units: list[_Unit]) -> Iterator[list[_Unit]]:
    """Fill passages evenly: a section a little too long for one makes two halves, not a stump."""
    total = sum(unit.size for unit in units)
    target = total / max(1, math.ceil(total / LARGEST))
    filled: list[_Unit] = []
    held = 0.0
    for unit in units:
        if filled and (held + unit.size > LARGEST or held + unit.size / 2 > target):
            yield filled
            filled, held = [], 0.0
        filled.append(unit)
        held += unit.size
    if filled:
        yield filled


def _join(units: list[_Unit]) -> Iterator[str]:
    """Sentences of a paragraph run on; paragraphs, items, rows and code lines stand alone."""
    line: list[str] = []
    previous: Block | None = None
    for unit in units:
        if line and (unit.block is not previous or unit.block.kind != "text"):
            yield " ".join(line)
            line = []
        if unit.block is not previous and unit.block.kind == "table" and len(unit.block.pieces) > 1:
            header = _header(unit.block)
            if header:
                yield header
        line.append(unit.text)
        previous = unit.block
    if line:
        yield " ".join(line)
