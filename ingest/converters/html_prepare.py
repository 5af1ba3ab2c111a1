"""Bring an HTML tree into the shape the Markdown writer expects; nothing here writes Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bs4 import BeautifulSoup, Comment, Tag
from bs4.element import NavigableString

if TYPE_CHECKING:
    from bs4.element import PageElement

__all__ = ["parse_html", "prepare"]

_DROP = [
    "script", "style", "noscript", "template", "iframe", "object", "embed", "applet", "svg",
    "canvas", "form", "input", "button", "select", "textarea", "head", "audio", "video", "map",
]  # fmt: skip
_INLINE = frozenset(
    [
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "br",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "i",
        "img",
        "ins",
        "kbd",
        "kb-anchor",
        "kb-math",
        "kb-ref",
        "mark",
        "q",
        "rp",
        "rt",
        "ruby",
        "s",
        "samp",
        "small",
        "strong",
        "sub",
        "sup",
        "time",
        "u",
        "var",
        "wbr",
    ]
)
_BLOCKS = frozenset(
    [
        "p",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "table",
        "caption",
        "thead",
        "tbody",
        "tfoot",
        "tr",
        "td",
        "th",
        "pre",
        "blockquote",
        "div",
        "section",
        "article",
        "figure",
        "figcaption",
        "hr",
        "aside",
        "main",
        "details",
        "summary",
        "kb-note",
        "body",
    ]
)
# In these, text may stand beside blocks; each run of it is wrapped to become one line.
_MIXED = [
    "div", "section", "article", "li", "td", "th", "dd", "dt", "blockquote", "figure", "aside",
    "main", "details", "summary", "body", "figcaption", "caption", "kb-note",
]  # fmt: skip
_MERGE = ["b", "strong", "em", "i", "code", "s", "del", "sub", "sup"]
_INK = ["img", "kb-math", "kb-ref"]
_MAX_DEPTH = 120


def parse_html(html: str) -> BeautifulSoup:
    """Parse well-formed HTML (real pages go through `web_page.read_page` first)."""
    return BeautifulSoup(html, "html.parser")


def prepare(soup: BeautifulSoup) -> None:
    """Drop what is no text, flatten what is nested too deep, wrap loose text in ``kb-line``."""
    for tag in soup.find_all(_DROP):
        tag.decompose()
    for comment in soup.find_all(string=lambda text: isinstance(text, Comment)):
        comment.extract()
    for tag in soup.find_all(True):
        if tag.name not in _INLINE and tag.name not in _BLOCKS:
            tag.unwrap()
    _flatten(soup)
    _merge_neighbours(soup)
    soup.smooth()
    _mend_lists(soup)
    _lift_anchors(soup)
    not_inline = _inline_with_blocks(soup)
    for tag in [soup, *soup.find_all(_MIXED)]:
        _wrap_loose_text(soup, tag, not_inline)


def _flatten(soup: BeautifulSoup) -> None:
    """Take out tags deeper than a writer may recurse; their text stays."""
    depths: dict[int, int] = {id(soup): 0}
    too_deep: list[Tag] = []
    for tag in soup.find_all(True):
        depths[id(tag)] = depth = depths[id(tag.parent)] + 1
        if depth > _MAX_DEPTH:
            too_deep.append(tag)
    for tag in too_deep:
        tag.unwrap()


def _merge_neighbours(soup: BeautifulSoup) -> None:
    """Join ``<b>a</b><b>b</b>``, which would come out as ``**a****b**``."""
    for tag in soup.find_all(_MERGE):
        if tag.parent is None:
            continue
        if not tag.get_text(strip=True) and not tag.find(["img", "kb-anchor", "kb-math", "kb-ref"]):
            tag.unwrap()
            continue
        follower = tag.next_sibling
        while isinstance(follower, Tag) and follower.name == tag.name:
            for child in list(follower.contents):
                tag.append(child.extract())
            following = follower.next_sibling
            follower.decompose()
            follower = following


def _mend_lists(soup: BeautifulSoup) -> None:
    """Nest a deeper list in the item before it; office programs give it an item of its own."""
    for outer in soup.find_all(["ul", "ol"]):
        follower = outer.find_next_sibling()
        while follower is not None and follower.name == outer.name and _adjacent(outer, follower):
            outer.extend([child.extract() for child in list(follower.contents)])
            follower.decompose()
            follower = outer.find_next_sibling()
    for item in soup.find_all("li"):
        inner = [child for child in item.contents if isinstance(child, Tag) or str(child).strip()]
        before = item.find_previous_sibling("li")
        if not inner or any(getattr(child, "name", None) not in {"ul", "ol"} for child in inner):
            continue
        if before is not None:
            before.extend([child.extract() for child in inner])
            item.decompose()
        elif item.find_next_sibling("li") is None and item.parent is not None and len(inner) == 1:
            item.parent.replace_with(inner[0].extract())


def _adjacent(one: Tag, other: Tag) -> bool:
    between = one.next_sibling
    while between is not None and between is not other:
        if str(between).strip():
            return False
        between = between.next_sibling
    return True


def _lift_anchors(soup: BeautifulSoup) -> None:
    """An anchor at the very start or end of a paragraph or table stands between blocks."""
    for mark in soup.find_all("kb-anchor"):
        table = _outermost(mark, "table")
        if table is not None:
            first_row = mark.find_parent("tr")
            at_start = first_row is None or first_row.find_previous("tr") not in _rows(table)
            (table.insert_before if at_start else table.insert_after)(mark.extract())
            continue
        block = mark.find_parent(["p", "h1", "h2", "h3", "h4", "h5", "h6"])
        if block is None:
            continue
        in_list = block.find_parent("li") is not None
        if not _text_between(block, mark, before=True) and not in_list:
            block.insert_before(mark.extract())
        elif not _text_between(block, mark, before=False) and not in_list:
            block.insert_after(mark.extract())


def _outermost(tag: Tag, name: str) -> Tag | None:
    parents = tag.find_parents(name)
    return parents[-1] if parents else None


def _rows(table: Tag) -> list[Tag]:
    return list(table.find_all("tr"))


def _text_between(block: Tag, mark: Tag, *, before: bool) -> bool:
    """Whether any ink stands in ``block`` before (or after) ``mark``."""
    elements = mark.previous_elements if before else mark.next_elements
    for element in elements:
        if element is block or (not before and block not in element.parents):
            return False
        if isinstance(element, NavigableString) and element.strip():
            return True
        if isinstance(element, Tag) and element.name in _INK:
            return True
    return False


def _inline_with_blocks(soup: BeautifulSoup) -> set[int]:
    """The ids of inline tags that wrongly hold blocks; those count as blocks themselves."""
    found: set[int] = set()
    for tag in soup.find_all(True):
        if tag.name in _BLOCKS:
            parent = tag.parent
            while parent is not None and parent.name in _INLINE and id(parent) not in found:
                found.add(id(parent))
                parent = parent.parent
    return found


def _wrap_loose_text(soup: BeautifulSoup, tag: Tag, not_inline: set[int]) -> None:
    children = list(tag.contents)
    is_inline = [
        not isinstance(child, Tag) or (child.name in _INLINE and id(child) not in not_inline)
        for child in children
    ]
    if not any(loose and _has_ink(child) for child, loose in zip(children, is_inline, strict=True)):
        return
    for child in children:  # taking all out from the front is fast, one from the middle is not
        child.extract()
    line: Tag | None = None
    for child, loose in zip(children, is_inline, strict=True):
        if not loose:
            tag.append(child)
            line = None
            continue
        if line is None:
            line = soup.new_tag("kb-line")
            tag.append(line)
        line.append(child)
    for line in tag.find_all("kb-line", recursive=False):
        if not any(map(_has_ink, line.contents)):
            line.unwrap()


def _has_ink(element: PageElement) -> bool:
    if isinstance(element, Tag):
        return bool(element.get_text(strip=True)) or element.name in _INK or bool(element(_INK))
    return bool(str(element).strip())
