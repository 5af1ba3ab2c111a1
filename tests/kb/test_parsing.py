"""What a file of the library is, its front matter says, and nothing else."""

from __future__ import annotations

import pytest

from kb.errors import LibraryFault
from kb.library import Document, Hub, ReadingList, parse_entry
from kb.library.reading_time import READING_SPEED, count_words, reading_minutes
from tests.instance import document_text, list_text

HUB = "---\nid: h\ntitle: H\nkind: hub # ours\norder: 3\n---\nBody.\n"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (HUB, Hub),
        (document_text("a"), Document),
        (document_text("a", kind="questions"), Document),
        (list_text("a", {"b": 1}), ReadingList),
    ],
)
@pytest.mark.parametrize("path", ["h/hub.md", "h/reading-list/a.md", "anything.md"])
def test_the_kind_decides_and_not_the_name(text: str, kind: type, path: str) -> None:
    """Under whatever name or folder, and written back byte for byte."""
    entry = parse_entry(text, path)
    assert type(entry) is kind
    assert entry.render() == text


def test_a_hub_can_be_changed_like_a_document() -> None:
    """One field is written anew, the comment beside another stays."""
    hub = Hub.parse(HUB)
    hub.order = 4
    assert hub.render() == HUB.replace("order: 3", "order: 4")


@pytest.mark.parametrize(
    ("kind", "message"),
    [
        (None, "`kind` is missing"),
        ("essay", "`kind` cannot be 'essay'"),
        ("[hub]", "`kind` cannot"),
    ],
)
def test_a_kind_that_is_none_is_told_all_there_are(kind: str | None, message: str) -> None:
    """Documents' kinds, and those of hubs and reading lists."""
    with pytest.raises(LibraryFault) as caught:
        parse_entry(document_text("a", kind=kind), "hub.md")
    assert caught.value.field == "kind"
    assert message in caught.value.message
    for name in ("factsheet", "questions", "`hub`", "`reading-list`"):
        assert name in caught.value.remedy


@pytest.mark.parametrize(
    ("words", "minutes"), [(0, 1), (1, 1), (180, 1), (181, 2), (360, 2), (361, 3)]
)
def test_reading_takes_whole_minutes(words: int, minutes: int) -> None:
    """Rounded up, and never none."""
    assert READING_SPEED == 180
    assert reading_minutes(words) == minutes


def test_anchors_are_no_words() -> None:
    """What readers do not see takes them no time."""
    assert count_words("<!-- page: 2 -->\n\n## Two words\n") == 3
