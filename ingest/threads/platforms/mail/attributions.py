"""The lines that say whose words follow: "On … wrote:", and headers copied by Outlook."""

from __future__ import annotations

import re

__all__ = ["LONGEST_INTRO", "attributes", "begins_original", "copied", "intro_above"]

LONGEST_INTRO = 300  # characters of one of its lines
_ORIGINAL = re.compile(
    r"^\s*-{2,}\s*(?:original message|message d'origine|message original|ursprüngliche nachricht"
    r"|originalnachricht|mensaje original|mensagem original|messaggio originale"
    r"|oorspronkelijk bericht|رسالة أصلية|الرسالة الأصلية|исходное сообщение|原始邮件)\s*-{2,}\s*$",
    re.IGNORECASE,
)
_FIELD = re.compile(
    r"^\s*\*?(?:from|sent|date|to|cc|subject|de|envoyé|à|objet|von|gesendet|an|betreff"
    r"|enviado(?: el| em)?|para|asunto|assunto|da|inviato|a|oggetto|van|verzonden|aan|onderwerp"
    r"|data|reply-to)"
    r"\s?:\*?\s",
    re.IGNORECASE,
)
_ATTRIBUTION = re.compile(
    r"\b(?:wrote|writes|said|a écrit|écrivait|schrieb|escribió|escribi\?|escreveu|ha scritto"
    r"|schreef|skrev|napisał\(?a?\)?|написал\(?а?\)?|пишет|yazdı|كتب|写道|さん)\b[^:]{0,80}[::]\s*$"
    r"|^(?:on|le|am|el|em|il|op|quoting)\b.*[::]\s*$|^\W*\d.*[@<].*[::]\s*$"
    r"|<[^\s<>]+(?:@| at )[^\s<>]+>[::]\s*$",
    re.IGNORECASE | re.DOTALL,
)


def attributes(text: str) -> bool:
    """Whether a text ends with or is a line that says who wrote what follows."""
    return _ATTRIBUTION.search(text) is not None


def intro_above(lines: list[str]) -> int:
    """How many lines, up to four, at the end name the author of the quotation that follows.

    Args:
        lines: of the author's own, without empty ones at their end.
    """
    end = len(lines)
    for count in range(1, min(4, end) + 1):
        above = lines[end - count :]
        if not above[0].strip() or len(above[0]) > LONGEST_INTRO:
            return 0
        if attributes(" ".join(above)) and (count == 4 or _begins(lines, end - count)):
            return count
    return 0


def _begins(lines: list[str], place: int) -> bool:
    """Whether a paragraph begins at a line, or a line that begins as attributions do."""
    starts = re.match(
        r"(?:on|le|am|el|em|il|op|den|quoting|at|\d|>)\b", lines[place], re.IGNORECASE
    )
    return place == 0 or not lines[place - 1].strip() or starts is not None


def begins_original(lines: list[str], place: int) -> bool:
    """Whether a copy of another message begins here, as Outlook puts it below an answer."""
    line = lines[place]
    if _ORIGINAL.match(line):
        return True
    if not _FIELD.match(line) or (place and _FIELD.match(lines[place - 1])):
        return False
    return sum(_FIELD.match(one) is not None for one in lines[place : place + 8]) >= 3


def copied(lines: list[str]) -> list[str]:
    """The copy as a quotation, without the lines that say whose it is."""
    frame = 0
    while frame < len(lines) and is_frame(lines[frame]):
        frame += 1
    return [f"> {line}".rstrip() for line in lines[frame:]]


def is_frame(line: str) -> bool:
    return not line.strip() or any(form.match(line) for form in (_ORIGINAL, _FIELD))
