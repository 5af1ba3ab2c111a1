"""The home folder and the library's files in it."""

from __future__ import annotations

import pytest

from kb.errors import HomeFault, LibraryFault
from kb.home import Home
from kb.library import Document, Library
from tests.instance import Instance, document_text


def test_a_folder_without_a_library_is_sent_to_init(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """Nothing is made on the way."""
    home = Home(tmp_path_factory.mktemp("none") / "home")
    with pytest.raises(HomeFault, match="no library") as caught:
        home.require()
    assert "kb init" in caught.value.remedy
    assert not home.root.exists()


def test_making_a_home_twice_is_fine(home: Home) -> None:
    """Folders that are there stay."""
    (home.content / "x").touch()
    home.create()
    home.require()
    assert (home.content / "x").exists()


def test_a_home_that_cannot_be_made_is_named(home: Home) -> None:
    """A file in the place of the folder."""
    (home.root / "file").touch()
    with pytest.raises(HomeFault, match="Making the home folder"):
        Home(home.root / "file").create()


def test_originals_are_found_by_their_hash(home: Home) -> None:
    """Whatever their ending; what is none is not found."""
    for name in (f"{'a' * 64}.pdf", f"{'b' * 64}.bin"):
        (home.originals / name).touch()
    found = home.original("a" * 64)
    assert found is not None
    assert found.name == f"{'a' * 64}.pdf"
    assert home.original("c" * 64) is None
    assert set(home.originals_by_hash()) == {"a" * 64, "b" * 64}


def test_files_are_listed_sorted_and_relative(library: Instance) -> None:
    """Hidden folders, other endings and folders with that ending are no documents."""
    for path in ("z.md", "a/b.md", ".git/c.md", "d.txt", "e.md/inner.md"):
        library.write(path, "x")
    found = list(library.library.paths())
    assert found == ["a/b.md", "e.md/inner.md", "water-distribution/hub.md", "z.md"]


def test_a_document_is_written_and_read(library: Instance) -> None:
    """The bytes returned are those in the file."""
    document = Document.parse(document_text("x"))
    data = library.library.write("sub/x.md", document)
    assert (library.home.content / "sub" / "x.md").read_bytes() == data
    assert library.library.document("sub/x.md").fields() == document.fields()
    assert library.library.hub("water-distribution/hub.md").id == "water-distribution"


@pytest.mark.parametrize("path", ["../x.md", "/etc/x.md", "a/../../x.md", "link/x.md"])
def test_nothing_is_written_outside_the_library(library: Instance, path: str) -> None:
    """Neither by a path nor by a link that leads out."""
    (library.home.content / "link").symlink_to(library.home.root)
    with pytest.raises(HomeFault, match="not in the library"):
        library.library.write(path, Document.parse(document_text("x")))


def test_a_file_that_is_gone_or_no_text_is_named(library: Instance) -> None:
    """With the line of the first bad byte."""
    files = Library(library.home.content)
    with pytest.raises(LibraryFault, match="gone"):
        files.read_text("none.md")
    library.write("bad.md", b"one\ntwo \xff\n")
    with pytest.raises(LibraryFault, match="not UTF-8") as caught:
        files.read_text("bad.md")
    assert caught.value.line == 2
    (library.home.content / "folder.md").mkdir()
    with pytest.raises(LibraryFault, match="cannot be read"):
        files.read_bytes("folder.md")
