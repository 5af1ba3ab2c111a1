"""Markdown that people wrote on a platform, made safe: raw HTML, links and quotations."""

from __future__ import annotations

import html
import re
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from ingest.threads.discourse_marks import without_marks
from ingest.threads.html_posts import html_post_to_markdown
from ingest.threads.markdown_code import block_tokens, pieces

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_SAFE_SCHEMES = {"http", "https", "mailto", "tel"}
_TARGET = r"[^()\s<>]*(?:\([^()\s<>]*\)[^()\s<>]*)*"
_TITLE = r"(?:[ \t]+(?:\"[^\"\n]*\"|'[^'\n]*'))?"
_DEFINITION = re.compile(
    rf"^[ ]{{0,3}}\[(?!\^)([^\[\]\n]{{1,200}})\]:[ \t]*<?([^\s<>]+)>?{_TITLE}[ \t]*$", re.MULTILINE
)
_TAG_PATTERN = r"""
      <!--[^<>]*-->
    | </?(?P<tag>[A-Za-z][\w:-]*)(?P<facts>[^<>]{0,2000})>
    | <(?=[A-Za-z/!?])
    """
_TAG = re.compile(_TAG_PATTERN, re.VERBOSE)
_TOKEN = re.compile(
    rf"""
      (?P<escaped>\\[\[\]<!`\\])
    | !\[(?P<picture>[^\[\]\n]*)\]\([ ]?<?(?P<source>{_TARGET})>?{_TITLE}[ ]?\)
    | \[(?P<label>[^\[\]\n]+)\]\([ ]?<?(?P<target>{_TARGET})>?{_TITLE}[ ]?\)
    | \]\([ ]?<?(?P<outer>{_TARGET})                     # the label holds brackets
    | \[(?P<shown>[^\[\]\n]+)\](?:[ ]?\[(?P<name>[^\[\]\n]*)\])?
    | <a\s[^<>]{{0,2000}}>(?P<anchor>[^<>]*)</a>
    | <(?P<auto>[A-Za-z][\w+.-]*:[^<>\s]*|[^<>\s@:]+@[^<>\s@]+)>
    | (?P<url>https?://[^\s<>"'`\[\]]*[^\s<>"'`\[\].,;:!?)*_}}])
    | {_TAG_PATTERN}
    """,
    re.VERBOSE,
)
_HREF = re.compile(r"\bhref\s*=\s*[\"']?([^\s\"'<>]*)", re.IGNORECASE)
_ALT = re.compile(r"\balt\s*=\s*[\"']([^\"'<>]*)", re.IGNORECASE)
_NAMES = re.compile(r"</?([A-Za-z][\w:-]*)")
_MARKS = {"b": "**", "strong": "**", "i": "*", "em": "*", "del": "~~", "s": "~~", "br": "  \n"}
_HTML = frozenset({
    "a", "abbr", "address", "article", "aside", "audio", "b", "big", "blockquote", "body", "br",
    "button", "center", "cite", "code", "col", "colgroup", "dd", "del", "details", "dfn", "div",
    "dl", "dt", "em", "embed", "fieldset", "figcaption", "figure", "font", "footer", "form", "h1",
    "h2", "h3", "h4", "h5", "h6", "head", "header", "hr", "html", "i", "iframe", "img", "input",
    "ins", "kbd", "label", "li", "link", "main", "mark", "meta", "nav", "noscript", "object",
    "ol", "p", "picture", "pre", "q", "s", "samp", "script", "section", "select", "small",
    "source", "span", "strike", "strong", "style", "sub", "summary", "sup", "svg", "table",
    "tbody", "td", "template", "textarea", "tfoot", "th", "thead", "time", "title", "tr", "tt",
    "u", "ul", "var", "video", "wbr",
})  # fmt: skip
_SIZE = re.compile(r"\|.*")
_MAY_ACT = re.compile(r"<|\]\(|\]:")


def safe_markdown(text: str) -> str:
    """Markdown with nothing in it that acts, or that reaches beyond its end.

    Args:
        text: repaired, with line feeds only.
    """
    text = _with_blocks_converted(without_marks(text))
    cut = list(pieces(text))
    written = _written(cut)
    if any(is_code and _MAY_ACT.search(piece) for is_code, piece in cut) and _acts(written):
        # A reader would not take for code what we did: backticks in a tag, in a link or in a list.
        return _written([(False, text)])
    return written


def _written(cut: Sequence[tuple[bool, str]]) -> str:
    """The pieces with what may stay of tags and links; code is left alone."""
    definitions = _Definitions()
    without = [(is_code, piece if is_code else definitions.taken(piece)) for is_code, piece in cut]
    return "".join(
        piece if is_code else _TOKEN.sub(definitions.written, piece) for is_code, piece in without
    )


