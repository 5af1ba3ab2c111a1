"""The starter library comes, is renewed, and never undoes what people did."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kb.errors import HomeFault
from kb.library import Document, Hub, Library, ReadingList
from kb.starter import STARTER, install_starter

if TYPE_CHECKING:
    from pathlib import Path

    from kb.home import Home


@pytest.fixture
def starter(tmp_path: Path) -> Path:
    """A starter library of two files."""
    folder = tmp_path / "starter"
    (folder / "h").mkdir(parents=True)
    (folder / "h" / "hub.md").write_text("hub")
    (folder / "h" / "a.md").write_text("a, first")
    return folder


def test_a_new_home_gets_every_file(home: Home, starter: Path) -> None:
    """And nothing else; a second time there is nothing to do."""
    assert install_starter(home, starter).installed == ["h/a.md", "h/hub.md"]
    assert (home.content / "h" / "a.md").read_text() == "a, first"
    again = install_starter(home, starter)
    assert (again.installed, again.updated, again.kept) == ([], [], [])


def test_the_glossary_comes_and_is_left_alone_once_edited(home: Home, starter: Path) -> None:
    """It is a file of the library as the documents are; other YAML files are not."""
    (starter / "glossary.yaml").write_text("[]")
    (starter / "other.yaml").write_text("[]")
    assert "glossary.yaml" in install_starter(home, starter).installed
    assert not (home.content / "other.yaml").exists()
    home.glossary.write_text("# ours\n[]")
    (starter / "glossary.yaml").write_text("# theirs\n[]")
    assert install_starter(home, starter).kept == ["glossary.yaml"]
    assert home.glossary.read_text() == "# ours\n[]"


def test_an_untouched_file_is_renewed(home: Home, starter: Path) -> None:
    """A newer starter document replaces one that nobody has edited, each time anew."""
    install_starter(home, starter)
    for text in ("a, second", "a, third"):
        (starter / "h" / "a.md").write_text(text)
        assert install_starter(home, starter).updated == ["h/a.md"]
        assert (home.content / "h" / "a.md").read_text() == text


def test_an_edited_file_stays(home: Home, starter: Path) -> None:
    """Even when the starter has a newer one."""
    install_starter(home, starter)
    (home.content / "h" / "a.md").write_text("mine")
    (starter / "h" / "a.md").write_text("a, second")
    for _ in range(2):
        report = install_starter(home, starter)
        assert (report.kept, report.updated) == (["h/a.md"], [])
    assert (home.content / "h" / "a.md").read_text() == "mine"


def test_a_deleted_file_stays_deleted(home: Home, starter: Path) -> None:
    """Also when the starter has a newer one; a file that is new to the starter still comes."""
    install_starter(home, starter)
    (home.content / "h" / "a.md").unlink()
    (starter / "h" / "a.md").write_text("a, second")
    (starter / "h" / "b.md").write_text("b")
    assert install_starter(home, starter).installed == ["h/b.md"]
    assert not (home.content / "h" / "a.md").exists()


def test_a_file_of_ones_own_under_the_same_name_stays(home: Home, starter: Path) -> None:
    """Somebody was first: theirs is kept and never renewed."""
    (home.content / "h").mkdir()
    (home.content / "h" / "a.md").write_text("mine")
    report = install_starter(home, starter)
    assert (report.installed, report.kept) == (["h/hub.md"], ["h/a.md"])
    (starter / "h" / "a.md").write_text("a, second")
    install_starter(home, starter)
    assert (home.content / "h" / "a.md").read_text() == "mine"


def test_a_run_that_was_killed_is_finished(home: Home, starter: Path) -> None:
    """Files that came before the memory was written count as installed."""
    install_starter(home, starter)
    home.starter.unlink()
    install_starter(home, starter)
    (starter / "h" / "a.md").write_text("a, second")
    assert install_starter(home, starter).updated == ["h/a.md"]


def test_a_damaged_memory_is_named(home: Home, starter: Path) -> None:
    """With what deleting it would do."""
    home.starter.write_text("{")
    with pytest.raises(HomeFault, match="damaged") as caught:
        install_starter(home, starter)
    assert "Delete it" in caught.value.remedy


def test_our_own_starter_library_is_sound() -> None:
    """Every file of it parses, names hubs that exist, lies where it belongs, and is unique."""
    library = Library(STARTER)
    paths = [path for path in library.paths() if path != "README.md"]
    entries = [library.entry(path) for path in paths]
    hubs = {one.id for one in entries if isinstance(one, Hub)}
    documents = [one for one in entries if isinstance(one, Document)]
    lists = [one for one in entries if isinstance(one, ReadingList)]
    assert {hub for one in documents for hub in (one.hub, *one.also)} <= hubs
    assert {one.hub for one in lists} <= hubs
    assert len({one.id for one in documents}) == len(documents)
    assert len({one.id for one in lists}) == len(lists)
    assert all(isinstance(one, Document) and one.body.strip() for one in documents)
