"""WhatsApp chats as threads.

A chat is named by its file, so another export of it must keep that name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.threads.base import PRIVATE, ImportOptions, SourceThread, Tally
from ingest.threads.chats import Chats
from ingest.threads.clock import AMBIGUOUS
from ingest.threads.platforms.whatsapp.chat import Chat
from ingest.threads.platforms.whatsapp.lines import messages
from ingest.threads.platforms.whatsapp.outline import chat_name, is_private, outline_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ingest.threads.export import Export

__all__ = ["WhatsAppImporter"]


class WhatsAppImporter:
    """Reads `_chat.txt` and "WhatsApp Chat with ….txt"."""

    name = "whatsapp"
    label = "WhatsApp"

    def recognises(self, export: Export) -> float:
        """By the files' names, and by first lines that begin like messages."""
        surest = 0.0
        for file in export.matching("*.txt")[:20]:
            head = file.head(4096).decode("utf-8", "replace").splitlines(keepends=True)
            found = sum(1 for _ in messages(head))
            named = file.basename == "_chat.txt" or "whatsapp" in file.name.lower()
            surest = max(surest, (0.95 if named else 0.7) if found else 0.0)
        return surest

    def threads(
        self, export: Export, tally: Tally, options: ImportOptions
    ) -> Iterator[SourceThread]:
        """The threads that silence, questions and quotations cut the chats into."""
        media = {file.basename: file for file in export.files}
        groups: dict[str, str] = {}
        with Chats(export, tally, options) as chats:
            for file in export.matching("*.txt"):
                outline = outline_of(file, options)
                if not outline.messages:
                    if file.basename == "_chat.txt" or len(export.files) == 1:
                        tally.fault(file.name, "No line in it begins like a message of a chat.")
                    continue
                tally.seen(outline.messages)
                chat = chat_name(export, file)
                if is_private(outline, chat):
                    tally.skip(PRIVATE, outline.messages)
                    continue
                if not outline.order.certain:
                    tally.note(f"{file.name}: {AMBIGUOUS}", outline.messages)
                groups[chat] = chat
                Chat(chat, chats, media, outline.order, options).read(file, tally)
            yield from chats.threads(groups)
