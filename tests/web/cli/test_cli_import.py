"""`kb import` and `kb forget` from an export to a clean home."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from ingest.threads.report import ImportReport
from tests.instance import kb
from web.import_report import report_page

if TYPE_CHECKING:
    from pathlib import Path

TOPIC = {
    "topics": [
        {
            "id": 7,
            "title": "Leak below the church",
            "posts": [
                {"id": 1, "author": "vera", "date": "2021-03-04T12:00:00Z",
                 "body": "How do we find the quibbleflange leak below the church?"},
                {"id": 2, "author": "bo", "date": "2021-03-04T13:00:00Z",
                 "body": "We listened at night and found it under the third valve."},
            ],
        }
    ]
}  # fmt: skip


@pytest.fixture
def export(tmp_path: Path) -> Path:
    """An export of Discourse's generic shape."""
    folder = tmp_path / "export"
    folder.mkdir()
    (folder / "topics.json").write_text(json.dumps(TOPIC))
    return folder


def test_wrong_usage_is_told_before_anything_is_done(ready: Path, export: Path) -> None:
    """An unknown platform, hub, zone or path, and a hub for the unsure without `auto`."""
    for arguments in (
        ["import", "myspace", export, "--hub", "water-distribution"],
        ["import", export, "--hub", "nowhere"],
        ["import", export, "--hub", "water-distribution", "--timezone", "Mars/Base"],
        ["import", export / "none", "--hub", "water-distribution"],
        ["import", export, "--hub", "water-distribution", "--hub-otherwise", "water-distribution"],
        ["forget", "nobody", "--yes"],
    ):
        done = kb(*arguments, home=ready)
        assert (done.code, done.out) == (2, ""), done.err
        assert "Traceback" not in done.err


@pytest.mark.slow
def test_from_an_export_to_a_forgotten_person(ready: Path, export: Path, tmp_path: Path) -> None:
    """Dry run, import, import again, search, page, forget: counts and words say the same."""
    page = tmp_path / "report.html"
    into = ("import", "discourse", export, "--hub", "auto", "--json")
    dry = kb(*into, "--dry-run", home=ready)
    assert (dry.code, dry.json["new_posts"]) == (0, 2), dry.err
    assert list((ready / "content").rglob("thread/*.md")) == []
    done = kb(*into, "--report", page, home=ready)
    assert done.code == 0, done.err
    report = done.json
    assert report["input_posts"] == report["posts"] == report["new_posts"] == 2
    assert report["hubs"][0]["hub"] == "water-distribution"
    assert "<script" not in page.read_text()
    assert kb(*into, home=ready).json["known"]
    [file] = (ready / "content").rglob("thread/*.md")
    found = kb("search", "quibbleflange leak", "--mode", "keyword", "--json", home=ready)
    assert found.json["hits"][0]["document"]["id"] == file.stem
    code = file.read_text().partition('"person":"')[2][:6]
    gone = kb("forget", code, "--yes", "--json", home=ready)
    assert (gone.code, gone.json["posts"]) == (0, 1), gone.err
    assert "cannot be undone" in gone.err
    found = kb("search", "quibbleflange", "--mode", "keyword", "--json", home=ready)
    assert found.json["hits"] == []
    again = kb(*into, home=ready).json
    assert again["skipped"] == [{"reason": "its author asked for its removal", "count": 1}]
    assert kb("doctor", home=ready).code == 0


def test_the_page_of_a_report_is_safe_and_whole() -> None:
    """What came out of an export is text there, and every list is on it."""
    report = ImportReport("fake", "<script>alert(1)</script>", dry_run=True)
    report.input_posts, report.skipped["deleted <b>"] = 3, 3
    report.without_content = [{"key": "k", "title": "<img src=x onerror=alert(1)>", "posts": 2}]
    report.faults = [("a.json", "cannot be read")]
    report.hubs = [{"document": "d", "hub": "h", "confidence": 0.31}]
    page = report_page(report)
    assert "<script" not in page
    assert "<img" not in page
    for said in ("deleted &lt;b&gt;", "&lt;img", "a.json", "0.31", "dry run"):
        assert said in page
