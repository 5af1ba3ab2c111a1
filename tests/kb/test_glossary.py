"""The glossary's file: read without loss, every fault named."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from kb.errors import LibraryFault
from kb.library.glossary import Glossary, letter_of
from kb.library.glossary_file import GlossaryFile
from kb.library.glossary_parsing import parse_glossary

if TYPE_CHECKING:
    from pathlib import Path

    from kb.library.glossary import GlossaryEntry

GOOD = """\
- term: non-revenue water
  abbreviations: [NRW]
  synonyms:
  translations:
    fr: [eau non facturée, ENF]
    no: [vann]
  definition: >
    Water that brings
    no revenue.
  source: {title: A, publisher: B, url: "https://example.org/a"}
- term: aquifer
  definition: Rock that holds water.
  source: {title: A, publisher: B, url: "https://example.org/a"}
"""


def test_a_glossary_is_read() -> None:
    """By term, whatever the file's order; ``no`` is Norwegian; lines are one text."""
    first, second = parse_glossary(GOOD).entries
    assert (first.term, second.term) == ("aquifer", "non-revenue water")
    assert second.definition == "Water that brings no revenue."
    assert second.abbreviations == ("NRW",)
    assert second.names("en") == ("non-revenue water",)
    assert second.names("fr") == ("eau non facturée", "ENF")
    assert second.names("no") == ("vann",)
    assert second.names("de") == ()
    assert second.url == "/glossary?letter=N#term-non-revenue-water"


def test_languages_come_by_how_many_entries_have_them() -> None:
    """English first, as definitions are in it."""
    text = GOOD.replace("- term: aquifer\n", "- term: aquifer\n  translations: {no: [x]}\n")
    assert parse_glossary(text).languages == ("en", "no", "fr")


@pytest.mark.parametrize("text", ["", "\n# nothing yet\n", "[]", "\ufeff"])
def test_nothing_is_an_empty_glossary(text: str) -> None:
    """A file without entries is no fault."""
    assert parse_glossary(text).entries == ()


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("term: aquifer", "name: aquifer", 11, "Entry 2: `term` is missing"),
        ("term: aquifer", "term: Non-Revenue  Water", 11, "is there already, on line 1"),
        ("term: aquifer", "term: '--'", 11, "letter or a digit"),
        ("[NRW]", "NRW", 2, "Entry 1 (non-revenue water): `abbreviations` cannot be 'NRW'"),
        ("[NRW]", "[NRW, [x]]", 2, "`abbreviations.1`"),
        ("    fr:", "    en:", 5, "English is not a translation"),
        ("    fr:", "    French:", 5, "`translations.French`"),
        ("[vann]", "[]", 6, "`translations.no`"),
        ("    no: [vann]", "    fr: [vann]", 6, "`fr` stands here twice"),
        ("synonyms:", "synonym: [x]\n  synonyms:", 3, "`synonym` is not a field"),
        ("Rock that holds water.", "", 12, "`definition` cannot be ''"),
        ("Rock that holds water.", "x" * 1001, 12, "`definition`"),
        ("publisher: B, ", "", 10, "`source.publisher` is missing"),
        ("https://example.org/a", "javascript:alert(1)", 10, "`source.url`"),
        ("- term: aquifer", "- aquifer\n- term: x", 11, "Entry 2: this is not an entry"),
        ("[NRW]", "[NRW", 3, "This is not YAML"),
        ("[NRW]", "&a [NRW]", 2, "An anchor or alias"),
        ("[NRW]", "!!python/name:os.system x", 2, "A tag"),
        ("[NRW]", "[" * 50_000, 2, "Too much is nested"),
        ("[NRW]", "{[a]: b}", 2, "A field's name must be a word"),
        ("vann", "va\x07nn", 6, "A control character"),
        ("- term: aquifer", "---\n- term: aquifer", 11, "A second document"),
    ],
)
def test_a_fault_names_line_and_entry(old: str, new: str, line: int, said: str) -> None:
    """Each of these is told with where it stands and what to do."""
    assert old in GOOD
    with pytest.raises(LibraryFault) as caught:
        parse_glossary(GOOD.replace(old, new, 1), "glossary.yaml")
    assert said in caught.value.message
    assert (caught.value.path, caught.value.line) == ("glossary.yaml", line)
    assert caught.value.remedy