@cache
def _reader() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": True, "maxNesting": 60})


def _acts(markdown: str) -> bool:
    """Whether CommonMark finds raw HTML in a text, or a link that is not safe."""
    return any(
        token.type in {"html_block", "html_inline"}
        or (token.type == "link_open" and not _is_safe(str(token.attrs["href"])))
        for block in _reader().parse(markdown)
        for token in (block, *(block.children or ()))
    )


def _with_blocks_converted(text: str) -> str:
    """Blocks of HTML become Markdown, and a code block that is never closed is."""
    lines = text.split("\n")
    for token in reversed(block_tokens(text)):
        if token.map is None or token.level:
            continue
        if token.type == "html_block" and _is_html(token.content):
            converted = html_post_to_markdown(token.content).strip("\n")
            lines[token.map[0] : token.map[1]] = ["", *converted.split("\n"), ""]
        elif token.type == "fence" and not _is_closed(token, lines):
            lines.insert(token.map[1], token.markup)
    return "\n".join(lines)


def _is_html(block: str) -> bool:
    """Whether every tag is one of HTML: ``<vector>`` is what somebody wrote about."""
    return all(name.lower() in _HTML for name in _NAMES.findall(block))


def _is_closed(fence: Token, lines: list[str]) -> bool:
    begin, end = fence.map or [0, 0]
    last = lines[end - 1].strip()
    return end - begin > 1 and last.startswith(fence.markup) and not last.strip(fence.markup[0])


class _Definitions:
    """The targets that a text defines in one place and uses in others."""

    def __init__(self) -> None:
        self._targets: dict[str, str] = {}

    def taken(self, text: str) -> str:
        """The text without its definitions, which are remembered."""
        if "]:" not in text:
            return text
        return _DEFINITION.sub(self._take, text)

    def _take(self, found: re.Match[str]) -> str:
        self._targets.setdefault(_key(found[1]), found[2])
        return ""

    def written(self, found: re.Match[str]) -> str:
        """What stands for a link, a picture, a tag or an address."""
        if found["escaped"]:
            return found[0]
        if found["picture"] is not None:
            return _picture(_without_tags(found["picture"]), found["source"])
        if found["label"]:
            label = _without_tags(found["label"])
            return _link(label, found["target"], found[0].replace(found["label"], label, 1))
        if found["outer"] is not None:
            return found[0] if _is_safe(found["outer"]) else "](#"
        if found["shown"]:
            return self._reference(found)
        return _element(found)

    def _reference(self, found: re.Match[str]) -> str:
        if found["shown"].startswith("^"):
            return "\\" + found[0]
        shown = _without_tags(found["shown"])
        target = self._targets.get(_key(found["name"] or found["shown"]))
        if target is None:
            return _without_tags(found[0])
        return _link(shown, target, f"[{shown}]({target})")


def _key(label: str) -> str:
    return " ".join(label.split()).casefold()


def _element(found: re.Match[str]) -> str:
    """What stands for HTML within a line, or for an address."""
    if found["anchor"] is not None:
        href = _HREF.search(found[0])
        target = html.unescape(href[1]) if href else ""
        return _link(found["anchor"], target, f"[{found['anchor']}]({target})")
    if found["auto"]:
        return (
            found[0] if "@" in found["auto"] or _is_safe(found["auto"]) else "&lt;" + found[0][1:]
        )
    if found["url"]:
        return f"<{found[0]}>"
    return _tag(found)


def _without_tags(label: str) -> str:
    """What is between brackets, where no link can be, without HTML."""
    return _TAG.sub(_tag, label)


def _tag(found: re.Match[str]) -> str:
    """What stands for a tag, a comment or what begins like one."""
    if not found["tag"]:
        return "" if found[0].startswith("<!--") else "&lt;" + found[0][1:]
    name = found["tag"].lower()
    if name not in _HTML:
        return "&lt;" + found[0][1:]
    if name == "img":
        alt = _ALT.search(found["facts"])
        return f"*{alt[1].strip()}*" if alt and alt[1].strip() else ""
    return _MARKS.get(name, "")


def _picture(name: str, source: str) -> str:
    """A picture of the web as it is, any other by its name."""
    if _is_safe(source):
        return f"![{name}]({source})"
    shown = _SIZE.sub("", name).strip()
    return f"*{shown}*" if shown else ""


def _link(label: str, target: str, whole: str) -> str:
    return whole if _is_safe(target) else label


def _is_safe(target: str) -> bool:
    """Whether a link leads to the web, a mailbox or a telephone, however it is spelt."""
    plain = "".join(c for c in html.unescape(target) if c.isprintable() and not c.isspace())
    try:
        return urlsplit(plain).scheme.lower() in _SAFE_SCHEMES
    except ValueError:
        return False
