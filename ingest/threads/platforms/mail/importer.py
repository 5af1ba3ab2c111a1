"""Mailing lists in: catalogue every message, put them into threads, read thread by thread."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from ingest.threads.platforms.mail.assembly import Assembler
from ingest.threads.platforms.mail.catalogue import Catalogue
from ingest.threads.platforms.mail.conversations import Conversations
from ingest.threads.platforms.mail.files import mail_files
from ingest.threads.platforms.mail.forms import form_of
from ingest.threads.platforms.mail.packed import unpacked_head
from ingest.threads.spool import Spool

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ingest.threads.base import ImportOptions, SourceThread, Tally
    from ingest.threads.export import Export

__all__ = ["MailImporter"]

_LOOKED_AT = 40


class MailImporter:
    """Reads mailing lists' archives and mailboxes; see `ThreadImporter`."""

    name = "mbox"
    label = "Mailing list"

    def recognises(self, export: Export) -> float:
        """How surely there is mail in it: of its first files the share that is mail."""
        forms = []
        for file in export.files[:_LOOKED_AT]:
            head = unpacked_head(file)
            if head.strip():
                forms.append(form_of(head))
        boxes, found = forms.count("mailbox"), len(forms) - forms.count(None)
        if not found:
            return 0.0
        sure = 0.95 if boxes else 0.8
        return sure if found * 2 >= len(forms) else sure / 2

    def threads(
        self, export: Export, tally: Tally, options: ImportOptions
    ) -> Iterator[SourceThread]:
        """Yield threads by their first message; memory grows with the largest thread only."""
        with (
            Spool(export.scratch, "mail") as messages,
            Spool(export.scratch, "mail-claims") as claims,
        ):
            catalogue = Catalogue(messages, tally, ZoneInfo(options.timezone))
            for file in mail_files(export, tally):
                catalogue.add(file)
            conversations = Conversations(claims)
            for key, entry in messages.records():
                messages.move(key, conversations.place(entry))
            assembler = Assembler(export.scratch, tally, catalogue.zone, catalogue.list_tags())
            for key, entries in messages.threads():
                thread = assembler.thread(key, entries)
                if thread is not None:
                    yield thread
