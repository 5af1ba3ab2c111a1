"""Files and links that came with posts."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from ingest.threads.base import SourceAttachment
from ingest.threads.platforms.workplace.links import place_of
from ingest.threads.platforms.workplace.said import as_list, as_map, as_name, as_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ingest.threads.export import ExportFile

__all__ = ["MediaFiles", "graph_attachments", "with_links"]

_MOST = 200  # attachments of one post


class MediaFiles:
    """The files of an export, to be found by what posts call them."""

    def __init__(self, files: Iterable[ExportFile]) -> None:
        """For these files."""
        self._by_name: dict[str, ExportFile] = {}
        self._by_last: dict[str, ExportFile | None] = {}
        for file in files:
            self._by_name[file.name] = file
            twice = file.basename in self._by_last
            self._by_last[file.basename] = None if twice else file

    def beside(self, uri: str, name: str) -> SourceAttachment:
        """A file that a download calls by its path in itself.

        Args:
            uri: such as ``groups/media/1.jpg``.
            name: of the file that says so; the download is one of the folders it lies in.
        """
        for folder in PurePosixPath(name).parents:
            file = self._by_name.get((folder / uri.lstrip("/")).as_posix())
            if file:
                return SourceAttachment(file.basename, file.path)
        return SourceAttachment(PurePosixPath(uri).name or uri)

    def called(self, *names: str) -> SourceAttachment:
        """A file by its own name, the first of ``names`` that just one file has."""
        for name in names:
            file = self._by_last.get(name)
            if file:
                return SourceAttachment(name, file.path)
        return SourceAttachment(next(filter(None, names), "file"))


def graph_attachments(
    record: dict[str, Any], files: MediaFiles
) -> tuple[list[SourceAttachment], list[tuple[str, str]]]:
    """Files of a post or comment of the Graph API; title and address of what it links to."""
    found: list[SourceAttachment] = []
    links: list[tuple[str, str]] = []
    for one in _flat([*as_list(record.get("attachments")), record.get("attachment")]):
        title, kind = as_name(one.get("title")), as_name(one.get("type"))
        address = as_name(one.get("url")) or as_name(as_map(one.get("target")).get("url"))
        image = as_name(as_map(as_map(one.get("media")).get("image")).get("src"))
        source = as_name(as_map(one.get("media")).get("source"))
        if kind in {"share", "link", "fallback", "unavailable", ""} and _leads_out(address):
            links.append((title, address))
        elif kind not in {"share", "album", "note"} and (kind or image or source):
            last = [_last_part(part) for part in (source, image, address)]
            is_file = kind.startswith("file") or "." in title[-6:]
            names = [title, *last] if is_file else [*last, title]
            found.append(files.called(*filter(None, names)))
    return found, links


def with_links(text: str, links: Iterable[tuple[str, str]]) -> str:
    """The text, and below it each link that it does not hold already."""
    for address, title in {address: title for title, address in links}.items():
        if address not in text:
            text = f"{text}\n\n{title}: {address}" if title else f"{text}\n\n{address}"
    return text.strip("\n")


def external_links(record: dict[str, Any]) -> list[tuple[str, str]]:
    """The title and address of what a download's attachment leads to."""
    context = as_map(record.get("external_context"))
    address = as_text(context.get("url"))
    return [(as_text(context.get("name")), address)] if address else []


def _flat(attachments: list[Any]) -> Iterator[dict[str, Any]]:
    """Attachments and those within them, in order, at most `_MOST`."""
    waiting = [as_map(one) for one in reversed(attachments)]
    for _ in range(_MOST):
        if not waiting:
            return
        one = waiting.pop()
        within = as_list(one.get("subattachments"))
        waiting += [as_map(inner) for inner in reversed(within)]
        if one and not within:
            yield one


def _leads_out(address: str) -> bool:
    """Whether an address is of some other site: the platform's own are gone with it."""
    place = place_of(address)
    host = urlsplit(address).hostname or "" if "://" in address else ""
    own = host.endswith(("facebook.com", "workplace.com", "fbcdn.net", "fbsbx.com"))
    return bool(host) and not own and place.post == ""


def _last_part(address: str) -> str:
    return unquote(PurePosixPath(urlsplit(address).path).name) if address else ""
