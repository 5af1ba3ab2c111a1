"""The knowledge library: its tree, whatever form its branches have, and who may read."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from ingest.threads.base import REPEATED
from ingest.threads.platforms.workplace.audience import is_open
from ingest.threads.platforms.workplace.said import CLOSED_AUDIENCE, DRAFT
from tests.ingest.threads.workplace_folder import make_folder
from tests.ingest.threads.workplace_reading import read, recognised

if TYPE_CHECKING:
    from pathlib import Path


def article(identity: str, *below: Any, **more: Any) -> dict[str, Any]:
    """An article that everybody may read."""
    return {"id": identity, "title": f"T{identity}", "content": f"Text {identity}",
            "status": "PUBLISHED", "read_audience": None, "json_content": {"blocks": [{"a": [1]}]},
            "subcategories": list(below), **more}  # fmt: skip


def library(tmp_path: Path, root: Any) -> Path:
    """A file as Meta's sample script writes it."""
    (tmp_path / "export").mkdir()
    (tmp_path / "export" / "category_data.txt").write_text(json.dumps(root))
    return tmp_path / "export"


def test_the_scripts_file(tmp_path: Path) -> None:
    """Each category is in it twice; drafts and articles for a closed audience are left out."""
    make_folder(tmp_path / "export")
    [thread], tally = read(tmp_path / "export" / "knowledge")
    assert (thread.key, thread.title) == ("knowledge-301", "Chlorine")
    assert thread.group == "Knowledge library / Treatment"
    [post] = thread.posts
    assert (post.markup, post.author.name) == ("html", "Ana Díaz")
    assert tally.skipped == {DRAFT: 1, CLOSED_AUDIENCE: 1}
    assert recognised(tmp_path / "export" / "knowledge") > 0.8


@pytest.mark.parametrize("form", ["list", "object", "edge", "by id", "script"])
def test_branches_in_any_form(tmp_path: Path, form: str) -> None:
    """A list, one category, an edge of the Graph API, categories by id, and all twice."""
    leaf = article("3", content="", json_content={"blocks": [{"text": "a"}, {"text": "b"}]})
    inner = article("2", leaf)
    below = {
        "list": [inner],
        "object": inner,
        "edge": {"data": [inner]},
        "by id": {"2": inner},
        "script": [{**article("2"), "subcategories": inner}],
    }[form]
    threads, tally = read(library(tmp_path, article("1", subcategories=below)))
    assert {thread.title: thread.group for thread in threads} == {
        "T1": "Knowledge library",
        "T2": "Knowledge library / T1",
        "T3": "Knowledge library / T1 / T2",
    }
    assert {thread.posts[0].text for thread in threads} == {"Text 1", "Text 2", "a\n\nb"}
    assert not tally.skipped


def test_an_article_in_two_places_is_taken_once(tmp_path: Path) -> None:
    """Where it comes first."""
    threads, tally = read(
        library(tmp_path, [article("1", article("3")), article("2", article("3"))])
    )
    assert [thread.title for thread in threads] == ["T3", "T1", "T2"]
    assert tally.skipped == {REPEATED: 1}


def test_a_deep_tree_and_a_broken_one(tmp_path: Path) -> None:
    """Depth is no matter; what comes before a fault is read."""
    root = article("0")
    for number in range(1, 150):
        root = article(str(number), root)
    path = library(tmp_path, root)
    threads, _ = read(path)
    assert len(threads) == 150
    file = path / "category_data.txt"
    file.write_text(file.read_text()[:-20])
    threads, tally = read(path)
    assert 130 < len(threads) < 150
    assert [name for name, _ in tally.faults] == ["category_data.txt"]


@pytest.mark.parametrize(
    ("audience", "everybody"),
    [
        (None, True), ("", True), ({}, True), ([], True), ("EVERYONE", True),
        ('{"users": []}', True),
        ({"type": "ALL", "groups": []}, True), ({"groups": ["1"]}, False), ('["17"]', False),
        ("MANAGERS", False), ({"conditions": {"department": "HR"}}, False), ("{broken", False),
    ],
)  # fmt: skip
def test_who_may_read(audience: Any, everybody: bool) -> None:
    """What is not understood counts as closed."""
    assert is_open(audience) is everybody
