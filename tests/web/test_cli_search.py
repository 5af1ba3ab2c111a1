"""``kb search`` and ``kb ask``."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner, Result

from kb.catalogue import sync_catalogue
from kb.db import Database
from kb.home import Home
from kb.library import Library
from search.answerer import Answerer
from search.fakes import HashingEmbedder
from search.indexer import Indexer
from search.searcher import Searcher
from web.cli import ask, search

if TYPE_CHECKING:
    from pathlib import Path

    from search.results import SearchResults

FILES = {
    "water/hub.md": "---\nid: water\ntitle: Water\nkind: hub\n---\n",
    "water/guide/pumps.md": "---\nid: pumps\ntitle: Pumps\nkind: guide\nhub: water\nlanguage: en\n"
    "published: 2020-05-01\n---\n<!-- page: 4 -->\n# Bearings\n\nA hot bearing is worn out.\n",
}


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """A home with one document, indexed."""
    made = Home(tmp_path)
    made.create()
    for name, text in FILES.items():
        path = made.content / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    library, database = Library(made.content), Database(f"sqlite:///{made.database}")
    database.upgrade()
    sync_catalogue(database, library, made)
    Indexer(made, library, database, HashingEmbedder()).sync()
    return made


def run(home: Home, *arguments: str) -> Result:
    """Run ``kb search`` by words, which needs no model."""
    runner = CliRunner(env={"KB_HOME": str(home.root)})
    command = [*arguments, "--mode", "keyword"]
    return runner.invoke(search.command, command, standalone_mode=False, catch_exceptions=False)


def test_another_spelling_is_told(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a line above the hits, and as a field of the JSON; without one, neither says anything."""
    assert "Did you mean" not in run(home, "bearing").output
    assert json.loads(run(home, "bearing", "--json").output)["suggestion"] is None
    plain = Searcher.search

    def suggesting(self: Searcher, query: str, **asked: Any) -> SearchResults:
        return replace(plain(self, query, **asked), suggestion="bearing")

    monkeypatch.setattr(Searcher, "search", suggesting)
    assert "Did you mean: bearing?" in run(home, "baering").output
    assert json.loads(run(home, "baering", "--json").output)["suggestion"] == "bearing"


def test_hits_are_printed_with_their_place(home: Home) -> None:
    """Title, headings, page and the passage."""
    output = run(home, "hot bearing").output
    assert "Pumps" in output
    assert "Bearings (p. 4)" in output
    assert "hot bearing is worn out" in output


def test_json_is_one_document_of_the_documented_shape(home: Home) -> None:
    """The keys that other programs rely on."""
    found = json.loads(run(home, "hot bearing", "--json").stdout)
    (hit,) = found["hits"]
    assert found["query"] == "hot bearing"
    assert hit["rank"] == 1
    assert {"id", "title", "kind", "hub", "language", "url"} <= set(hit["document"])
    assert hit["passage"]["headings"] == ["Bearings"]
    assert hit["passage"]["page"] == 4


@pytest.mark.parametrize(
    ("options", "count"),
    [
        (("--hub", "water"), 1),
        (("--kind", "factsheet"), 0),
        (("--language", "fr"), 0),
        (("--year", "2020"), 1),
        (("--verified",), 0),
        (("-k", "1"), 1),
    ],
)
def test_options_narrow(home: Home, options: tuple[str, ...], count: int) -> None:
    """Each filter of the site is an option."""
    assert len(json.loads(run(home, "bearing", "--json", *options).stdout)["hits"]) == count


def test_notes_go_to_standard_error(home: Home) -> None:
    """They do not spoil JSON and are seen at a terminal."""
    result = run(home, "bearing hub:nowhere")
    assert "nowhere" in result.stderr
    assert "nowhere" not in result.stdout


def test_an_answer_has_the_documented_shape(home: Home) -> None:
    """Verdict, support, and quotes with document, headings, page and date."""
    database = Database(f"sqlite:///{home.database}")
    answerer = Answerer(Searcher(home, database, HashingEmbedder()))
    found = json.loads(json.dumps(ask.as_dict(answerer.ask("Is a hot bearing worn out?"))))
    assert found["verdict"] == "answer"
    assert 0 < found["support"] <= 1
    quote = found["quotes"][0]
    assert quote["text"] == "A hot bearing is worn out."
    assert set(quote["document"]) == {"id", "title", "url"}
    assert (quote["headings"], quote["page"], quote["date"]) == (["Bearings"], 4, "2020-05-01")
