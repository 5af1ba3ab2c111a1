"""E-books: the chapters of the spine in order, each through the shared HTML writer."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from ingest.converters.base import ConversionOptions, ConvertedDocument, SourceFile
from ingest.converters.detection import Format, format_of
from ingest.converters.html_build import anchor
from ingest.converters.metadata import clean_date, clean_language, clean_title
from ingest.converters.zip_guard import open_container
from kb.errors import ConversionFault
from kb.library.anchors import Anchor

if TYPE_CHECKING:
    from zipfile import ZipFile

    from lxml import etree

__all__ = ["EpubConverter"]

_SAVE_AGAIN = "Export the book again, or check it with EPUBCheck."
_LINK = re.compile(
    r"(?P<before>\b(?:id|href)=\")(?P<file>[^\"#:]*)(?P<hash>#?)(?P<target>[^\"]*)\""
)
_NAVIGATION_NAMES = re.compile(
    r"(?:^|/)(?:nav|toc|cover|titlepage|copyright-?page)\.x?html?$", re.IGNORECASE
)


class Chapter(NamedTuple):
    """A document of the spine."""

    name: str
    label: str
    html: str


class EpubConverter:
    """EPUB 2 and 3."""

    name = "epub"
    version = 1

    def accepts(self, source: SourceFile) -> bool:
        """Zip containers with ``META-INF/container.xml``."""
        return format_of(source) is Format.EPUB

    def convert(self, source: SourceFile, options: ConversionOptions) -> ConvertedDocument:  # noqa: ARG002
        """Turn the spine's chapters into Markdown; the navigation document is left out."""
        from ingest.converters.html_to_markdown import html_to_markdown
        from ingest.converters.titles import settle_title

        with open_container(source.path) as container:
            if "META-INF/encryption.xml" in container.NameToInfo and _is_locked(container):
                raise ConversionFault(
                    "encrypted (DRM)", "Ask the publisher for a copy without DRM."
                )
            package_name, package = _package(container)
            chapters = _chapters(container, package_name, package)
        if not chapters:
            raise ConversionFault("damaged: the book's spine names no chapter", _SAVE_AGAIN)
        html = "".join(
            anchor(Anchor("chapter", number, chapter.label)) + chapter.html
            for number, chapter in enumerate(chapters, start=1)
        )
        markdown, title = settle_title(
            html_to_markdown(html), clean_title(_stated(package, "title"))
        )
        return ConvertedDocument(
            markdown=markdown,
            title=title,
            language=clean_language(_stated(package, "language")),
            published=clean_date(_stated(package, "date")),
            pages=len(chapters),
            unit="chapter",
        )


def _is_locked(container: ZipFile) -> bool:
    """Whether more than fonts is encrypted."""
    data = container.read("META-INF/encryption.xml")
    names = re.findall(rb"URI=[\"']([^\"']+)", data)
    return any(re.search(rb"\.x?html?$", name) for name in names)


def _package(container: ZipFile) -> tuple[str, etree._Element]:
    from ingest.converters.safe_xml import local_name, read_part

    root = read_part(container, "META-INF/container.xml")
    for element in root.iter() if root is not None else ():
        if local_name(element) == "rootfile":
            name = str(element.get("full-path") or "")
            package = read_part(container, name)
            if package is not None:
                return name, package
    raise ConversionFault("damaged: the book has no package document", _SAVE_AGAIN)


def _stated(package: etree._Element, name: str) -> str | None:
    found = package.find(f".//{{http://purl.org/dc/elements/1.1/}}{name}")
    return found.text if found is not None else None


def _chapters(container: ZipFile, package_name: str, package: etree._Element) -> list[Chapter]:
    folder = posixpath.dirname(package_name)
    manifest = {str(item.get("id")): item for item in package.iterfind(".//{*}manifest/{*}item")}
    chapters = []
    for reference in package.iterfind(".//{*}spine/{*}itemref"):
        item = manifest.get(str(reference.get("idref")))
        if item is None or "nav" in str(item.get("properties") or "").split():
            continue
        name = posixpath.normpath(posixpath.join(folder, unquote(str(item.get("href") or ""))))
        is_navigation = _NAVIGATION_NAMES.search(name) is not None
        if name not in container.NameToInfo or (is_navigation and reference.get("linear") == "no"):
            continue
        chapter = _chapter(name, container.read(name))
        if chapter is not None:
            chapters.append(chapter)
    return chapters


def _chapter(name: str, data: bytes) -> Chapter | None:
    """A chapter's body, its ids and links made unique to it; ``None`` for one without text."""
    from ingest.converters.page_reading import body_html, read_page
    from ingest.converters.text_decoding import decode_text

    page = read_page(decode_text(data).text)
    for navigation in page.xpath("//nav"):
        navigation.drop_tree()
    if not page.text_content().strip():
        return None
    heading = page.xpath("(//h1|//h2|//h3)[1]")
    label = (
        " ".join(heading[0].text_content().split()) if heading else page.findtext(".//title") or ""
    )

    def unique(match: re.Match[str]) -> str:
        if match["before"].startswith("id"):
            return f'id="{name}:{match["file"]}{match["hash"]}{match["target"]}"'
        if not match["hash"]:
            return match[0]
        file = posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(match["file"])))
        return f'href="#{file if match["file"] else name}:{match["target"]}"'

    return Chapter(name, clean_title(label) or "", _LINK.sub(unique, body_html(page)))
