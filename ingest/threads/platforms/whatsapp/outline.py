"""What a first look at a whole chat says: how it writes dates, and whose it is."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from ingest.threads.clock import Evidence, Settled
from ingest.threads.platforms.text_files import open_text
from ingest.threads.platforms.whatsapp.content import refusal
from ingest.threads.platforms.whatsapp.lines import messages, without_marks

if TYPE_CHECKING:
    from ingest.threads.base import ImportOptions
    from ingest.threads.export import Export, ExportFile

__all__ = ["FIRST_YEAR", "Outline", "chat_name", "is_private", "outline_of"]

FIRST_YEAR = 2009  # WhatsApp's
_TITLED = re.compile(
    r"^(?:.*?\bwhatsapp\b(?:[ _]chat)?|.*?واتساب)[ _]*(?:-|with|avec|con|com|mit|na|مع)?[ _]*",
    re.IGNORECASE,
)
_COPY = re.compile(r"\s*\(\d+\)$")
_ENOUGH = 3  # people: then a chat is a group


@dataclass
class Outline:
    """What a first look at all of a file says."""

    order: Settled
    messages: int = 0
    senders: set[str] = field(default_factory=set)
    namesake: str = ""


def outline_of(file: ExportFile, options: ImportOptions) -> Outline:
    """The first look at a file."""
    evidence = Evidence(FIRST_YEAR)
    outline = Outline(Settled("dmy", certain=True))
    with open_text(file) as lines:
        for line in messages(lines):
            outline.messages += 1
            evidence.add(line.written)
            if not refusal(line) and len(outline.senders) < _ENOUGH:
                outline.senders.add(line.sender)
            elif outline.messages == 1:
                outline.namesake = line.sender  # iOS: the chat's name before the note on encryption
    outline.order = evidence.settle(options.day_first)
    return outline


def is_private(outline: Outline, chat: str) -> bool:
    """Whether two people write to each other: their chat has the name of one of them."""
    names = {sender.casefold() for sender in outline.senders}
    return len(names) < _ENOUGH and bool(names & {chat.casefold(), outline.namesake.casefold()})


def chat_name(export: Export, file: ExportFile) -> str:
    """What a chat is called: by its file, its folder or its archive, without "WhatsApp Chat"."""
    folders = PurePosixPath(file.name).parent.name
    candidates = [PurePosixPath(file.basename).stem, folders, export.path.stem]
    if export.path.is_file() and export.path.name == file.basename:
        candidates.append(export.path.resolve().parent.name)
    for candidate in candidates:
        name = _TITLED.sub("", _COPY.sub("", without_marks(candidate))).strip(" -_")
        if name and name != "chat":
            return name
    return "chat"
