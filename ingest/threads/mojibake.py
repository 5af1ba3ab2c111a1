"""UTF-8 that was read as Latin-1 or Windows-1252, mended where it surely is that.

For posts of any platform, where right and misread lines may stand beside each other. What is
misread as a whole, as all strings of Facebook's JSON are, is mended as it is read
(`ingest.threads.platforms.workplace.mojibake`).
"""

from __future__ import annotations

import re

# Letters that begin the misread forms of what western languages, Arabic, punctuation and emoji
# are written with; É or Ú before a closing quotation mark is ordinary French or Portuguese.
_SURE = re.compile("[ÂÃâð][\x80-\xff–-™Œ-Ÿƒˆ˜]")
_LIKELY = re.compile("[ÄÅØÙÐÑ][\x80-\xff–-™Œ-Ÿƒˆ˜]")


def mend_mojibake(text: str) -> str:
    """The text with misread lines mended; all other lines as they are.

    A line is mended where ftfy, which weighs how odd its characters look together, sees only this
    one fault in it, and where all of it turns into UTF-8 without a byte left over. A line that
    mixes misread and right letters stays.
    """
    if text.isascii():
        return text
    return "\n".join(line if line.isascii() else _mended(line) for line in text.split("\n"))


def _mended(line: str) -> str:
    from ftfy import fix_encoding_and_explain

    if not _SURE.search(line) and len(_LIKELY.findall(line)) < 2:
        return line
    mended, steps = fix_encoding_and_explain(line)
    kinds = {(step.action, step.parameter) for step in steps or ()}
    allowed = {("encode", "latin-1"), ("encode", "sloppy-windows-1252"), ("decode", "utf-8")}
    return str(mended) if kinds and kinds <= allowed else line
