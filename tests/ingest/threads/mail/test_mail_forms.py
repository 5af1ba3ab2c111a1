"""The forms in which mail is exported, and what of it is skipped."""

from __future__ import annotations

import gzip
import zipfile
from typing import TYPE_CHECKING

import pytest

from ingest.threads.base import EMPTY, REPEATED, SYSTEM, UNREADABLE
from ingest.threads.export import opened
from ingest.threads.platforms.mail import MailImporter
from ingest.threads.platforms.mail.verdict import NOT_TO_BE_KEPT, SPAM
from tests.ingest.threads.mail.letters import box, imported, imported_text, key, letter

if TYPE_CHECKING:
    from pathlib import Path

    from ingest.threads.platforms.mail.content import Content

TWO = box(letter(1), letter(2, in_reply_to="<1@x>"))
SHAPE = {key(1): {key(1), key(2)}}
MIXED = """\
From: Ana <ana@x.org>
Date: Mon, 3 Mar 2014 10:00:00 +0000
Subject: The plan
Message-ID: <1@x>
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=b

--b
Content-Type: multipart/alternative; boundary=c

--c
Content-Type: text/plain; charset=iso-8859-1
Content-Transfer-Encoding: quoted-printable

D=E9bit r=E9duit
--c
Content-Type: text/html

<p>HTML</p>
--c--
--b
Content-Type: application/pdf
Content-Disposition: attachment; filename="../../etc/plan.pdf"
Content-Transfer-Encoding: base64

JVBERg==
--b
Content-Type: image/png
Content-Transfer-Encoding: base64

iVBORw==
--b
Content-Type: application/pgp-signature; name=signature.asc

x
--b
Content-Type: text/vcard; name=ana.vcf

TEL:1
--b--
"""


def recognised(path: Path, scratch: Path) -> float:
    """How surely it is mail."""
    scratch.mkdir(exist_ok=True)
    with opened(path, scratch) as export:
        return MailImporter().recognises(export)


@pytest.mark.parametrize(
    "form", ["mbox", "gz", "eml", "maildir", "zip", "zip of eml", "zip within"]
)
def test_every_form_gives_the_same_threads(tmp_path: Path, form: str) -> None:
    """One mailbox, months packed, single messages, Maildir, and archives of these."""
    source = tmp_path / "in"
    source.mkdir()
    singles = {"1.eml": letter(1), "2.eml": letter(2, in_reply_to="<1@x>")}
    if form == "mbox":
        (source / "messages.mbox").write_text(TWO)
    elif form == "gz":
        (source / "2014-March.txt.gz").write_bytes(gzip.compress(TWO.encode()))
    elif form == "maildir":
        for folder in ("cur", "new", "tmp"):
            (source / folder).mkdir()
        (source / "cur" / "1.host:2,S").write_text(singles["1.eml"])
        (source / "new" / "2.host").write_text(singles["2.eml"])
        (source / "tmp" / "3.host").write_text("From: half")
    elif form == "eml":
        for name, text in singles.items():
            (source / name).write_text(text)
    else:
        files = singles if form == "zip of eml" else {"messages.mbox": TWO}
        with zipfile.ZipFile(source / "list.zip", "w") as archive:
            for name, text in files.items():
                archive.writestr(name, text)
        source = source if form == "zip within" else source / "list.zip"
    got = imported(source, tmp_path / "scratch")
    assert (got.shape, got.tally.faults) == (SHAPE, [])
    assert recognised(source, tmp_path / "other") > 0.5 or form == "zip within"


def test_other_files_are_named_and_empty_ones_are_not(tmp_path: Path) -> None:
    """An index page is no mail; a month without mail is no fault."""
    (tmp_path / "in").mkdir()
    for name, text in (("index.html", "<html>"), ("2014-April.txt", ""), ("a.mbox", TWO)):
        (tmp_path / "in" / name).write_text(text)
    got = imported(tmp_path / "in", tmp_path / "scratch")
    assert [name for name, _ in got.tally.faults] == ["index.html"]
    assert got.shape == SHAPE


def test_a_damaged_month_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    """And named."""
    packed = gzip.compress(TWO.encode() + b"\n" + bytes(range(256)) * 100)
    got = imported_text(tmp_path, packed[:-30], "2014-March.txt.gz")
    assert got.shape == SHAPE
    assert got.tally.faults[0][0] == "2014-March.txt.gz"


