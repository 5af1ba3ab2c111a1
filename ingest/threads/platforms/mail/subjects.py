"""Subjects: what a message is about without reply prefixes and the tags that lists put before."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection

# "Re:" and "Fwd:" as mail programs of many languages write them.
_PREFIX = re.compile(
    r"\s*(?:re|fwd?|aw|wg|tr|rv|res|resp|rép|réf|enc|sv|vs|vb|antw|doorst|odp|pd|r|rif|ynt|ilt"
    r"|vá|továbbítás|atb|παν|απ|σχετ|отв|ответ|пересл|на|回复|回覆|答复|转发|轉寄|رد|الرد"
    r"|إعادة توجيه|הועבר|תשובה|返信|転送|답장|전달)"
    r"(?:\s?[\[(]\d{1,3}[\])]|\*\d+|\^\d+)?\s*[:\uff1a]",
    re.IGNORECASE,
)
_TAG = re.compile(r"\s*\[([^\[\]]{1,60})\]")
_BRACKETED = re.compile(r"^\s*\[(?:fwd?|re)\s*:(.*)\]\s*$", re.IGNORECASE)
_FORWARDED = re.compile(r"\s*\((?:fwd?|fw)\)\s*$", re.IGNORECASE)
_SHORTEST = 8
_GENERIC = {
    "no subject", "(no subject)", "sans objet", "sin asunto", "sem assunto", "kein betreff",
    "senza oggetto", "hi all", "hello all", "hello everyone", "dear all", "help needed",
    "help please", "please help", "need help", "quick question", "a question",
    "one question", "thank you", "thanks all", "many thanks", "bonjour à tous",
    "demande d'aide", "una pregunta", "una consulta", "uma dúvida", "good morning",
    "mailing list", "your mail", "bez tematu",
}  # fmt: skip


class Subject(NamedTuple):
    """A subject in parts.

    Attributes:
        words: without reply prefixes and without tags; empty where nothing else is there.
        tags: in brackets before them, such as a list's name, in order.
        is_reply: a prefix says that it answers or passes on something.
    """

    words: str
    tags: tuple[str, ...]
    is_reply: bool

    @property
    def base(self) -> str:
        """By which messages are compared; empty for subjects that say too little for that."""
        base = " ".join(self.words.casefold().split()).strip(" .,;:!?-")
        telling = (len(base) >= _SHORTEST and len(base.split()) > 1) or len(base) >= 2 * _SHORTEST
        if not base.isascii() and len(base) >= _SHORTEST:
            telling = True  # words of scripts that write none apart
        return base if telling and base not in _GENERIC else ""

    def title(self, list_tags: Collection[str]) -> str:
        """For readers: tags that are not the list's own stay."""
        own = {tag.casefold() for tag in list_tags}
        kept = [f"[{tag}]" for tag in self.tags if tag.casefold() not in own]
        return " ".join([*kept, self.words]).strip()


def parsed_subject(text: str) -> Subject:
    """A subject line in parts."""
    tags: list[str] = []
    is_reply = False
    text = text[:1000]
    while True:
        if found := _BRACKETED.match(text):
            text, is_reply = found[1], True
        elif found := _PREFIX.match(text):
            text, is_reply = text[found.end() :], True
        elif found := _TAG.match(text):
            tags.append(" ".join(found[1].split()))
            text = text[found.end() :]
        elif found := _FORWARDED.search(text):
            text, is_reply = text[: found.start()], True
        else:
            return Subject(" ".join(text.split()), tuple(dict.fromkeys(tags)), is_reply)
