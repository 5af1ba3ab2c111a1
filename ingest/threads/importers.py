"""The importers there are, each imported when it is used, and which of them an export is for."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

from kb.errors import UsageFault

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ingest.threads.base import ThreadImporter
    from ingest.threads.export import Export

# Where each importer is, in the order in which help lists them.
IMPORTERS = {
    "workplace": "ingest.threads.platforms.workplace:WorkplaceImporter",
    "whatsapp": "ingest.threads.platforms.whatsapp:WhatsAppImporter",
    "yammer": "ingest.threads.platforms.yammer:YammerImporter",
    "mbox": "ingest.threads.platforms.mail:MailImporter",
    "discourse": "ingest.threads.platforms.discourse:DiscourseImporter",
    "stackexchange": "ingest.threads.platforms.stackexchange:StackExchangeImporter",
    "askbot": "ingest.threads.platforms.askbot:AskbotImporter",
    "slack": "ingest.threads.platforms.slack:SlackImporter",
    "mattermost": "ingest.threads.platforms.mattermost:MattermostImporter",
    "telegram": "ingest.threads.platforms.telegram:TelegramImporter",
    "rocketchat": "ingest.threads.platforms.rocketchat:RocketChatImporter",
    "csv": "ingest.threads.platforms.tables:CsvImporter",
    "json": "ingest.threads.platforms.tables:JsonImporter",
}
_LEAST = 0.3  # below it, an importer has not seen what only its platform writes
_NAME_IT = "Name the platform: kb import PLATFORM PATH."


def importer(name: str) -> ThreadImporter:
    """The importer of that name.

    Raises:
        UsageFault: there is none.
    """
    if name not in IMPORTERS:
        known = ", ".join(IMPORTERS)
        raise UsageFault(f"There is no importer `{name}`", f"Importers: {known}.")
    module, attribute = IMPORTERS[name].split(":")
    made: ThreadImporter = getattr(importlib.import_module(module), attribute)()
    return made


def detect(export: Export, among: Iterable[ThreadImporter] | None = None) -> ThreadImporter:
    """The importer that recognises an export best.

    Args:
        export: what is to be imported.
        among: the importers to ask; all there are, unless told otherwise.

    Raises:
        UsageFault: none recognises it, or two do so equally well, with their names.
    """
    asked = [importer(name) for name in IMPORTERS] if among is None else list(among)
    sure = {one.name: one.recognises(export) for one in asked}
    best = max(sure.values(), default=0.0)
    names = [name for name, how in sure.items() if how == best]
    if best < _LEAST:
        known = ", ".join(sure)
        raise UsageFault(f"No importer knows what {export.path} is", f"{_NAME_IT} Known: {known}.")
    if len(names) > 1:
        raise UsageFault(f"{export.path} may be of {' or '.join(names)}", _NAME_IT)
    return next(one for one in asked if one.name == names[0])
