"""The lines above downloaded posts and comments, and which post a comment is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.threads.platforms.workplace.headlines import Headline, Names, read_headline
from ingest.threads.platforms.workplace.match_index import MatchIndex, Placed
from ingest.threads.platforms.workplace.matching import match

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PEOPLE = Names(["Ana Diaz", "Joe Bell", "Ana", "فاطمة علي"])
GROUPS = Names(["Pumps", "Pumps in Kenya", "Fuites d'eau"])
DAY, HOUR = 86_400.0, 3600.0


@pytest.mark.parametrize(
    ("line", "target", "reply"),
    [
        ("Ana Diaz commented on Joe Bell's post in Pumps.", "Joe Bell", False),
        ("Ana Diaz commented on Joe Bell Jr's post in Pumps.", "Joe Bell Jr", False),
        ("Ana Diaz replied to Joe Bell's comment in Pumps.", "Joe Bell", True),
        ("Ana Diaz a répondu au commentaire de Joe Bell.", "Joe Bell", True),
        ("Ana Diaz hat den Beitrag von Zed Unknown kommentiert.", "Zed Unknown", False),
        ("Ana Diaz ha comentado la publicación de Zed Unknown.", "Zed Unknown", False),
        ("Ana Diaz respondeu ao próprio comentário.", "Ana Diaz", True),
        ("Ana Diaz commented on her own post.", "Ana Diaz", False),
        ("Ana Diaz commented on a post.", "", False),
        ("Ana Diaz 评论了 Joe Bell 的帖子。", "Joe Bell", False),
        ("", "", False),
    ],
)
def test_a_comment_names_whose_words_it_answers(line: str, target: str, reply: bool) -> None:
    """In the languages whose wording is known, and in others where the export knows the name."""
    said = read_headline(line, PEOPLE, GROUPS, author="Ana Diaz", group="Pumps")
    assert said == Headline("Ana Diaz", target, "Pumps", reply)


@pytest.mark.parametrize(
    ("line", "author", "group"),
    [
        ("Ana Diaz posted in Pumps in Kenya.", "Ana Diaz", "Pumps in Kenya"),
        ("Zed Unknown posted in Big Pumps.", "Zed Unknown", "Big Pumps"),
        ("Zed Unknown shared a link in the news in Pumps.", "Zed Unknown", "Pumps"),
        ("Ana Diaz a publié dans Fuites d'eau.", "Ana Diaz", "Fuites d'eau"),
        ("Ana Diaz hat einen Beitrag in Pumps geteilt.", "Ana Diaz", "Pumps"),
        ("فاطمة علي نشرت في Pumps in Kenya", "فاطمة علي", "Pumps in Kenya"),
        ("Ana Diaz: Pumps", "Ana Diaz", "Pumps"),
    ],
)
def test_a_post_names_its_author_and_its_group(line: str, author: str, group: str) -> None:
    """A longer name than any known is somebody else's, not a known one's."""
    said = read_headline(line, PEOPLE, GROUPS)
    assert (said.author, said.group) == (author, group)


@given(st.text(max_size=80), st.sampled_from(["", "Ana Diaz"]), st.sampled_from(["", "Pumps"]))
def test_any_line_can_be_read(line: str, author: str, group: str) -> None:
    """What is known already is never read differently."""
    said = read_headline(line, PEOPLE, GROUPS, author=author, group=group)
    assert not author or said.author == author
    assert not group or said.group == group


@pytest.fixture
def index(tmp_path: Path) -> Iterator[MatchIndex]:
    """What Joe wrote in the group Pumps: posts on day 0 and day 20, a comment on Ana's post."""
    made = MatchIndex(tmp_path)
    for key, thread, at, is_comment in (
        ("p0", "p0", 0.0, False), ("p20", "p20", 20 * DAY, False), ("c1", "a1", 1 * DAY, True),
        ("c2", "a1", 2 * DAY, True),
    ):  # fmt: skip
        made.add(Placed(key, thread, at), "Pumps", "Joe", key, comment=is_comment)
    yield made
    made.close()


def test_the_last_post_before_a_comment_is_its_post(index: MatchIndex) -> None:
    """Where it is much nearer than the one before it."""
    found = match(Headline("Ana", "Joe", "Pumps"), 20 * DAY + HOUR, index)
    assert (found.thread, found.reply_to) == ("p20", None)
    assert match(Headline("Ana", "Joe", "Pumps"), 5 * DAY, index) == ("p0", None, 1.0)


def test_a_reply_goes_to_the_comment_it_answers(index: MatchIndex) -> None:
    """Several comments in one thread are one candidate; the last of them is answered."""
    found = match(Headline("Ana", "Joe", "Pumps", reply=True), 2.5 * DAY, index)
    assert (found.thread, found.reply_to, found.confidence) == ("a1", "c2", 1.0)


@pytest.mark.parametrize(
    ("said", "at"),
    [
        (Headline("Ana", "Joe", "Pumps"), 29 * DAY),  # either post may be meant
        (Headline("Ana", "Joe", "Pumps"), 51 * DAY),  # nothing in the month before
        (Headline("Ana", "Joe", "Pumps"), None),  # no date, two candidates
        (Headline("Ana", "Joe", "Sanitation"), 1 * DAY),
        (Headline("Ana", "Zed", "Pumps"), 1 * DAY),
        (Headline("Ana", "Joe", "Pumps", reply=True), 1 * HOUR),
        (Headline("Ana", "", "Pumps"), 1 * DAY),
    ],
)
def test_nothing_is_put_where_it_may_not_belong(
    index: MatchIndex, said: Headline, at: float | None
) -> None:
    """Without a candidate, or with two that are about as likely, a comment has no thread."""
    assert match(said, at, index).thread == ""
