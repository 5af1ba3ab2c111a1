"""Find footnotes in an HTML tree, whatever produced it, and set them apart for the writer."""

from __future__ import annotations

import re

from bs4 import BeautifulSoup, Tag

__all__ = ["set_footnotes_apart"]

_NOTE_TARGET = re.compile(
    r"^#(?:cite_note|footnote|endnote|fn|ftn|edn|note|_ftn|_edn|sdfootnote|sdendnote|user-content-fn)"
    r"[-_:.]?\w", re.IGNORECASE
)  # fmt: skip
_BACK_LINK = re.compile(
    r"^#(?:cite_ref|footnote-ref|endnote-ref|fnref|_ftnref|_ednref|ref)", re.IGNORECASE
)
_NOTE_TAGS = {"li", "aside", "p", "div", "dd", "section", "tr"}


def set_footnotes_apart(soup: BeautifulSoup) -> None:
    """Turn references into ``kb-ref`` and notes into ``kb-note``, numbered as first referred to.

    A reference is a link whose ``role`` or ``epub:type`` says so, or one to ``#footnote-1``,
    ``#fn1``, ``#cite_note-…`` and the like, when that target exists and is a note-sized block.
    """
    targets = {str(tag["id"]): tag for tag in soup.find_all(id=True)}
    numbers: dict[str, int] = {}
    for link in soup.find_all("a", href=True):
        href = str(link["href"])
        target = targets.get(href[1:]) if href.startswith("#") else None
        if target is None or not (_is_reference(link) or _NOTE_TARGET.match(href)):
            continue
        note = target if target.name in _NOTE_TAGS else target.find_parent(list(_NOTE_TAGS))
        if note is None or note in link.parents or _BACK_LINK.match(href):
            continue
        targets[href[1:]] = note
        number = numbers.setdefault(href[1:], len(numbers) + 1)
        outer = link.parent if link.parent is not None and link.parent.name == "sup" else link
        reference = soup.new_tag("kb-ref")
        reference["data-number"] = str(number)
        outer.replace_with(reference)
    for key, number in numbers.items():
        _move_note(soup, targets[key], number)


def _is_reference(link: Tag) -> bool:
    stated = f"{link.get('role', '')} {link.get('epub:type', '')} {link.get('type', '')}"
    return "noteref" in stated


def _move_note(soup: BeautifulSoup, note: Tag, number: int) -> None:
    """Take the note out of its list to the document's end; drop its links back and its number."""
    for link in note.find_all("a", href=True):
        if _BACK_LINK.match(str(link["href"])) or link.get_text(strip=True) in {"↑", "↩", "↩︎", "^"}:
            link.decompose()
    parent = note.parent
    moved = soup.new_tag("kb-note")
    moved["data-number"] = str(number)
    for child in list(note.contents):
        moved.append(child.extract())
    note.decompose()
    soup.append(moved)
    if parent is not None and parent.name in {"ol", "ul", "dl"} and not parent.get_text(strip=True):
        parent.decompose()
