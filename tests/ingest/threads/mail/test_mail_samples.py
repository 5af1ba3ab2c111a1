"""Real archives, checked against the standard library's reading of them, not ours."""

from __future__ import annotations

import gzip
import mailbox
import re
import zipfile
from email import message_from_bytes
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ingest.threads.base import REPEATED
from tests.ingest.threads.mail.letters import Outcome, imported

if TYPE_CHECKING:
    from email.message import Message

SAMPLES = Path(__file__).parents[5] / "shared" / "samples" / "discussions"
needs_samples = pytest.mark.skipif(not SAMPLES.is_dir(), reason="the shared samples are not here")
STAMP = rb"\w{3} \w{3} [ \d]\d \d\d:\d\d:\d\d \d{4}\r?$"
ENVELOPE = re.compile(rb"^From (?=.*" + STAMP + rb")", re.MULTILINE)
IN_BODY = re.compile(rb"^From (?!.*" + STAMP + rb")", re.MULTILINE)


def parts(data: bytes) -> list[Message]:
    """Messages of a mailbox by its dated envelopes alone."""
    pieces = ENVELOPE.split(data)[1:]
    return [message_from_bytes(piece.partition(b"\n")[2]) for piece in pieces]


def ids(message: Message, *fields: str) -> list[str]:
    """Message ids of these fields, in order."""
    values = [str(message[field] or "") for field in fields]
    return [re.sub(r"\s", "", one) for value in values for one in re.findall(r"<([^<>]+)>", value)]


def hashed(name: str) -> str:
    """What a post with this id is called."""
    return sha256(name.encode()).hexdigest()[:20]


def answered(messages: list[Message]) -> dict[str, str]:
    """Of each reply the nearest message that it names and that is there, by id."""
    own: dict[str, Message] = {}
    for message in messages:
        for one in ids(message, "message-id")[:1]:
            own.setdefault(one, message)
    parents = {}
    for name, message in own.items():
        names = [*ids(message, "in-reply-to")[:1], *reversed(ids(message, "references"))]
        there = [one for one in names if one in own and one != name]
        parents |= {name: there[0]} if there else {}
    return parents


def check_parents(got: Outcome, messages: list[Message]) -> int:
    """Every link of the source is in the outcome, within one thread; returns how many."""
    links = answered(messages)
    threads = {post.key: thread.key for thread in got.threads for post in thread.posts}
    for child, parent in links.items():
        assert got.posts[hashed(child)].reply_to == hashed(parent)
        assert threads[hashed(child)] == threads[hashed(parent)]
    return len(links)


@needs_samples
@pytest.mark.slow
def test_years_of_a_pipermail_list(tmp_path: Path) -> None:
    """As many messages as Python counts, less the lines of bodies that it takes for some."""
    files = sorted((SAMPLES / "mbox").glob("*.txt"))
    data = [path.read_bytes() for path in files]
    messages = [message for one in data for message in parts(one)]
    counted = sum(len(mailbox.mbox(path, create=False)) for path in files)
    assert len(messages) == counted - sum(len(IN_BODY.findall(one)) for one in data)
    got = imported(SAMPLES / "mbox", tmp_path / "scratch")
    assert got.tally.input_posts == len(messages)
    assert not got.tally.faults
    assert set(got.tally.skipped) <= {REPEATED}
    assert check_parents(got, messages) > 3800
    named = {ids(message, "message-id")[0] for message in messages if ids(message, "message-id")}
    assert {hashed(name) for name in named} <= set(got.posts)


@needs_samples
@pytest.mark.parametrize("folder", ["mbox", "pipermail", "hyperkitty"])
def test_edge_cases_of_mailboxes(tmp_path: Path, folder: str) -> None:
    """Unknown character sets, missing fields, repeated ids: all is accounted for."""
    files = sorted((SAMPLES / "perceval" / folder).glob("*.mbox"))
    messages = [message for path in files for message in parts(path.read_bytes())]
    assert len(messages) == sum(len(mailbox.mbox(path, create=False)) for path in files)
    got = imported(SAMPLES / "perceval" / folder, tmp_path / "scratch")
    assert got.tally.input_posts == len(messages)
    names = [name for message in messages for name in ids(message, "message-id")[:1]]
    nameless = len(messages) - len(names)
    assert len(got.posts) == len(set(names)) + nameless
    check_parents(got, messages)
    assert all(post.at for post in got.posts.values())


@needs_samples
@pytest.mark.parametrize("name", ["messages.zip", "empty.zip"])
def test_groups_io_archives(tmp_path: Path, name: str) -> None:
    """A mailbox in a zip archive; a group without messages has an empty one."""
    path = SAMPLES / "perceval" / "groupsio" / name
    with zipfile.ZipFile(path) as archive:
        messages = parts(archive.read("messages.mbox"))
    got = imported(path, tmp_path / "scratch")
    assert (got.tally.input_posts, len(got.posts)) == (len(messages), len(messages))
    check_parents(got, messages)


@needs_samples
def test_hyperkitty_packs_its_months(tmp_path: Path) -> None:
    """The same mailbox compressed gives the same."""
    source = SAMPLES / "perceval" / "hyperkitty" / "hyperkitty_2016_april.mbox"
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "list-2016-04.mbox.gz").write_bytes(gzip.compress(source.read_bytes()))
    packed = imported(tmp_path / "in", tmp_path / "packed")
    assert packed.threads == imported(source, tmp_path / "plain").threads
    assert check_parents(packed, parts(source.read_bytes())) == 2


@needs_samples
def test_news_articles(tmp_path: Path) -> None:
    """Single articles; one has a date in Korean bytes, one Arabic bytes that say nothing of it."""
    files = sorted((SAMPLES / "perceval" / "nntp").glob("*.txt"))
    got = imported(SAMPLES / "perceval" / "nntp", tmp_path / "scratch")
    names = [ids(message_from_bytes(path.read_bytes()), "message-id")[0] for path in files]
    assert set(got.posts) == {hashed(name) for name in names}
    assert all(post.at for post in got.posts.values())
    assert {thread.group for thread in got.threads} == {"dev-project-link", "community-arab-world"}
