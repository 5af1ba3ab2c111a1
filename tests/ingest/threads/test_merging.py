"""What a further export does to a thread that is there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sqlalchemy import delete

from kb.models import ImportedExport, ImportedThread
from tests.ingest.threads.fake_export import files_of, post

if TYPE_CHECKING:
    from tests.ingest.threads.fake_export import ImportDesk

ASK = post("q", "How do we find the leak in the main road below the old church?", 0)
LATE = post("z", "We listened at night and found it under the third valve.", 50, by="Bo", to="q")
BETWEEN = post("m", "Have you closed the valves one after the other?", 20, by="Cy", to="q")


def test_importing_again_changes_nothing(import_desk: ImportDesk) -> None:
    """The second time is told from memory; without that, every thread is unchanged."""
    import_desk.thread("t1", ASK, LATE)
    first = import_desk.run()
    assert (first.new_threads, first.new_posts, first.people) == (1, 2, 2)
    before = files_of(import_desk.library.home)
    again = import_desk.run()
    assert (again.known, again.new_threads, again.unchanged_threads, again.posts) == (
        True, 0, 1, 2,
    )  # fmt: skip
    import_desk.thread("t2", post("1", "Another question altogether about pumps and power."))
    more = import_desk.run()
    assert (more.known, more.new_threads, more.unchanged_threads, more.new_posts) == (
        False, 1, 1, 1,
    )  # fmt: skip
    assert before.items() <= files_of(import_desk.library.home).items()


def test_a_superset_brings_its_new_posts_in_their_place(import_desk: ImportDesk) -> None:
    """Numbers stay, the new post gets the next one and stands where its time says."""
    import_desk.thread("t1", ASK, LATE)
    import_desk.run()
    import_desk.thread("t1", ASK, BETWEEN, LATE)
    report = import_desk.run()
    assert (report.updated_threads, report.new_posts, report.threads) == (1, 1, 1)
    found = [(one.number, one.key, one.reply_to) for one in import_desk.posts]
    assert found == [(1, "q", None), (3, "m", 1), (2, "z", 1)]
    [document] = import_desk.documents
    assert document.thread is not None
    assert document.thread.posts == 3


def test_a_smaller_export_takes_nothing_away(import_desk: ImportDesk) -> None:
    """Posts that it lacks stay, replies to them hold, and an accepted answer stays one."""
    import_desk.thread("t1", ASK, BETWEEN, LATE | {"accepted": True, "to": "m"})
    import_desk.run()
    before = import_desk.file().read_bytes()
    import_desk.thread("t1", ASK, LATE | {"accepted": True, "to": "m"})
    report = import_desk.run()
    assert (report.posts, report.new_posts, report.unchanged_threads) == (2, 0, 1)
    assert import_desk.file().read_bytes() == before
    import_desk.thread("t1", ASK)
    import_desk.run()
    assert import_desk.file().read_bytes() == before


def test_a_changed_post_replaces_ours(import_desk: ImportDesk) -> None:
    """Its author corrected it on the platform."""
    import_desk.thread("t1", ASK)
    import_desk.run()
    import_desk.thread("t1", ASK | {"text": "How do we find the leak below the new church?"})
    assert import_desk.run().updated_threads == 1
    assert "new church" in import_desk.posts[0].text


def test_what_was_edited_by_hand_stays(import_desk: ImportDesk) -> None:
    """Only new posts are added then, and the report says so, this time and the next."""
    import_desk.thread("t1", ASK)
    import_desk.run()
    file = import_desk.file()
    file.write_text(file.read_text().replace("old church", "Orthodox church"))
    import_desk.library.sync()
    for answer in (BETWEEN, BETWEEN | {"text": "And have you opened them again after that?"}):
        import_desk.thread("t1", ASK | {"text": "Nobody shall see this."}, answer)
        report = import_desk.run()
        assert report.edited == [import_desk.documents[0].id]
        assert [one.key for one in import_desk.posts] == ["q", "m"]
        assert "Orthodox church" in import_desk.posts[0].text
        assert "closed the valves" in import_desk.posts[1].text


def test_what_a_moderator_set_stays(import_desk: ImportDesk) -> None:
    """Hub, title, tags and verification survive an import that changes the posts."""
    import_desk.library.hub("asset-management")
    import_desk.thread("t1", ASK)
    import_desk.run()
    file = import_desk.file()
    text = re.sub(r"(?m)^title: .*", "title: Leaks below churches", file.read_text())
    text = text.replace("hub: water-distribution", "hub: asset-management\ntags: [leak] # mine")
    (import_desk.library.home.content / "moved.md").write_text(text)
    file.unlink()
    import_desk.library.sync()
    import_desk.thread("t1", ASK, BETWEEN)
    assert import_desk.run().updated_threads == 1
    [document] = import_desk.documents
    assert (document.title, document.hub, document.tags) == (
        "Leaks below churches", "asset-management", ["leak"],
    )  # fmt: skip
    assert "# mine" in import_desk.file().read_text()
    assert len(import_desk.posts) == 2


def test_a_deleted_document_comes_back(import_desk: ImportDesk) -> None:
    """Memory alone is no reason to leave a thread out."""
    import_desk.thread("t1", ASK)
    import_desk.run()
    before = files_of(import_desk.library.home)
    import_desk.file().unlink()
    assert import_desk.run().new_threads == 1
    assert files_of(import_desk.library.home) == before


def test_a_document_that_cannot_be_read_is_left_alone(import_desk: ImportDesk) -> None:
    """Its posts are counted as left out, and a fault names it."""
    import_desk.thread("t1", ASK)
    import_desk.run()
    file = import_desk.file()
    broken = file.read_text().replace('{"key"', '{"key')
    file.write_text(broken)
    import_desk.thread("t1", ASK, BETWEEN)
    report = import_desk.run()
    assert (report.posts, report.complete) == (0, False)
    assert "cannot be read" in report.faults[0][1]
    file.write_text(broken.replace("title:", "  title:"))
    assert import_desk.run().posts == 0
    assert file.read_text() == broken.replace("title:", "  title:")


def test_a_lost_memory_costs_nothing_but_time(import_desk: ImportDesk) -> None:
    """Threads are known by their front matter, also when the title they were named by changed."""
    import_desk.thread("t1", ASK, title="Leak below the church")
    import_desk.run()
    before = files_of(import_desk.library.home)
    with import_desk.library.database.writing() as session:
        session.execute(delete(ImportedThread))
        session.execute(delete(ImportedExport))
    import_desk.thread("t1", ASK, title="Found: leak below the church")
    assert import_desk.run().unchanged_threads == 1
    assert files_of(import_desk.library.home) == before
