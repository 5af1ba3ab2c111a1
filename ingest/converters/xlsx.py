"""Excel workbooks: a section a sheet, cells as they are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ingest.converters.base import ConversionOptions, ConvertedDocument, SourceFile
from ingest.converters.cell_formats import shown
from ingest.converters.detection import Format, format_of
from ingest.converters.sheet_blocks import MAX_COLUMNS, read_rows, sheets_markdown
from ingest.converters.zip_guard import open_container

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import IO


__all__ = ["XlsxConverter"]


class XlsxConverter:
    """XLSX and its macro and template kinds; formulas by the values last computed."""

    name = "xlsx"
    version = 1

    def accepts(self, source: SourceFile) -> bool:
        """Zip containers with a workbook inside."""
        return format_of(source) is Format.XLSX

    def convert(self, source: SourceFile, options: ConversionOptions) -> ConvertedDocument:  # noqa: ARG002
        """Turn each sheet's blocks of cells into tables."""
        from openpyxl import load_workbook

        from ingest.converters.office_properties import office_properties

        with open_container(source.path, streamed="xl/worksheets/") as container:
            properties = office_properties(container)
            strict = b"purl.oclc.org" in container.read("xl/workbook.xml")
        workbook = load_workbook(_readable(source.path, strict), read_only=True, data_only=True)
        warnings = []
        sheets = []
        try:
            for sheet in workbook.worksheets:
                if sheet.sheet_state != "visible":
                    warnings.append(f"Sheet {sheet.title!r} is hidden; it is included.")
                sheets.append(read_rows(str(sheet.title), _rows(sheet)))
        finally:
            workbook.close()
        return ConvertedDocument(
            markdown=sheets_markdown(sheets),
            title=properties.title,
            language=properties.language,
            published=properties.modified,
            pages=len(sheets),
            unit="sheet",
            warnings=(*warnings, *(warning for sheet in sheets for warning in sheet.warnings)),
        )


def _readable(path: Path, strict: bool) -> Path | IO[bytes]:
    from ingest.converters.strict_ooxml import transitional_copy
    from ingest.converters.zip_guard import open_container as reopen

    if not strict:
        return path
    with reopen(path, streamed="xl/worksheets/") as container:
        return transitional_copy(container, without=("xl/media/",))


def _rows(sheet: Any) -> Iterator[list[str]]:
    """Rows of a read-only sheet as they are stored, whatever range it claims to fill."""
    sheet.reset_dimensions()
    for row in sheet.iter_rows(max_col=MAX_COLUMNS + 1):
        yield [shown(cell.value, getattr(cell, "number_format", None) or "General") for cell in row]
