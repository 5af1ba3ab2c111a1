"""Quotations of what was said before, shortened or dropped."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ingest.threads.platforms.mail.attributions import LONGEST_INTRO, attributes
from ingest.threads.platforms.mail.repeated import WORDS, Said

if TYPE_CHECKING:
    from ingest.threads.platforms.mail.blocks import Block

__all__ = ["shortened"]

_BRIEF = 4
_LONG = 12
_GREETING = 3  # words of a line at most


def shortened(block: Block, said: Said, *, trails: bool, alone: bool) -> list[str]:
    """What is left of a quotation, as paragraphs; all of what no earlier post says.

    Args:
        block: the quotation.
        said: the posts before.
        trails: nothing of the author's own follows it.
        alone: it is the only quotation of its post.
    """
    lines = [line.rstrip() for line in block.lines if line.strip()]
    if not said.repeats(re.sub(r"^[> \t]+", "", "\n".join(lines), flags=re.MULTILINE)):
        intro = " ".join(line.strip() for line in block.intro)
        return [intro, "\n".join(lines)]
    if trails:
        return []
    if alone and block.filled > _BRIEF:
        return ["\n".join([*_opening(lines), "> …"])]
    if block.filled > _LONG:
        return ["\n".join([*_opening(lines), "> …", *_filled(lines)[-4:]])]
    return ["\n".join(lines)]


def _opening(lines: list[str]) -> list[str]:
    """The first two lines that say something: no greeting, not who wrote it."""
    telling = [
        line
        for line in lines
        if len(WORDS.findall(line)) > _GREETING and not attributes(line[:LONGEST_INTRO])
    ]
    return (telling or _filled(lines))[:2]


def _filled(lines: list[str]) -> list[str]:
    return [line for line in lines if line.strip("> \t")]
