"""CSV and TSV: one table, whatever delimiter and encoding it came with."""

from __future__ import annotations

import csv
import io
from collections import Counter

from ingest.converters.base import ConversionOptions, ConvertedDocument, SourceFile
from ingest.converters.detection import Format, format_of
from ingest.converters.sheet_blocks import read_rows, sheet_markdown
from ingest.converters.text_decoding import decode_text

__all__ = ["CommaSeparatedConverter", "delimiter_of"]

_DELIMITERS = ",;\t|"
_SAMPLE_ROWS = 50
_LARGEST_CELL = 2**20


class CommaSeparatedConverter:
    """CSV, TSV and their semicolon and pipe kinds."""

    name = "csv"
    version = 1

    def accepts(self, source: SourceFile) -> bool:
        """Text files named .csv, .tsv or .tab."""
        return format_of(source) is Format.CSV

    def convert(self, source: SourceFile, options: ConversionOptions) -> ConvertedDocument:  # noqa: ARG002
        """Turn the rows into a Markdown table."""
        decoded = decode_text(source.path.read_bytes())
        csv.field_size_limit(_LARGEST_CELL)
        rows = csv.reader(
            io.StringIO(decoded.text, newline=""), delimiter=delimiter_of(decoded.text)
        )
        sheet = read_rows("", rows)
        return ConvertedDocument(
            markdown=sheet_markdown(sheet.rows) + "\n",
            warnings=(*decoded.warnings, *sheet.warnings),
        )


def delimiter_of(text: str) -> str:
    """The delimiter that splits the first rows most evenly, quotes taken at their word first."""
    sample = "\n".join(text.split("\n", _SAMPLE_ROWS)[:_SAMPLE_ROWS])
    for strict in (True, False):
        best = max(_DELIMITERS, key=lambda delimiter: _evenness(sample, delimiter, strict=strict))
        if _evenness(sample, best, strict=strict) > (0, 0):
            return best
    return _DELIMITERS[0]


def _evenness(sample: str, delimiter: str, *, strict: bool) -> tuple[float, int]:
    """The share of rows that have the commonest width, and that width; nothing for one column."""
    rows = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter, strict=strict)
    try:
        widths = Counter(len(row) for row in rows if row)
    except csv.Error:  # a quote in the wrong place, or a field beyond all limits
        return 0, 0
    several = [(count, width) for width, count in widths.items() if width > 1]
    count, width = max(several, default=(0, 0))
    return (count / widths.total(), width) if count else (0, 0)
