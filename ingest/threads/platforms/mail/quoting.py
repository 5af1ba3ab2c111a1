"""Quotations and signatures in plain text: what a thread already says is not said again.

A reader of a thread has the earlier posts above. So a quotation of which most words stand in an
earlier post of the thread is

- dropped where nothing of the author's own follows it: the whole post copied below an answer;
- cut to its first two lines and "..." where one answer follows one quotation;
- kept where answers stand between quotations, from twelve lines on cut to its first two and last
  four lines: people answer what stands right above.

A quotation of anything else, such as of a post that the archive does not hold, stays as it is. The
line that says who wrote it ("On ... wrote:") goes with a quotation that an earlier post repeats and
stays with others.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ingest.threads.platforms.mail.blocks import Block, blocks_of
from ingest.threads.platforms.mail.footers import without_footers
from ingest.threads.platforms.mail.quotations import shortened
from ingest.threads.platforms.mail.signatures import without_signature

if TYPE_CHECKING:
    from ingest.threads.platforms.mail.repeated import Said

__all__ = ["folded"]


def folded(text: str, said: Said) -> str:
    """A post without what its thread already says, and without its signature.

    Args:
        text: plain text.
        said: the posts before it.
    """
    blocks = _without_signatures(blocks_of(without_footers(text.split("\n"))))
    own = [place for place, block in enumerate(blocks) if not block.quoted]
    quoted = len(blocks) - len(own)
    written: list[str] = []
    for place, block in enumerate(blocks):
        if block.quoted:
            trails = bool(own) and place > own[-1]
            written += shortened(block, said, trails=trails, alone=quoted == 1)
        else:
            written.append("\n".join(block.lines).strip("\n"))
    return "\n\n".join(part for part in written if part.strip()).rstrip()


def _without_signatures(blocks: list[Block]) -> list[Block]:
    """Blocks that say something; signatures stay where a post is nothing else."""
    own = [block for block in blocks if not block.quoted and block.filled]
    bare = [
        block
        if block.quoted
        else replace(block, lines=without_signature(block.lines, last=block is own[-1]))
        for block in blocks
        if block.filled
    ]
    if not any(block.filled for block in bare if not block.quoted):
        return [block for block in blocks if block.filled]
    return [block for block in bare if block.filled]
