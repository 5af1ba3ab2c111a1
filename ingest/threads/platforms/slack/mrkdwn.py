"""The texts of Slack (mrkdwn) as Markdown."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from ingest.threads.base import SourcePerson
from ingest.threads.platforms.chat_markup import to_markdown

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["slack_text"]

_REFERENCE = re.compile(r"<([@#!]?)([^<>|\n]*)(?:\|([^<>\n]*))?>")
_CODE = re.compile(r"```.*?```|`[^`\n]+`", re.DOTALL)
_QUOTE = re.compile(r"^&gt;", re.MULTILINE)


def slack_text(
    text: str, people: Mapping[str, SourcePerson]
) -> tuple[str, tuple[SourcePerson, ...]]:
    """Markdown, and whom the text mentions.

    Args:
        text: as exported: ``&``, ``<`` and ``>`` are entities, references stand in ``<…>``.
        people: by id.
    """
    named: dict[SourcePerson, None] = {}

    def resolved(found: re.Match[str]) -> str:
        mark, target, label = found[1], found[2], found[3] or ""
        if mark == "@":
            person = people.get(target) or SourcePerson(name=label, handle=target)
            named[person] = None
            return f"@{person.name or label or target}"
        if mark:
            name = label or target.partition("^")[0]
            return name if name.startswith(("@", "#")) else f"{'#' if mark == '#' else '@'}{name}"
        return _link(target, label)

    text = _CODE.sub(lambda found: html.unescape(found[0]), _REFERENCE.sub(resolved, text))
    return to_markdown(_QUOTE.sub(">", text)), tuple(named)


def _link(target: str, label: str) -> str:
    address = target.removeprefix("mailto:").removeprefix("tel:")
    if not label or label in {target, address}:
        return address
    return f"[{label}]({target})"
