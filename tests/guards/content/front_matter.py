"""Front matter: the keys a kind may have, in their order, and values that say enough."""

from __future__ import annotations

import io
import re
import unicodedata
from typing import TYPE_CHECKING

from ruamel.yaml import YAML

from kb.errors import LibraryFault
from kb.library import parse_entry

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.guards.content.faults import Fault
    from tests.guards.content.pages import Page, Shelf

DOCUMENT_KEYS = (
    "id", "title", "kind", "hub", "also", "language", "country", "operator", "published", "summary",
    "answers", "illustrative", "licence", "source", "further_sources", "tags", "applies_to",
    "example",
)  # fmt: skip
LIST_KEYS = (
    "id", "title", "kind", "hub", "also", "language", "level", "audience", "summary", "published",
    "licence", "tags", "items",
)  # fmt: skip
HUB_KEYS = ("id", "title", "kind", "language", "summary", "order", "licence", "sources")
CASE_STUDY_KEYS = ("country", "operator")
NEEDED = {
    "hub": ("id", "title", "kind", "language", "summary", "order", "sources"),
    "reading-list": (
        "id", "title", "kind", "hub", "language", "level", "audience", "summary", "published",
        "items",
    ),
}  # fmt: skip
DOCUMENT_NEEDS = (
    "id", "title", "kind", "hub", "language", "published", "summary", "licence", "source", "tags",
)  # fmt: skip
KINDS = ("factsheet", "guide", "case-study", "questions", "thread", "hub", "reading-list")
LICENCE = "CC BY 4.0"
SUMMARY = range(60, 161)
LONGEST_TITLE = 80


def check(page: Page, shelf: Shelf) -> Iterator[Fault]:
    """Everything about front matter but its sources."""
    yield from _keys(page)
    yield from _values(page)
    yield from _place(page, shelf)
    yield from _illustrative(page)
    yield from _bytes(page)
    yield from _parses(page)


def _keys(page: Page) -> Iterator[Fault]:
    allowed = {"hub": HUB_KEYS, "reading-list": LIST_KEYS}.get(page.kind, DOCUMENT_KEYS)
    needed = NEEDED.get(page.kind, DOCUMENT_NEEDS)
    if page.kind == "case-study":
        needed += CASE_STUDY_KEYS
    for key in needed:
        if not page.fields.get(key):
            yield page.fault(1, f"`{key}` is missing or empty", f"Add the line `{key}: …`")
    for key in page.fields:
        if key not in allowed:
            remedy = f"Use only: {', '.join(allowed)}"
            yield page.fault(page.line_of(key), f"`{key}` is not a key of this kind", remedy)
    order = [key for key in allowed if key in page.fields]
    written = [key for key in page.fields if key in allowed]
    for key, expected in zip(written, order, strict=True):
        if key != expected:
            remedy = f"Keep this order: {', '.join(order)}"
            yield page.fault(page.line_of(key), f"`{key}` stands before `{expected}`", remedy)
            return


def _values(page: Page) -> Iterator[Fault]:
    def fault(key: str, message: str, remedy: str) -> Fault:
        return page.fault(page.line_of(key), message, remedy)

    if page.kind not in KINDS:
        yield fault("kind", f"`{page.kind}` is no kind", f"Use one of: {', '.join(KINDS)}")
    if page.kind != "hub" and page.fields.get("licence", LICENCE) != LICENCE:
        yield fault("licence", "The licence is another", f"Write `licence: {LICENCE}`")
    summary = str(page.fields.get("summary", "")).strip()
    if summary and len(summary) not in SUMMARY:
        yield fault(
            "summary", f"The summary has {len(summary)} characters", "Write one of 60 to 160"
        )
    if re.search(r"[*`\[\]_]|\n", summary):
        yield fault("summary", "The summary holds Markdown", "Write plain text, no marks or links")
    title = str(page.fields.get("title", ""))
    if len(title) > LONGEST_TITLE:
        yield fault("title", f"The title has {len(title)} characters", "Write at most 80")
    if page.kind != "case-study":
        for key in CASE_STUDY_KEYS:
            if key in page.fields:
                yield fault(key, f"`{key}` is for case studies", "Take the line out")


def _place(page: Page, shelf: Shelf) -> Iterator[Fault]:
    own = f"{page.id}/hub.md" if page.kind == "hub" else f"{page.hub}/{page.kind}/{page.id}.md"
    if own != page.path:
        remedy = f"Move the file to {own}, or mend `id`, `kind` and `hub`"
        yield page.fault(page.line_of("id"), "The file stands in another place", remedy)
    for hub in page.fields.get("also") or []:
        if hub not in shelf.hubs or hub == page.hub:
            remedy = "Name other hubs, by their folders"
            yield page.fault(page.line_of("also"), f"`{hub}` is not another hub", remedy)
    same = [other.path for other in shelf.pages.values() if other.id == page.id and page.id]
    for path in same:
        if path != page.path and not {"hub"} & {page.kind, shelf.pages[path].kind}:
            yield page.fault(page.line_of("id"), f"{path} has this id too", "Choose another")


def _illustrative(page: Page) -> Iterator[Fault]:
    if page.fields.get("illustrative") or page.kind in {"hub", "reading-list"}:
        return
    lines = page.text.splitlines()
    invented = [number for number, line in enumerate(lines, 1) if re.search(r"\binvented\b", line)]
    remedy = "Add `illustrative: The figures of the worked example are invented.` before `licence`"
    if invented:
        yield page.fault(invented[0], "The text says invented, the front matter does not", remedy)
    elif "example" in page.fields:
        yield page.fault(page.line_of("example"), "A worked example is illustrative", remedy)
    elif page.kind == "questions":
        yield page.fault(
            1, "Questions are illustrative", "Add `illustrative:` as the brief words it"
        )


def _bytes(page: Page) -> Iterator[Fault]:
    text = page.text
    if text != unicodedata.normalize("NFC", text) or "\r" in text or text.startswith("\ufeff"):
        yield page.fault(0, "Not plain UTF-8 with line feeds", "Save as UTF-8 (NFC), LF, no BOM")
    if not text.endswith("\n") or text.endswith("\n\n"):
        yield page.fault(text.count("\n"), "The file ends otherwise", "End with one line feed")
    for number, line in enumerate(text.split("\n"), 1):
        if line != line.rstrip() or "\t" in line:
            yield page.fault(number, "Blanks at the end, or a tab", "Remove them; use spaces")
    raw = text.split("---\n", 2)[1]
    written = _round_trip(raw)
    for number, (one, two) in enumerate(zip(raw.split("\n"), written.split("\n"), strict=False), 2):
        if one != two:
            yield page.fault(number, "YAML would be written differently", f"Write `{two.strip()}`")
            return


def _round_trip(raw: str) -> str:
    yaml = YAML(typ="rt")
    yaml.width, yaml.preserve_quotes, yaml.allow_unicode = 4096, True, True
    stream = io.StringIO()
    try:
        yaml.dump(yaml.load(raw), stream)
    except ValueError:
        return raw  # a date that is none: `_parses` names it
    return stream.getvalue()


def _parses(page: Page) -> Iterator[Fault]:
    try:
        found = parse_entry(page.text, page.path)
    except LibraryFault as fault:
        yield page.fault(fault.line, fault.message, fault.remedy)
        return
    if found.render() != page.text:
        yield page.fault(1, "It is not written back byte for byte", "Simplify the front matter")