@pytest.mark.parametrize(
    "text", ["name,text\nFrom: x,y", "[3/3/14, 10:00:00] Ana: Hi", "\0\1\2", "{}"]
)
def test_what_is_no_mail_is_not_recognised(tmp_path: Path, text: str) -> None:
    """Other platforms' exports."""
    (tmp_path / "file.txt").write_text(text)
    assert recognised(tmp_path / "file.txt", tmp_path / "scratch") == 0


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"x_spam_flag": "YES"}, SPAM),
        ({"auto_submitted": "auto-replied"}, SYSTEM),
        ({"from": "MAILER-DAEMON@x.org"}, SYSTEM),
        ({"subject": "Out of Office AutoReply: pump"}, SYSTEM),
        ({"content_type": "multipart/report; boundary=x"}, SYSTEM),
        ({"x_mozilla_status": "0009"}, "deleted on the platform"),
        ({"x_gmail_labels": "Trash,Opened"}, "deleted on the platform"),
        ({"x_no_archive": "Yes"}, NOT_TO_BE_KEPT),
    ],
)
def test_what_nobody_wrote_to_the_list_is_skipped(
    tmp_path: Path, fields: dict[str, str], reason: str
) -> None:
    """With its reason."""
    got = imported_text(tmp_path, box(letter(1), letter(2, **fields)))
    assert got.tally.skipped == {reason: 1}


def test_ordinary_marks_skip_nothing(tmp_path: Path) -> None:
    """Headers that say no, and messages to nobody's list."""
    fields = {"x_spam_flag": "NO", "auto_submitted": "no", "x_mozilla_status": "0001"}
    assert not imported_text(tmp_path, box(letter(1, **fields))).tally.skipped


def test_repeated_and_empty_messages_are_counted(tmp_path: Path) -> None:
    """The same id once more, and a message without a word."""
    text = box(letter(1), letter(1, "again"), letter(2, " \n"), letter(3, message_id="-"))
    got = imported_text(tmp_path, text + "\n" + box(letter(3, message_id="-")))
    assert got.tally.skipped == {REPEATED: 2, EMPTY: 1}


def test_parts_of_a_message_are_told_apart(tmp_path: Path) -> None:
    """Plain text before HTML; files written under no name of theirs; keys and cards dropped."""
    got = imported_text(tmp_path, MIXED, "one.eml")
    post = got.posts[key(1)]
    assert (post.text, post.markup) == ("Débit réduit", "plain")
    assert got.files == {"../../etc/plan.pdf": b"%PDF", "image.png": b"\x89PNG"}
    assert all(
        file.file.is_relative_to(tmp_path / "scratch") for file in post.attachments if file.file
    )


def test_html_is_given_where_it_is_all(tmp_path: Path) -> None:
    """As it is: it is cleaned later, for all platforms."""
    got = imported_text(tmp_path, box(letter(1, "<p>Hi <b>all</b></p>", content_type="text/html")))
    assert got.posts[key(1)].markup == "html"


def test_quoted_printable_whose_header_was_lost_is_read(tmp_path: Path) -> None:
    """As archives leave it; ordinary text with equals signs stays."""
    line = "Pressure drops at night and the valve stays open all the time so=\n"
    assert (
        "="
        not in imported_text(tmp_path, box(letter(1, line * 3 + "a=20\nb=C3=A9")))
        .posts[key(1)]
        .text
    )
    assert "x = 20" in imported_text(tmp_path, box(letter(1, "x = 20\ny =\n3"))).posts[key(1)].text


def test_a_list_names_the_group_and_the_address(tmp_path: Path) -> None:
    """List-Id and Archived-At, else the tag that most subjects carry."""
    fields = {"list_id": "Pumps <pumps.x.org>", "archived_at": "<https://x.org/m/1>"}
    thread = imported_text(
        tmp_path, box(letter(1, subject="Re: [Pumps] Low flow", **fields))
    ).threads[0]
    assert (thread.group, thread.permalink, thread.title) == (
        "pumps", "https://x.org/m/1", "Low flow",
    )  # fmt: skip
    thread = imported_text(tmp_path, box(letter(1, subject="[Pumps] Low flow"))).threads[0]
    assert (thread.group, thread.title) == ("Pumps", "Low flow")


def test_a_message_nested_without_end_is_counted(tmp_path: Path) -> None:
    """Ten thousand parts in parts are a named outcome."""
    depth = "".join(
        f"Content-Type: multipart/mixed; boundary=b{number}\n\n--b{number}\n"
        for number in range(10_000)
    )
    got = imported_text(tmp_path, box(letter(1), letter(2).partition("\n\n")[0] + "\n" + depth))
    assert sum(got.tally.skipped[reason] for reason in (UNREADABLE, EMPTY)) == 1


def test_a_message_that_cannot_be_taken_apart_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The import goes on."""

    def broken(raw: bytes) -> Content:
        raise LookupError

    monkeypatch.setattr("ingest.threads.platforms.mail.reading.content_of", broken)
    got = imported_text(tmp_path, box(letter(1)))
    assert got.tally.skipped == {UNREADABLE: 1}
    assert "list.mbox" in got.tally.faults[0][0]
