"""What only Discourse writes in the texts of posts: polls, mentions, uploads."""

from __future__ import annotations

import html
import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from ingest.threads.base import SourceAttachment

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"

_POLL = re.compile(r"^[ \t]*\[/?poll(?: [^\]\n]{0,300})?\][ \t]*$", re.MULTILINE | re.IGNORECASE)
_MENTION = re.compile(r'<a class="mention" href="[^"]{0,300}">@([^<]{1,100})</a>')
_RAW_MENTION = re.compile(r"(?<![\w@/.`])@([A-Za-z0-9_][\w.-]{0,58}[A-Za-z0-9])")
_CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)

_UPLOAD = r"(?:upload://|[^\s\"'()<>]{0,300}/uploads/(?:short-url/|default/|[\w.-]+/(?:original|optimized)/))"
_RAW_UPLOAD = re.compile(rf"\[([^\]\n]{{0,300}})\]\(({_UPLOAD}[^\s)]{{1,300}})\)")
_HTML_UPLOAD = re.compile(
    rf'<(?:a|img)\b[^>]{{0,1000}}?\b(?:href|src)="({_UPLOAD}[^"\s]{{1,300}})"[^>]{{0,1000}}>([^<]{{0,300}})'
)
_TITLE = re.compile(r'\b(?:title|alt)="([^"]{1,300})"')
# Discourse keeps smaller copies of a picture beside it under HASH_2_690x388.png.
_COPY = re.compile(r"_\d+_\d+x\d+$")


def without_polls(raw: str) -> str:
    """Markdown with the choices of polls as the list that they are; `cleaning` knows the rest."""
    return _POLL.sub("", raw) if "poll" in raw else raw


def mentions(raw: str, cooked: str) -> set[str]:
    """User names that a post mentions; its HTML tells them from code, Markdown has to guess."""
    if cooked:
        return {html.unescape(name) for name in _MENTION.findall(cooked)}
    return set(_RAW_MENTION.findall(_CODE.sub(" ", raw)))


def uploads(raw: str, cooked: str, files: Mapping[str, Path]) -> tuple[SourceAttachment, ...]:
    """Files and pictures of a post, each once.

    Args:
        raw: its Markdown, read where there is no HTML.
        cooked: its HTML.
        files: by lower-case name, what else the export holds.
    """
    found: dict[str, SourceAttachment] = {}
    for address, label in _addresses(raw, cooked):
        stored = _stored_name(address)
        suffix = PurePosixPath(stored).suffix
        name = label if PurePosixPath(label).suffix else f"{label}{suffix}" if label else stored
        found.setdefault(stored, SourceAttachment(name, files.get(stored.lower())))
    return tuple(found.values())


def _addresses(raw: str, cooked: str) -> Iterator[tuple[str, str]]:
    """Addresses of uploads with what they are called, which may be nothing."""
    if not cooked:
        for label, address in _RAW_UPLOAD.findall(raw):
            yield address, label.partition("|")[0].strip()
        return
    for found in _HTML_UPLOAD.finditer(cooked):
        titled = _TITLE.search(found[0])
        label = found[2].strip() or (titled[1] if titled else "")
        yield html.unescape(found[1]), html.unescape(label)


def _stored_name(address: str) -> str:
    """An upload's name on the forum's disk: its SHA-1, which short addresses give in base 62."""
    path = PurePosixPath(address.partition("?")[0].replace("upload://", "short-url/"))
    stem = path.stem
    if path.parent.name == "short-url":
        number = 0
        for digit in stem:
            number = number * 62 + max(_DIGITS.find(digit), 0)
        stem = f"{number:040x}"
    return _COPY.sub("", stem) + path.suffix
