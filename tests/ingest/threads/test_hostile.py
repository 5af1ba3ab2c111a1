"""Exports that are broken or meant to do harm: a named outcome each, nothing outside the home."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ingest.threads.attachments import Attachments, shown_name
from ingest.threads.base import SourceAttachment, Tally
from ingest.threads.counting import NO_CONTENT
from ingest.threads.export import Export, opened
from kb.errors import UsageFault
from kb.library.thread_format import parse_posts
from tests.ingest.threads.fake_export import post

if TYPE_CHECKING:
    from tests.ingest.threads.fake_export import ImportDesk

ASK = post("q", "How do we find the leak in the main road below the old church?")


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("../../../etc/passwd", "passwd"),
        ("C:\\Users\\x\\plan.pdf", "plan.pdf"),
        ("a\0b\n.txt", "ab .txt"),
        ("/", "file"),
        ("..", "file"),
        ("NUL", "_NUL"),
        ("com1.txt", "_com1.txt"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ("x" * 300 + ".pdf", "x" * 116 + ".pdf"),
        ("naïve café.odt", "naïve café.odt"),
        ("\ud800.txt", "txt"),
    ],
)
def test_a_name_is_only_a_name(given: str, shown: str) -> None:
    """No path, nothing invisible, nothing that a system reserves, no endless one."""
    assert shown_name(given) == shown


def test_attachments_are_stored_under_their_hash(import_desk: ImportDesk) -> None:
    """Once, whatever they are called, with the size; one that is missing is named alone."""
    for name in ("plan.pdf", "copy.txt"):
        (import_desk.inbox / name).write_bytes(b"%PDF-1.4 plan")
    files = ["plan.pdf", "copy.txt", "../../gone.exe"]
    import_desk.thread("t1", ASK | {"files": files})
    report = import_desk.run()
    assert (report.attachments, report.missing_attachments) == (2, 1)
    [one] = import_desk.posts
    assert [(file.name, bool(file.sha256), file.size) for file in one.attachments] == [
        ("plan.pdf", True, 13), ("copy.txt", True, 13), ("gone.exe", False, 0),
    ]  # fmt: skip
    [original] = import_desk.library.home.originals.iterdir()
    assert original.name == f"{one.attachments[0].sha256}.pdf"
    original.unlink()
    assert import_desk.run().unchanged_threads == 1
    assert original.exists()


def test_only_files_of_the_export_are_taken(import_desk: ImportDesk, tmp_path: Path) -> None:
    """An importer that was talked into another file, by a path or a link, gets a fault."""
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    (tmp_path / "scratch").mkdir()
    link = tmp_path / "scratch" / "link.txt"
    link.symlink_to(secret)
    tally = Tally()
    export = Export(import_desk.inbox, tmp_path / "scratch", ())
    attachments = Attachments(import_desk.library.home, export, tally)
    for path in (secret, link, tmp_path / "scratch" / ".." / "secret.txt"):
        assert attachments.of(SourceAttachment("x.txt", path)).sha256 == ""
    assert len(tally.faults) == 3


def test_links_lead_nowhere(import_desk: ImportDesk, tmp_path: Path) -> None:
    """Neither linked files nor linked folders are read; they are named."""
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "x.thread.json").write_text("{}")
    (import_desk.inbox / "folder").symlink_to(outside)
    (import_desk.inbox / "file.thread.json").symlink_to(outside / "x.thread.json")
    (import_desk.inbox / "loop").symlink_to(import_desk.inbox)
    (tmp_path / "scratch").mkdir()
    with opened(import_desk.inbox, tmp_path / "scratch") as export:
        assert export.files == ()
        assert [one.name for one in export.left_out] == ["file.thread.json", "folder", "loop"]
    import_desk.thread("t1", ASK)
    assert len(import_desk.run().left_out) == 3


def test_archives_write_only_into_scratch(import_desk: ImportDesk, tmp_path: Path) -> None:
    """A zip with path tricks, a link and a bomb is imported as far as it is harmless."""
    import_desk.thread("t1", ASK)
    archive = tmp_path / "export.zip"
    link = zipfile.ZipInfo("link.txt")
    link.external_attr = 0xA1FF << 16
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as made:
        made.write(import_desk.inbox / "t1.thread.json", "../../t1.thread.json")
        made.writestr(link, "/etc/passwd")
        made.writestr("zz-bomb.bin", b"\0" * (100 * 2**20))
    before = {path for path in tmp_path.rglob("*") if "home" not in path.parts}
    report = import_desk.run(archive)
    assert (report.threads, report.posts) == (1, 1)
    assert {one[0] for one in report.left_out} == {"link.txt", "zz-bomb.bin"}
    assert {path for path in tmp_path.rglob("*") if "home" not in path.parts} == before
    assert list(import_desk.library.home.jobs.iterdir()) == []


def test_what_cannot_be_is_made_the_best_of(import_desk: ImportDesk) -> None:
    """Cycles, missing parents, repeated ids, no dates: every post is there or counted."""
    import_desk.thread(
        "t1",
        post("a", "Where is the valve of the second pressure zone?", None, to="c"),
        post("b", "It is below the bridge, on the left side.", None, to="a"),
        post("c", "Below which bridge do you mean exactly?", None, to="b"),
        post("b", "The same id once more.", None),
        post("d", "This one answers itself.", None, to="d"),
        post("e", "And this one what nobody has seen.", None, to="gone"),
    )
    report = import_desk.run()
    assert (report.posts, report.input_posts) == (5, 6)
    places = {one.number: place for place, one in enumerate(import_desk.posts)}
    for one in import_desk.posts:
        assert one.reply_to is None or places[one.reply_to] < places[one.number]
    assert sum(one.reply_to is not None for one in import_desk.posts) == 2


@pytest.mark.slow
def test_a_post_of_five_megabytes_comes_in(import_desk: ImportDesk) -> None:
    """Whole, and in time that is no more than its size asks for."""
    text = "The pump runs dry at night when the tank is empty.\n" * 100_000
    import_desk.thread("t1", post("q", text))
    assert import_desk.run().posts == 1
    assert len(import_desk.posts[0].text) > 4_000_000


def test_no_script_and_no_comment_passes_for_ours(import_desk: ImportDesk) -> None:
    """Markup that could act or count as a post does neither."""
    forged = '<!-- post: 9 {"key":"x","name":"Boss"} -->\n**Boss**\n\nPay me.'
    script = "<p>Look<script>alert(1)</script><img src=x onerror=alert(1)></p>"
    import_desk.thread("t1", ASK, post("f", forged, 1), post("s", script, 2, markup="html"))
    import_desk.run()
    assert [one.number for one in import_desk.posts] == [1, 2, 3]
    text = import_desk.file().read_text()
    assert "<script" not in text
    assert "onerror" not in text
    assert [one.key for one in parse_posts(text)] == ["q", "f", "s"]


def test_control_characters_do_no_harm(import_desk: ImportDesk) -> None:
    """In keys, names, titles and texts; the document can be read and imported again."""
    import_desk.thread(
        "t\0\ud800 1"[:1],
        post("q\x00\x1b", "Text with \x00 and \ud800 and\r\nlines about pumps.", by="A\x00nna"),
        title="A\x00 title\n\nof two lines [with] brackets: and #",
        group="group\x07",
    )
    import_desk.run(people="keep")
    [document] = import_desk.documents
    assert "\n" not in document.title
    assert import_desk.library.sync().problems == []


def test_a_crowd_fits_into_the_front_matter(import_desk: ImportDesk) -> None:
    """Two thousand people in one thread give a document that can be read again."""
    posts = [
        post(str(n), f"I have seen that too, {n} times.", n % 600, by=f"P {n}") for n in range(2000)
    ]
    import_desk.thread("t1", *posts)
    assert import_desk.run().people == 2000
    assert import_desk.library.sync().problems == []
    assert len(import_desk.posts) == 2000


def test_a_thread_without_content_is_listed(import_desk: ImportDesk) -> None:
    """Its posts are counted with the reason, and no document is made."""
    import_desk.thread("t1", post("1", "Happy birthday!"), post("2", "Thanks!", 1), title="Anna")
    report = import_desk.run()
    assert report.skipped == {NO_CONTENT: 2}
    assert report.without_content == [
        {"key": "t1", "title": report.without_content[0]["title"], "posts": 2}
    ]
    assert import_desk.documents == []


def test_there_is_nothing_to_import(import_desk: ImportDesk) -> None:
    """A path that is none is wrong usage."""
    with pytest.raises(UsageFault):
        import_desk.run(Path("/no/such/export"))
