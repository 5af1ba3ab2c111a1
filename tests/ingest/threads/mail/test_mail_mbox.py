"""Where messages begin in mailbox files."""

from __future__ import annotations

import io
import mailbox
import string
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.threads.platforms.mail.mbox import spans, unescaped
from tests.ingest.threads.mail.letters import ENVELOPE, box, letter

if TYPE_CHECKING:
    from pathlib import Path


def cut(data: bytes) -> list[bytes]:
    """Messages of a mailbox."""
    found = spans(io.BytesIO(data))
    return [data[span.start : span.start + span.size] for span in found]


@pytest.mark.parametrize(
    "line",
    [
        "From the command line, try this: 10:00",
        "From ?index",
        "From it, I would like a map of Mar 2014 at 10:30 or so.",
        "From Mon Mar  3 10:00:00 2014 on it leaked:",
        "From 2014 we have had leaks",
    ],
)
def test_a_line_of_a_body_is_no_envelope(line: str) -> None:
    """Pipermail leaves "From " in texts as people wrote it."""
    body = f"We tried.\n\n{line}\nnothing worked: it\n\n{line}\n\nEnd."
    text = box(letter(1, body), letter(2))
    assert len(cut(text.encode())) == 2


def test_an_envelope_without_an_empty_line_before_it_counts() -> None:
    """Some programs leave the empty line out; a dated envelope and a header are enough."""
    text = ENVELOPE + letter(1).rstrip() + "\n" + ENVELOPE + letter(2)
    assert [b"<2@x>" in one for one in cut(text.encode())] == [False, True]


@pytest.mark.parametrize("envelope", ["From nobody", "From ???@???", "From - "])
def test_an_envelope_without_a_date_counts_before_a_header(envelope: str) -> None:
    """After an empty line and with a header that all mail has."""
    text = "\n".join([envelope, letter(1), envelope, letter(2)])
    assert len(cut(text.encode())) == 2


def test_windows_line_ends_make_no_difference() -> None:
    """CR LF."""
    assert len(cut(box(letter(1), letter(2)).replace("\n", "\r\n").encode())) == 2


def test_a_line_without_end_is_not_held() -> None:
    """A message may be one line of megabytes; what looks like an envelope in it is none."""
    long = "x" * 200_000 + ENVELOPE
    assert len(cut(box(letter(1, long), letter(2)).encode())) == 2


def test_marks_that_mailboxes_add_are_taken_off() -> None:
    """One level of them, and none from within quotations."""
    body = b">From here on\n>>From twice\n\n> He said\n>From above\nend"
    assert unescaped(body) == b"From here on\n>From twice\n\n> He said\n>From above\nend"


@given(
    st.lists(
        st.text(string.ascii_letters + " >:\n", max_size=60).filter(
            lambda text: "\nFrom " not in "\n" + text
        ),
        max_size=6,
    )
)
def test_messages_are_those_that_python_writes(
    tmp_path_factory: pytest.TempPathFactory, bodies: list[str]
) -> None:
    """What `mailbox.mbox` writes is cut where it was put together."""
    path: Path = tmp_path_factory.mktemp("box") / "box"
    written = mailbox.mbox(path)
    for number, body in enumerate(bodies):
        written.add(letter(number, body))
    written.close()
    data = path.read_bytes()
    assert [f"<{number}@x>".encode() in one for number, one in enumerate(cut(data))] == [
        True for _ in bodies
    ]
