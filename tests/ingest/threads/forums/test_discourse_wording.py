"""Mentions, uploads and polls in Discourse's posts."""

from __future__ import annotations

import hashlib
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from ingest.threads.platforms.discourse.wording import mentions, uploads, without_polls

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"


def short(sha1: str) -> str:
    """A SHA-1 as Discourse shortens it."""
    number, digits = int(sha1, 16), ""
    while number:
        number, digit = divmod(number, 62)
        digits = DIGITS[digit] + digits
    return digits


@given(st.binary(max_size=20))
def test_short_addresses_name_the_file_on_disk(data):
    """What Markdown calls ``upload://…`` is found among the export's files by its SHA-1."""
    sha1 = hashlib.sha1(data, usedforsecurity=False).hexdigest()
    files = {f"{sha1}.pdf": Path("there")}
    (found,) = uploads(f"See [Manual.pdf|attachment](upload://{short(sha1)}.pdf) (2 MB)", "", files)
    assert (found.name, found.file) == ("Manual.pdf", Path("there"))


def test_pictures_of_html_are_named_once():
    """A picture, its smaller copy and the link around them are one; emoji are none."""
    sha1 = "0a" * 20
    cooked = (
        f'<a class="lightbox" href="https://cdn.example.org/uploads/x/original/2X/0/{sha1}.png" '
        f'title="Well head.png"><img src="/uploads/x/optimized/2X/0/{sha1}_2_690x388.png"></a>'
        '<img src="/images/emoji/twitter/smile.png" class="emoji">'
        '<a class="attachment" href="/uploads/short-url/abc.pdf?dl=1">Log &amp; notes.pdf</a>'
        '<img src="https://elsewhere.example.org/uploads/images/a.png">'
    )
    assert [one.name for one in uploads("", cooked, {})] == ["Well head.png", "Log & notes.pdf"]


def test_a_label_without_an_ending_gets_that_of_the_file():
    """``![sketch|200x100](upload://…)`` is ``sketch.jpeg``."""
    assert uploads("![sketch|200x100](upload://1f.jpeg)", "", {})[0].name == "sketch.jpeg"


def test_mentions_are_people_and_not_code():
    """HTML marks them; in Markdown neither code nor addresses are taken for people."""
    assert mentions("", '<a class="mention" href="/u/ana">@ana</a> @nobody') == {"ana"}
    raw = "Thanks @ana.b, see `@Override` and me@example.org\n```\n@Test\n```"
    assert mentions(raw, "") == {"ana.b"}


def test_a_poll_keeps_its_choices():
    """Only the brackets around them go."""
    raw = "Vote:\n[poll type=regular results=always]\n* sand\n* gravel\n[/poll]\nThanks"
    assert without_polls(raw) == "Vote:\n\n* sand\n* gravel\n\nThanks"
