"""Properties of PDF files, and files that cannot be read."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from ingest.converters.base import ConversionOptions, SourceFile
from ingest.converters.pdf import PdfConverter
from kb.errors import ConversionFault
from tests.ingest.converters.pdf.conftest import Sheet


def convert(path):
    """Convert a file with the default options."""
    return PdfConverter().convert(SourceFile.of(path), ConversionOptions())


def test_properties_are_proposed(sheet, converted):
    """Title, language and date come from the document's own properties."""
    sheet.set_title("Non-revenue water in Kisumu")
    sheet.set_lang("en-KE")
    sheet.set_creation_date(datetime(2023, 5, 22, tzinfo=UTC))
    document = converted(sheet.prose())
    assert document.title == "Non-revenue water in Kisumu"
    assert document.language == "en-KE"
    assert document.published == date(2023, 5, 22)
    assert document.country is None


@pytest.mark.parametrize(
    "junk", ["Microsoft Word - report.doc", "untitled", "(anonymous)", "document", "scan0001.pdf"]
)
def test_junk_titles_are_refused_and_none_is_invented(sheet, converted, junk):
    """What a program left in the title field is no title, and running text does not stand in."""
    sheet.set_title(junk)
    assert converted(sheet.prose()).title is None


def test_the_largest_lines_of_the_first_page_are_the_title_without_properties(sheet, converted):
    """A title page's own title is proposed."""
    sheet.heading("Asset management plan", 28).prose()
    assert converted(sheet).title == "Asset management plan"


def test_what_is_accepted():
    """PDFs are known by their first bytes or their name."""
    converter = PdfConverter()
    path = Path("x")
    assert converter.accepts(SourceFile(path, "download", b"\n\n%PDF-1.7"))
    assert converter.accepts(SourceFile(path, "Report.PDF", b""))
    assert not converter.accepts(SourceFile(path, "report.docx", b"PK"))


def test_encrypted_files_say_so(sheet, converted):
    """A file that opens only with a password is named as such."""
    sheet.set_encryption(owner_password="o", user_password="u")
    with pytest.raises(ConversionFault, match=r"^encrypted: a password is needed"):
        converted(sheet.prose())


def test_files_that_anyone_may_open_are_read_although_encrypted(sheet, converted):
    """Encryption with an empty user password is no obstacle."""
    sheet.set_encryption(owner_password="o")
    assert "burden for every utility" in converted(sheet.prose()).markdown


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "^empty"),
        (b"%PDF-1.7\n", "^damaged"),
        (b"just some text that is named .pdf", "^damaged"),
    ],
)
def test_unreadable_files_end_in_a_fault_with_a_remedy(tmp_path, content, reason):
    """Empty and malformed files are refused in plain words."""
    path = tmp_path / "broken.pdf"
    path.write_bytes(content)
    with pytest.raises(ConversionFault, match=reason) as caught:
        convert(path)
    assert caught.value.remedy


def test_a_file_with_nothing_to_read_is_a_fault(sheet, converted):
    """Blank pages make no document."""
    with pytest.raises(ConversionFault, match=r"^no text"):
        converted(sheet)


@pytest.mark.parametrize("share", [0.1, 0.3, 0.5, 0.7, 0.9, 0.98])
def test_truncated_files_are_read_or_refused_but_never_crash(tmp_path, share):
    """A file cut off anywhere ends in a document or a fault."""
    content = bytes(Sheet().heading("Title").prose().output())
    path = tmp_path / "cut.pdf"
    path.write_bytes(content[: int(len(content) * share)])
    try:
        markdown = convert(path).markdown
    except ConversionFault as fault:
        markdown = f"{fault.message}\n"
    assert markdown.endswith("\n")


def test_a_page_of_absurd_size_is_left_out_with_a_warning(sheet, converted):
    """Pages larger than PDF allows are skipped; the rest is converted."""
    sheet.prose()
    sheet.add_page(format=(90_000, 90_000))
    document = converted(sheet)
    assert "burden" in document.markdown
    assert any("Page 2" in warning for warning in document.warnings)