def test_what_is_no_list_is_told() -> None:
    """One entry without its dash."""
    with pytest.raises(LibraryFault, match="not a list"):
        parse_glossary("term: x\n")


NAMES = st.text(st.characters(codec="utf-8", categories=["L", "N", "P"]), min_size=1, max_size=20)
ENTRIES = st.fixed_dictionaries(
    {
        "term": NAMES.map(lambda text: f"a{text}"),
        "definition": NAMES,
        "abbreviations": st.lists(NAMES, max_size=3),
        "synonyms": st.lists(NAMES, max_size=3),
        "translations": st.dictionaries(
            st.sampled_from(["fr", "no", "pt-BR"]), st.lists(NAMES, min_size=1, max_size=3)
        ),
        "source": st.just({"title": "no", "publisher": "1.0", "url": "https://example.org"}),
    }
)


def as_written(entry: GlossaryEntry) -> dict[str, object]:
    """An entry as a file's fields."""
    return {
        "term": entry.term,
        "definition": entry.definition,
        "abbreviations": list(entry.abbreviations),
        "synonyms": list(entry.synonyms),
        "translations": {code: list(names) for code, names in entry.translations.items()},
        "source": vars(entry.source),
    }


@given(st.lists(ENTRIES, max_size=4, unique_by=lambda entry: str(entry["term"])))
def test_what_is_written_is_read(entries: list[dict[str, object]]) -> None:
    """Any words come back as they were; what cannot be is a fault, never another error."""
    try:
        first = parse_glossary(yaml.safe_dump(entries, allow_unicode=True))
    except LibraryFault:
        return
    again = parse_glossary(yaml.safe_dump([as_written(one) for one in first.entries]))
    assert again.entries == first.entries
    assert len(first.entries) == len(entries)


@given(st.text(max_size=200) | st.text(alphabet="-[]{}:,&*!|>'\"# \n\tab", max_size=60))
def test_any_text_is_read_or_told(text: str) -> None:
    """Whatever stands in the file."""
    with contextlib.suppress(LibraryFault):
        assert isinstance(parse_glossary(text), Glossary)


@pytest.mark.parametrize(
    ("name", "letter"), [("Égout", "E"), ("4-log removal", "0-9"), ("“Ab”", "A"), ("ماء", "م")]
)
def test_a_name_is_filed_under_its_first_letter(name: str, letter: str) -> None:
    """Accents and quotation marks aside; digits together."""
    assert letter_of(name) == letter


def terms(glossary: Glossary) -> list[str]:
    """What is in it."""
    return [entry.term for entry in glossary.entries]


def test_the_file_is_read_when_it_changes(tmp_path: Path) -> None:
    """Once as long as it stays, anew after every change, and nothing once it is gone."""
    path = tmp_path / "glossary.yaml"
    file = GlossaryFile(path)
    assert terms(file.read()) == []
    path.write_text(GOOD, "utf-8")
    first = file.read()
    assert terms(first) == ["aquifer", "non-revenue water"]
    assert file.read() is first
    path.write_text(GOOD.replace("aquifer", "artesian aquifer"), "utf-8")
    assert terms(file.read()) == ["artesian aquifer", "non-revenue water"]
    path.unlink()
    assert terms(file.read()) == []


def test_a_slip_in_the_file_takes_no_page_down(tmp_path: Path) -> None:
    """Pages keep what could last be read; who asks for the file's state is told."""
    path = tmp_path / "glossary.yaml"
    path.write_text(GOOD, "utf-8")
    file = GlossaryFile(path)
    good = file.usable()
    path.write_bytes(b"- term: \xff\n")
    assert file.usable() is good
    with pytest.raises(LibraryFault, match="not UTF-8"):
        file.read()
    path.unlink()
    path.mkdir()
    with pytest.raises(LibraryFault, match="cannot be read"):
        file.read()
