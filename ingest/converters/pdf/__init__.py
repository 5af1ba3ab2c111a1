"""PDF to Markdown: PDFium reads words with their places, everything above them is ours.

``words`` and ``rules`` read a page; ``furniture`` drops running headers and footers; ``columns``,
``ruled_tables`` and ``aligned_tables`` find the reading order; ``headings`` and ``blocks`` the
structure; ``render`` writes it. ``scans`` and ``ocr`` stand in for a missing text layer.
"""

from ingest.converters.pdf.converter import PdfConverter

__all__ = ["PdfConverter"]
