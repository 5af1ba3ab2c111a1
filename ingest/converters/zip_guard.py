"""Office files and e-books are zip archives of XML: look before a library opens them.

What is refused is what would cost memory or time out of all proportion (bombs, deep nesting,
entities), what a sound file never has (paths that climb), and what nobody can read (encrypted).
"""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from contextlib import contextmanager
from typing import TYPE_CHECKING
from xml.parsers import expat

from kb.errors import ConversionFault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    ReadBlock = Callable[[], bytes]

__all__ = ["Limits", "member_names", "open_container", "scan_xml"]

_END_OF_DIRECTORY = b"PK\x05\x06"
_BACKSLASH_OR_CLIMB = re.compile(r"(?:^|[\\/])\.\.(?:[\\/]|$)|^[\\/]|^[A-Za-z]:|\\")
_XML_ENDINGS = (".xml", ".rels", ".opf", ".ncx", ".vml", ".xhtml")
_SAVE_AGAIN = "Open the file in its own program, save it again and retry."


class Limits:
    """What a container may hold, far above what documents of real utilities were seen to need."""

    directory_bytes = 16 * 2**20
    members = 20_000
    total_bytes = 500 * 2**20
    ratio = 400  # of one member over a megabyte; DEFLATE's best on repetitive XML is about 1000
    xml_part_bytes = 200 * 2**20
    xml_depth = 200
    xml_elements = 400_000  # in a part that is held in memory as a tree
    streamed_elements = 20_000_000  # in a part that is read as a stream: spreadsheet rows


def member_names(path: Path) -> list[str]:
    """The names in a zip file's directory; empty where it has none or an oversized one."""
    try:
        _check_directory(path)
        with zipfile.ZipFile(path) as container:
            return container.namelist()
    except (ConversionFault, zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return []


@contextmanager
def open_container(path: Path, streamed: str = "") -> Iterator[zipfile.ZipFile]:
    """Open a zip container whose directory and XML parts were found harmless.

    Args:
        path: the file.
        streamed: beginning of the names of parts that are read as a stream and may be long.

    Raises:
        ConversionFault: for whatever `Limits` does not allow, and for a damaged archive.
    """
    _check_directory(path)
    try:
        with zipfile.ZipFile(path) as container:
            _check_members(container.infolist())
            for info in container.infolist():
                if info.filename.lower().endswith(_XML_ENDINGS):
                    _check_part(container, info, streamed)
            yield container
    except (zipfile.BadZipFile, EOFError, NotImplementedError, zlib.error) as error:
        raise ConversionFault(
            f"damaged: the archive inside cannot be read ({error})", _SAVE_AGAIN
        ) from error


def _check_directory(path: Path) -> None:
    """Read the directory's stated size before anything reads the directory itself."""
    with path.open("rb") as stream:
        size = stream.seek(0, 2)
        stream.seek(max(0, size - 66_000))
        tail = stream.read()
    at = tail.rfind(_END_OF_DIRECTORY)
    if at < 0 or len(tail) < at + 22:
        raise ConversionFault("damaged: the file is cut off or no zip archive", _SAVE_AGAIN)
    directory_bytes = struct.unpack_from("<L", tail, at + 12)[0]
    if directory_bytes > Limits.directory_bytes:
        raise ConversionFault("refused: the archive inside names too many parts", _SAVE_AGAIN)


def _check_members(members: list[zipfile.ZipInfo]) -> None:
    if len(members) > Limits.members:
        raise ConversionFault(f"refused: {len(members):,} parts in one file", _SAVE_AGAIN)
    total = sum(info.file_size for info in members)
    if total > Limits.total_bytes:
        raise ConversionFault(
            f"refused: it unpacks to {total / 2**20:,.0f} MB (a zip bomb?)",
            "Split the document, or take pictures out of it.",
        )
    for info in members:
        if info.flag_bits & 0x1:
            raise ConversionFault("encrypted", "Save the file without a password and retry.")
        if _BACKSLASH_OR_CLIMB.search(info.orig_filename) and not info.is_dir():
            raise ConversionFault(f"refused: a part named {info.filename[:80]!r}", _SAVE_AGAIN)
        if info.file_size > 2**20 and info.file_size > Limits.ratio * max(info.compress_size, 1):
            raise ConversionFault(
                f"refused: {info.filename[:80]} is compressed beyond what text is (a zip bomb?)",
                _SAVE_AGAIN,
            )


def _check_part(container: zipfile.ZipFile, info: zipfile.ZipInfo, streamed: str) -> None:
    if info.file_size > Limits.xml_part_bytes:
        raise ConversionFault(f"refused: {info.filename[:80]} is too large", "Split the document.")
    in_stream = bool(streamed) and info.filename.startswith(streamed)
    most = Limits.streamed_elements if in_stream else Limits.xml_elements
    with container.open(info) as part:
        scan_xml(lambda: part.read(2**16), info.filename, most)


def scan_xml(read: ReadBlock, name: str, most_elements: int) -> None:
    """Run through XML without building anything and refuse entities, depth and sheer number.

    XML that is not well-formed passes: whoever reads it next says so, or copes with it.

    Raises:
        ConversionFault: naming the part and what is wrong with it.
    """
    parser = expat.ParserCreate()
    depth = count = 0

    def start(_name: str, _attributes: dict[str, str]) -> None:
        nonlocal depth, count
        depth += 1
        count += 1
        if depth > Limits.xml_depth:
            raise ConversionFault(f"refused: {name[:80]} is nested too deep", _SAVE_AGAIN)
        if count > most_elements:
            raise ConversionFault(
                f"refused: {name[:80]} has more than {most_elements:,} elements",
                "Split the document.",
            )

    def end(_name: str) -> None:
        nonlocal depth
        depth -= 1

    def entity(*_declaration: object) -> None:
        raise ConversionFault(f"refused: {name[:80]} declares XML entities", _SAVE_AGAIN)

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.EntityDeclHandler = entity
    try:
        while block := read():
            parser.Parse(block, False)
    except expat.ExpatError:
        return
