"""What somebody asked to have removed is gone from every file of the home, and stays away."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ingest.threads.forgetting import Forgetting
from ingest.threads.transcript import FORGOTTEN
from kb.library.thread import REMOVED_NAME
from kb.library.thread_format import parse_posts
from search.fakes import HashingEmbedder
from search.indexer import Indexer
from tests.ingest.threads.fake_export import post

if TYPE_CHECKING:
    from tests.ingest.threads.fake_export import ImportDesk

# Words that stand nowhere else, so that every file can be searched for them.
SECRET = "zyxomorphic"
ASK = post("q", f"Where does the {SECRET} quibblepump leak into the wobbleflange?", by="Vera Plume")
OTHER = post("o", "Vera Plume, look below the gasket of the valve; @Vera does.", 5, by="Bo Stone")


def forgetting(desk: ImportDesk) -> Forgetting:
    """What is under test."""
    home, database = desk.library.home, desk.library.database
    return Forgetting(home, desk.library.library, database)


def indexer(desk: ImportDesk, engine: str = "whoosh") -> Indexer:
    """An indexer without a real model."""
    home, library, database = desk.library.home, desk.library.library, desk.library.database
    return Indexer(home, library, database, HashingEmbedder(), keyword=engine)


def holding(desk: ImportDesk, *words: str) -> set[str]:
    """Files of the home in which any of the words stands."""
    root = desk.library.home.root
    return {
        str(path.relative_to(root))
        for path in root.rglob("*")
        if path.is_file()
        for word in words
        if word.encode() in path.read_bytes().lower() or word in path.name
    }


@pytest.mark.parametrize("engine", ["whoosh", "tantivy"])
def test_nothing_is_left_in_any_file(import_desk: ImportDesk, engine: str) -> None:
    """Words, name and files: documents, database, index, vocabulary, older generations."""
    (import_desk.inbox / "secret.txt").write_text(f"The {SECRET} plan")
    (import_desk.inbox / "both.txt").write_text("A plan that two have sent")
    import_desk.thread("t1", ASK | {"files": ["secret.txt", "both.txt"]}, OTHER)
    import_desk.thread("t2", OTHER | {"files": ["both.txt"]}, ASK | {"at": "2021-03-05T10:00:00"})
    import_desk.run(people="keep")
    indexer(import_desk, engine).sync()
    import_desk.thread("t3", post("1", "Another matter of valves and gaskets altogether."))
    import_desk.run(people="keep")
    indexer(import_desk, engine).sync()
    words = (SECRET, "quibblepump", "wobbleflange", "vera plume")
    assert any(name.startswith("index/") for name in holding(import_desk, *words))
    library = forgetting(import_desk)
    [code] = library.codes_of("vera plume", library.people())
    done = library.forget(code)
    indexer(import_desk, engine).purge()
    assert (done.posts, done.threads, done.attachments) == (2, 2, 1)
    assert holding(import_desk, *words) == set()
    assert indexer(import_desk, engine).check() == []
    assert import_desk.library.sync().problems == []
    assert len(list(import_desk.library.home.originals.iterdir())) == 1


def test_what_is_left_of_a_post_says_so(import_desk: ImportDesk) -> None:
    """Its place stays, so replies to it hold; others are called neither by its author's name."""
    import_desk.thread("t1", ASK, OTHER | {"to": "q", "accepted": True}, title="A leak")
    import_desk.run(people="keep")
    [code] = forgetting(import_desk).codes_of("Vera Plume", forgetting(import_desk).people())
    forgetting(import_desk).forget(code)
    asked, other = import_desk.posts
    assert (asked.removed, asked.name, asked.person, asked.text) == (True, REMOVED_NAME, "", "")
    assert (other.reply_to, other.answer) == (1, "accepted")
    assert other.text == f"{REMOVED_NAME}, look below the gasket of the valve; @Vera does."
    [document] = import_desk.documents
    assert document.title == "A leak"
    assert document.thread is not None
    assert [one.name for one in document.thread.people] == ["Bo Stone"]


def test_a_later_import_leaves_it_out(import_desk: ImportDesk) -> None:
    """The same export, and one with more of theirs, bring nothing back and change nothing."""
    import_desk.thread("t1", ASK, OTHER)
    import_desk.run()
    code = import_desk.posts[0].person
    forgetting(import_desk).forget(code)
    [path] = [row.path for row in import_desk.library.rows().values()]
    before = (import_desk.library.home.content / path).read_bytes()
    report = import_desk.run()
    assert report.skipped == {FORGOTTEN: 1}
    assert (report.known, report.unchanged_threads) == (False, 1)
    import_desk.thread("t1", ASK, OTHER, ASK | {"key": "more"})
    assert import_desk.run().skipped == {FORGOTTEN: 2}
    assert (import_desk.library.home.content / path).read_bytes() == before


def test_people_are_found_by_what_is_known_of_them(import_desk: ImportDesk) -> None:
    """By code, by e-mail address, by the name shown, and by the name that was hashed."""
    import_desk.thread("t1", ASK | {"email": "vera@example.org"}, OTHER)
    import_desk.run()
    vera, bo = (one.person for one in import_desk.posts)
    library = forgetting(import_desk)
    people = library.people()
    assert library.codes_of(vera, people) == {vera}
    assert library.codes_of("Vera@Example.org", people) == {vera}
    assert library.codes_of(f"Member {bo}", people) == {bo}
    assert library.codes_of("nobody at all", people) == set()
    library.forget(vera)
    assert library.codes_of(vera, library.people()) == {vera}  # a killed run can be finished


def test_a_thread_that_cannot_be_read_is_named(import_desk: ImportDesk) -> None:
    """What is in it is still there, and the person is told."""
    import_desk.thread("t1", ASK, OTHER)
    import_desk.run()
    code = import_desk.posts[0].person
    file = import_desk.file()
    file.write_text(file.read_text().replace('{"key"', '{"key'))
    done = forgetting(import_desk).forget(code)
    assert [path for path, _ in done.unreadable] == [
        str(file.relative_to(import_desk.library.home.content))
    ]


def test_edits_by_hand_count_as_such_afterwards(import_desk: ImportDesk) -> None:
    """Removal is no edit: a later import may still correct what was not edited."""
    import_desk.thread("t1", ASK, OTHER)
    import_desk.run()
    forgetting(import_desk).forget(import_desk.posts[0].person)
    changed = OTHER | {"text": "Look below the second gasket of the other valve."}
    import_desk.thread("t1", ASK, changed)
    report = import_desk.run()
    assert report.edited == []
    assert "second gasket" in parse_posts(import_desk.file().read_text())[1].text
