"""Fixtures for every converter: convert a file through the registry, as the pipeline does."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import pytest

from ingest.converters.base import ConversionOptions, ConvertedDocument, SourceFile
from ingest.converters.registry import ConverterRegistry

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path


@pytest.fixture(scope="session")
def convert() -> Callable[[Path], ConvertedDocument]:
    """Convert a path with whatever converter the registry picks."""
    registry = ConverterRegistry.default()

    def run(path: Path) -> ConvertedDocument:
        source = SourceFile.of(path)
        return registry.for_source(source).convert(source, ConversionOptions())

    return run


@pytest.fixture
def write_zip(tmp_path: Path) -> Callable[[str, Mapping[str, str | bytes]], Path]:
    """Write a zip container of the given members."""

    def write(name: str, members: Mapping[str, str | bytes]) -> Path:
        path = tmp_path / name
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as container:
            for member, data in members.items():
                container.writestr(member, data)
        return path

    return write


@pytest.fixture
def write_docx(write_zip: Callable[..., Path]) -> Callable[..., Path]:
    """Write a .docx whose body is the given WordprocessingML."""
    kinds = "http://schemas.openxmlformats.org/package/2006/content-types"
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    document = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    math = "http://schemas.openxmlformats.org/officeDocument/2006/math"

    def write(body: str, prolog: str = "", **members: str) -> Path:
        return write_zip(
            "made.docx",
            {
                "[Content_Types].xml": f'<Types xmlns="{kinds}"><Default Extension="xml" '
                f'ContentType="application/xml"/><Override PartName="/word/document.xml" '
                f'ContentType="{main}"/></Types>',
                "_rels/.rels": f'<Relationships xmlns="{relations}"><Relationship Id="r1" '
                f'Type="{document}" Target="word/document.xml"/></Relationships>',
                "word/document.xml": f'{prolog}<w:document xmlns:w="{word}" xmlns:m="{math}">'
                f"<w:body>{body}</w:body></w:document>",
                **members,
            },
        )

    return write
