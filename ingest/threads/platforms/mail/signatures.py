"""Signatures below posts: what follows "-- ", and what telephones add."""

from __future__ import annotations

import re

_LONGEST = 25
_LONGEST_DOUBTFUL = 8
_TELEPHONE = re.compile(
    r"^\s*(?:sent (?:from|via) (?:my |an? |the )?.{0,40}(?:phone|pad|pod|blackberry|android|galaxy"
    r"|mobile|mail|handheld|tablet|device|outlook|huawei|nokia|samsung|xiaomi).{0,60}"
    r"|get outlook for .{1,40}|télécharger outlook pour .{1,40}|obtener outlook para .{1,40}"
    r"|obter o outlook para .{1,40}|outlook für .{1,30}beziehen|sent using .{1,40}mail.{0,40}"
    r"|envoyé (?:de|depuis|à partir d[eu']) ?(?:mon|ma|un|yahoo).{0,60}"
    r"|enviado (?:desde|do|de|a partir d[eo]) (?:mi|meu|el|yahoo).{0,60}"
    r"|inviato (?:da|dal) .{0,60}|verstuurd vanaf .{0,60}|отправлено (?:с|из) .{0,60}"
    r"|von meinem .{1,40}gesendet|gesendet (?:von|mit) .{0,60}|أ?ُ?رسلت من .{0,60}"
    r"|发自我的.{0,40}|從我的.{0,40}傳送|iphone\s?から送信)\s*$",
    re.IGNORECASE,
)


def without_signature(lines: list[str], *, last: bool) -> list[str]:
    """An author's own lines without their signature.

    Args:
        lines: between quotations.
        last: the author says nothing after them. Only then does "--" without a blank count, which
            people also write to divide a text, and only with few lines after it.
    """
    kept = lines
    for place in range(len(lines) - 1, -1, -1):
        if _is_delimiter(lines, place, last=last):
            kept = lines[:place]
            break
    while kept and not kept[-1].strip():
        kept = kept[:-1]
    if kept and _TELEPHONE.match(kept[-1]):
        kept = kept[:-1]
    return kept


def _is_delimiter(lines: list[str], place: int, *, last: bool) -> bool:
    line = lines[place]
    if line.rstrip("\r") == "-- ":
        return _filled(lines[place + 1 :]) <= _LONGEST
    return line.rstrip() == "--" and last and _filled(lines[place + 1 :]) <= _LONGEST_DOUBTFUL


def _filled(lines: list[str]) -> int:
    return sum(bool(line.strip()) for line in lines)
