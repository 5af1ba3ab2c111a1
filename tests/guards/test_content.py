"""The starter library: it parses, cites, links and computes."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from kb.library import Document, Hub
from kb.library.folder import document_path, is_hub_file
from tests.guards.examples import EXAMPLES

CONTENT = Path(__file__).parents[2] / "content"
PATHS = sorted(path.relative_to(CONTENT).as_posix() for path in CONTENT.rglob("*.md"))
HUBS = [path for path in PATHS if is_hub_file(path)]
DOCUMENTS = [path for path in PATHS if not is_hub_file(path)]
TEN = {
    "sanitation-wastewater", "commercial-operations", "asset-management", "low-income-customers",
    "water-distribution", "water-resources-climate", "utility-organisation",
    "water-quality-production", "wop-project-management", "young-professionals",
}  # fmt: skip
LINK = re.compile(r"\]\(/(documents|hubs)/([a-z0-9-]+)\)")
FOOTNOTE = re.compile(r"^\[\^(\w+)\]: ", re.MULTILINE)
MARK = re.compile(r"\[\^(\w+)\](?!:)")


def document(path: str) -> Document:
    """A document of the starter library."""
    return Document.parse((CONTENT / path).read_text("utf-8"), path)


def sources(found: Document) -> list[dict[str, Any]]:
    """Everything a document cites."""
    assert found.source is not None, f"{found.id} has no source"
    extra = found.model_extra or {}
    return [found.source.model_dump(), *extra.get("further_sources", [])]


def test_the_ten_hubs_are_there() -> None:
    """Each hub parses, has its folder's name, a summary, a body and a place of its own."""
    hubs = [Hub.parse((CONTENT / path).read_text("utf-8"), path) for path in HUBS]
    assert {hub.id for hub in hubs} == TEN == {path.split("/")[0] for path in HUBS}
    assert all(hub.summary and 100 <= len(hub.body.split()) <= 220 for hub in hubs)
    assert len({hub.order for hub in hubs}) == len(hubs)


def test_ids_are_unique() -> None:
    """No two documents share an id."""
    ids = [document(path).id for path in DOCUMENTS]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("path", DOCUMENTS)
def test_a_document_stands_where_its_front_matter_says(path: str) -> None:
    """Its path is hub, kind and id; its hubs exist; it is written back byte for byte."""
    found = document(path)
    assert document_path(found) == path
    assert {found.hub, *found.also} <= TEN
    assert found.render() == (CONTENT / path).read_text("utf-8")


@pytest.mark.parametrize("path", DOCUMENTS)
def test_a_document_names_its_sources(path: str) -> None:
    """Each source has title, publisher and year, and an address where it has one."""
    found = document(path)
    for source in sources(found):
        assert source.get("title")
        assert source.get("publisher")
        year = source.get("year")
        assert year == "undated" or (isinstance(year, int) and 1950 < year <= 2026)
        assert re.match(r"https?://\S+$", source.get("url") or "https://-")
    assert found.licence == "CC BY 4.0"


@pytest.mark.parametrize("path", DOCUMENTS)
def test_every_mark_has_its_footnote(path: str) -> None:
    """What is marked is explained, what is explained is marked, and something is."""
    body = document(path).body
    marks, notes = set(MARK.findall(body)), FOOTNOTE.findall(body)
    assert marks == set(notes)
    assert notes
    assert len(notes) == len(set(notes))


@pytest.mark.parametrize("path", PATHS)
def test_links_inside_the_library_are_alive(path: str) -> None:
    """A link to a document or hub leads to one that is there."""
    there = {("documents", document(other).id) for other in DOCUMENTS}
    there |= {("hubs", name) for name in TEN}
    assert set(LINK.findall((CONTENT / path).read_text("utf-8"))) <= there


@pytest.mark.parametrize("path", DOCUMENTS)
def test_headings_are_in_order(path: str) -> None:
    """The title is the front matter's: a body begins at level 2 and skips no level."""
    levels = [len(mark) for mark in re.findall(r"^(#+) ", document(path).body, re.MULTILINE)]
    assert levels[0] == 2
    assert all(
        2 <= level <= before + 1 for before, level in zip([1, *levels], levels, strict=False)
    )


@pytest.mark.parametrize("path", DOCUMENTS)
def test_a_worked_example_computes(path: str) -> None:
    """The results in front matter follow from the inputs, and the text shows each of them."""
    found = document(path)
    example = (found.model_extra or {}).get("example")
    assert (example is not None) == (found.id in EXAMPLES)
    if example is None:
        return
    computed = EXAMPLES[found.id](**example["inputs"])
    assert computed.keys() == example["results"].keys()
    shown = found.body.replace(",", "")
    for name, stated in example["results"].items():
        digits = len(str(stated).partition(".")[2])
        assert round(computed[name], digits) == pytest.approx(float(stated)), name
        assert re.search(rf"(?<![\d.]){re.escape(f'{computed[name]:.{digits}f}')}", shown), name
