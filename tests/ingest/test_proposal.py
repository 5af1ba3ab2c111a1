"""From a conversion to a document: ids, titles, languages."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.converters.base import ConvertedDocument
from ingest.proposal import document_id_for, propose_document, title_from_name, with_language
from kb.library import Document, Origin
from kb.library.entry import ID_LENGTH, SLUG

names = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="/\0"), min_size=1)


@given(names, st.sets(st.just("report"), max_size=1))
def test_any_name_gives_an_id(name: str, taken: set[str]) -> None:
    """In any script, of any length, with any ending, it fits the library."""
    found = document_id_for(name, "ab" * 32, taken)
    assert re.fullmatch(SLUG, found)
    assert len(found) <= ID_LENGTH
    assert found not in taken


def test_a_taken_id_gets_the_ending_and_then_the_content() -> None:
    """Readable as long as it can be, and always the same for the same file."""
    sha256 = "0123456789abcdef" * 4
    taken: set[str] = set()
    found = []
    for _ in range(4):
        found.append(document_id_for("Report 2023.pdf", sha256, taken))
        taken.add(found[-1])
    assert found == ["report-2023", "report-2023-pdf", "report-2023-01234567",
                     "report-2023-0123456789abcdef01234567"]  # fmt: skip


@given(st.none() | st.text(st.characters(exclude_categories=("Cs", "Cc"))), names)
def test_any_title_gives_a_document_that_can_be_read(title: str | None, name: str) -> None:
    """Whatever a file states and is called, the Markdown we write parses again."""
    shown = re.sub(r"[\x00-\x1f\x7f]", "", name)
    converted = ConvertedDocument(markdown="Text.\n", title=title, language="en")
    document = propose_document(
        converted, document_id="x", hub="h", kind="guide", origin=Origin(file=shown)
    )
    again = Document.parse(document.render())
    assert again.title == document.title
    assert again.title.strip()


def test_what_a_file_does_not_state_stays_out() -> None:
    """Nothing is invented; what it states is there."""
    bare = propose_document(
        ConvertedDocument("Text.\n", language="fr"), document_id="x", hub="h", kind="guide",
        origin=Origin(file="the_file name.pdf", sha256="a" * 64),
    )  # fmt: skip
    assert set(bare.fields()) == {"id", "title", "kind", "hub", "language", "source"}
    assert bare.title == "the file name"
    full = propose_document(
        ConvertedDocument("T\n", "Its\n title", "fr", date(2020, 1, 2), "FR"),
        document_id="x", hub="h", kind="guide", origin=Origin(),
    )  # fmt: skip
    assert (full.title, full.published, full.country) == ("Its title", date(2020, 1, 2), "FR")


@pytest.mark.parametrize(
    ("name", "title"), [("a_b  c.pdf", "a b c"), (".pdf", ".pdf"), ("no-ending", "no-ending")]
)
def test_a_name_reads_as_a_title(name: str, title: str) -> None:
    """Without ending and underscores."""
    assert title_from_name(name) == title


def test_the_moderator_knows_the_language_best() -> None:
    """Then the file, then its text."""
    spanish = "La estación de bombeo entrega agua tratada a la zona alta cada noche. " * 3
    assert with_language(ConvertedDocument(spanish), "sw").language == "sw"
    assert with_language(ConvertedDocument(spanish), None).language == "es"
    assert with_language(ConvertedDocument("x", language="fr"), None).language == "fr"
