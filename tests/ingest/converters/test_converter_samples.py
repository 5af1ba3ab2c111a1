"""Vectors on the shared samples: what must and must not be in their Markdown."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from kb.errors import ConversionFault

if TYPE_CHECKING:
    from collections.abc import Callable

    from ingest.converters.base import ConvertedDocument

SAMPLES = Path(__file__).parents[4] / "shared" / "samples"
needs_samples = pytest.mark.skipif(not SAMPLES.is_dir(), reason="the shared samples are not here")


class Vector(NamedTuple):
    """A sample and what its Markdown must and must not hold."""

    path: str
    title: str | None
    must_include: tuple[str, ...]
    must_not_include: tuple[str, ...] = ("<script", "javascript:")


VECTORS = [
    Vector(
        "formats/equations.docx", None, ("$m=1$", r"\frac{a}{\lambda}", r"\sin \theta", r"^{\circ}")
    ),
    Vector(
        "formats/test.docx",
        "AutoGen: Enabling Next-Gen LLM Applications via Multi-Agent Conversation",
        ("# Abstract", "## d666f1f7", "<!-- page: 2 -->", "| 1 | 2 | 3 | 4 | 5 | 6 |", "49e168b7"),
    ),
    Vector(
        "formats/test.pptx",
        "AutoGen: Enabling Next-Gen LLM Applications via Multi-Agent Conversation",
        (
            "<!-- slide: 6 -->",
            "## 2cdda5c8",
            "| ColA |",
            "1b92870d",
            "a3f6004b",
            "    - Sub comment 2",
        ),
    ),
    Vector(
        "formats/test.rtf",
        "This is a Sample RTF File",
        ("correctly convert RTF",),
        ("Times New Roman",),
    ),
    Vector(
        "formats/test.epub",
        "Test EPUB Document",
        (
            "<!-- chapter: 2 Chapter 2: More Content -->",
            "- A bullet point",
            "> This is a blockquote",
        ),
        ("ncx",),
    ),
    Vector("formats/test_mskanji.csv", None, ("| 名前 | 年齢 | 住所 |", "髙橋淳")),
    Vector(
        "formats/test_blog.html",
        "Does Model and Inference Parameter Matter in LLM Applications? - A Case Study for MATH",
        ("## Experiment Setup", "- temperature: "),
        ("Newer Post", "Skip to main content"),
    ),
    Vector(
        "formats/test_wikipedia.html",
        "Microsoft",
        ("## History", "| Founded | April 4, 1975", "[^1]: "),
        ("[edit]", "Jump to", "Toggle"),
    ),
    Vector(
        "documents/Code_Conduct_Giswater_Association.docx",
        "CODE OF CONDUCT",
        ("# 2. SCOPE OF APPLICATION", "## 3.4. Responsibility", "- Share experiences"),
    ),
    Vector(
        "documents/Codigo_Conducta_Giswater_Association.docx",
        "CÓDIGO DE CONDUCTA",
        ("# 2. ÁMBITO",),
    ),
    Vector(
        "documents/who-glossary-terms.xlsx", None, ("| Term | Description |", "| Care cascade |")
    ),
    Vector("documents/malformed-drawing-part.xlsx", None, ("Saltwater intrusion", "| id | doi |")),
    Vector("hostile/docling__docx__sources__Strict.docx", None, ("Some text",)),
]


@needs_samples
@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector.path)
def test_a_healthy_sample_converts_well(
    convert: Callable[[Path], ConvertedDocument], vector: Vector
) -> None:
    """Structure kept, furniture dropped, title as stated."""
    found = convert(SAMPLES / vector.path)
    assert found.title == vector.title
    assert [text for text in vector.must_include if text not in found.markdown] == []
    assert [text for text in vector.must_not_include if text in found.markdown] == []


@needs_samples
@pytest.mark.parametrize(
    "path", sorted(p.name for p in (SAMPLES / "hostile").glob("poi*")) if SAMPLES.is_dir() else []
)
def test_a_hostile_office_file_ends_in_a_document_or_a_fault(
    convert: Callable[[Path], ConvertedDocument], path: str
) -> None:
    """Nothing but a conversion or a reason; run in-process because each was measured harmless."""
    try:
        outcome = convert(SAMPLES / "hostile" / path).markdown.strip()
    except ConversionFault as fault:
        outcome = fault.message and fault.remedy
    assert outcome
