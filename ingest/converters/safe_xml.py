"""Parse XML that strangers wrote: no entities, no network, no external files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from zipfile import ZipFile

__all__ = ["local_name", "parse_xml", "read_part"]


def parse_xml(data: bytes, *, recover: bool = False) -> etree._Element:
    """The root element.

    Args:
        data: an XML document; its size and depth were checked by `zip_guard`.
        recover: read on over what is not well-formed, as far as that goes.

    Raises:
        lxml.etree.XMLSyntaxError: where it is no XML, or (with ``recover``) nothing of it is.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=recover
    )
    root = etree.fromstring(data, parser)
    if root is None:
        raise etree.XMLSyntaxError("no element", 0, 0, 0)
    return root


def read_part(container: ZipFile, name: str) -> etree._Element | None:
    """The root element of a container's part; ``None`` where there is no such part."""
    if name not in container.NameToInfo:
        return None
    return parse_xml(container.read(name), recover=True)


def local_name(element: etree._Element) -> str:
    """The tag without its namespace; empty for comments and processing instructions."""
    return str(element.tag).rpartition("}")[2] if isinstance(element.tag, str) else ""
