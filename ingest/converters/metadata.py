"""What a document says of itself, cleaned: titles, dates and languages, junk refused."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

__all__ = ["clean_country", "clean_date", "clean_language", "clean_title"]

_FILE_ENDING = re.compile(
    r"\.(?:docx?|pptx?|xlsx?|od[tps]|rtf|txt|md|html?|pdf|indd|tmp)$", re.IGNORECASE
)
_PRODUCER = re.compile(
    r"^(?:microsoft (?:word|powerpoint|excel|office \w+)|untitled)\s*[-–:]\s*", re.IGNORECASE
)
_JUNK = re.compile(
    r"""(?:(?:microsoft\s+)?(?:powerpoint|word|excel)(?:\s+(?:presentation|document|workbook))?
    |(?:slide|folie|diapositiva|diapositive|page|sheet|document|presentation|dokument|documento
        |chapter|section|book|workbook|untitled)\s*[\d.]*
    |untitled.*|unbenannt.*|sans\s+titre.*|sin\s+t[ií]tulo.*|sem\s+t[ií]tulo.*|no\s+title|title
    |pr[eé]sentation(?:\s+powerpoint)?|presentaci[oó]n\s+de\s+powerpoint
    |apresenta[cç][aã]o\s+do\s+powerpoint|powerpoint-pr[aä]sentation
    |click\s+to\s+(?:add|edit).*|[\W\d_]*)""",
    re.IGNORECASE | re.VERBOSE,
)
_ISO_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?![\d])")
_LANGUAGE = re.compile(
    r"([A-Za-z]{2,3})(?:[-_]([A-Za-z]{4}))?(?:[-_]([A-Za-z]{2}|\d{3}))?(?:[-_.@].*)?"
)


def clean_title(stated: str | None) -> str | None:
    """The title a person would give, or ``None`` for what a program left there.

    Refused: empty, "PowerPoint Presentation", "Slide 1", "untitled", numbers, bare file names;
    "Microsoft Word - " before a title is taken off.
    """
    title = " ".join((stated or "").split())
    had_producer = _PRODUCER.match(title) is not None
    title = _PRODUCER.sub("", title)
    is_file_name = _FILE_ENDING.search(title) is not None and (had_producer or " " not in title)
    if is_file_name or _JUNK.fullmatch(title) or len(title) > 300:
        return None
    return title or None


def clean_date(stated: str | datetime | date | None) -> date | None:
    """The day that a property states in ISO 8601 form, if it is a likely one.

    A year or month alone is no day and gives ``None``; so do the epochs that programs leave behind
    (before 1971) and days that are still to come.
    """
    if isinstance(stated, datetime):
        stated = stated.date()
    if isinstance(stated, str):
        found = _ISO_DATE.match(stated.strip())
        if not found or not found[3]:
            return None
        try:
            stated = date(int(found[1]), int(found[2]), int(found[3]))
        except ValueError:
            return None
    if stated is None or not date(1971, 1, 1) <= stated <= datetime.now(UTC).date():
        return None
    return stated


def clean_language(stated: str | None) -> str | None:
    """A BCP 47 tag in its usual case (``pt-BR``), or ``None`` for what is none."""
    found = _LANGUAGE.fullmatch((stated or "").strip())
    if not found or found[1].lower() in {"und", "zxx", "mul", "x", "none"}:
        return None
    parts = [found[1].lower()]
    parts += [found[2].title()] if found[2] else []
    parts += [found[3].upper()] if found[3] else []
    return "-".join(parts)


def clean_country(stated: str | None) -> str | None:
    """An ISO 3166-1 alpha-2 code in capitals, or ``None`` for anything else."""
    code = (stated or "").strip().upper()
    return code if re.fullmatch(r"[A-Z]{2}", code) else None
