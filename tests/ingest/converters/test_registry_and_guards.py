"""Which converter takes a file, and that hostile files end in a fault with a reason."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ingest.converters.base import ConversionOptions, ConvertedDocument, SourceFile
from ingest.converters.faults import Guarded
from ingest.converters.registry import ConverterRegistry
from kb.errors import ConversionFault

if TYPE_CHECKING:
    from collections.abc import Callable

    Convert = Callable[[Path], ConvertedDocument]

PARAGRAPH = "<w:p><w:r><w:t>hello</w:t></w:r></w:p>"
ENTITIES = '<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'


@pytest.mark.parametrize(
    ("name", "data", "converter"),
    [
        ("a.pdf", b"%PDF-1.7\n", "pdf"),
        ("a.txt", b"junk first\n%PDF-1.4\n", "pdf"),
        ("a.pdf", b"<!DOCTYPE html><html><p>Not found</p>", "html"),
        ("a.doc", b"{\\rtf1 hello}", "rtf"),
        ("a.csv", b"a,b\n1,2\n", "csv"),
        ("a.md", b"# A\n", "markdown"),
        ("noending", b"plain words", "text"),
        ("a.txt", "weird \u4e2d\u6587".encode("utf-16"), "text"),
    ],
)
def test_content_decides_before_the_name(
    tmp_path: Path, name: str, data: bytes, converter: str
) -> None:
    """Magic bytes win over endings; endings only tell kinds of text apart."""
    path = tmp_path / name
    path.write_bytes(data)
    assert ConverterRegistry.default().for_source(SourceFile.of(path)).name == converter


@pytest.mark.parametrize(
    ("name", "data", "reason", "remedy"),
    [
        ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old Office", ".docx"),
        ("old.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old Office", ".xlsx"),
        (
            "new.docx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
            "encrypted, or an old",
            ".docx",
        ),
        (
            "locked.docx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "encrypted",
            "password",
        ),
        ("a.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "picture", "OCR"),
        ("a.mp3", b"ID3\x03\0" + b"\0" * 50, "sound", "transcript"),
        ("a.bin", bytes(range(256)) * 4, "not a format we read", "PDF, DOCX"),
        ("a.docx", b"", "empty", "again"),
        ("a.docx", b"PK\x03\x04" + b"x" * 500, "damaged", "save"),
    ],
)
def test_what_is_not_read_is_refused_with_a_remedy(
    convert: Convert, tmp_path: Path, name: str, data: bytes, reason: str, remedy: str
) -> None:
    """A refusal names the reason and what to do."""
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(ConversionFault) as caught:
        convert(path)
    assert reason in caught.value.message
    assert remedy in caught.value.remedy


@pytest.mark.parametrize(
    ("body", "prolog", "members", "reason"),
    [
        (PARAGRAPH, ENTITIES, {}, "entities"),
        (PARAGRAPH, "", {"../../evil.txt": "x"}, "a part named"),
        (PARAGRAPH, "", {"word/styles.xml": "A" * 20_000_000}, "zip bomb"),
        ("<w:sdt>" * 3000 + PARAGRAPH + "</w:sdt>" * 3000, "", {}, "nested too deep"),
        ("".join(f"<w:p>{n * n}</w:p>" for n in range(400_001)), "", {}, "elements"),
        (PARAGRAPH, "", {f"x{number}": "" for number in range(20_001)}, "parts in one file"),
        ("<w:p><w:r><w:t></w:t></w:r></w:p>", "", {}, "no text"),
    ],
)
def test_bombs_are_refused(
    convert: Convert,
    write_docx: Callable[..., Path],
    body: str,
    prolog: str,
    members: dict[str, str],
    reason: str,
) -> None:
    """Containers out of all proportion are refused before a library opens them."""
    with pytest.raises(ConversionFault, match=reason):
        convert(write_docx(body, prolog, **members))


def test_every_cut_of_a_container_is_a_fault_or_a_document(
    convert: Convert, write_docx: Callable[..., Path], tmp_path: Path
) -> None:
    """A file cut off anywhere never raises anything else."""
    whole = write_docx(PARAGRAPH).read_bytes()
    assert convert(write_docx(PARAGRAPH)).markdown == "hello\n"
    for cut in range(98, len(whole), 97):
        path = tmp_path / "cut.docx"
        path.write_bytes(whole[:cut])
        with pytest.raises(ConversionFault):
            convert(path)


@pytest.mark.parametrize(
    "error",
    [
        ValueError("x"),
        RecursionError(),
        MemoryError(),
        KeyError("k"),
        zipfile.BadZipFile("b"),
        FileNotFoundError(2, "gone"),
    ],
)
def test_a_library_error_becomes_a_fault(error: Exception) -> None:
    """Whatever a converter raises, callers see a reason and a remedy."""

    class Failing:
        name, version = "failing", 1

        def accepts(self, source: SourceFile) -> bool:
            return True

        def convert(self, source: SourceFile, options: ConversionOptions) -> ConvertedDocument:
            raise error

    with pytest.raises(ConversionFault) as caught:
        Guarded(Failing()).convert(SourceFile(Path("a"), "a", b""), ConversionOptions())
    assert caught.value.message
    assert caught.value.remedy
