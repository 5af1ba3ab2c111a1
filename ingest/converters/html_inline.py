"""The inline half of the HTML-to-Markdown writer: text, emphasis, links, equations, references."""

# ruff: noqa: ARG002  # the signatures are markdownify's
from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from markdownify import MarkdownConverter

from ingest.converters.escape import escape_inline

if TYPE_CHECKING:
    from bs4 import Tag

__all__ = ["HEADINGS", "InlineWriter", "in_cell", "wrap"]

HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_SUPERSCRIPT = str.maketrans("0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ")
_SUBSCRIPT = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")
_SAFE_SCHEMES = {"http", "https", "mailto"}
_URL_ESCAPES = {" ": "%20", "(": "%28", ")": "%29", "<": "%3C", ">": "%3E", '"': "%22", "\\": "%5C"}


class InlineWriter(MarkdownConverter):
    """markdownify with our rules for what stands within a line."""

    def __init__(self, base_url: str) -> None:
        super().__init__(heading_style="atx", bullets="-", wrap=True, wrap_width=None)
        self.base_url = base_url

    def escape(self, text: str, parent_tags: set[str]) -> str:
        """Text becomes Markdown that shows it; markdownify calls this for every text node."""
        return escape_inline(text)

    def convert_kb_math(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """An equation between dollars; between double ones where it stands alone."""
        latex = " ".join(str(el["data-latex"]).split())
        alone = (
            el.parent is not None
            and not el.parent.get_text(strip=True)
            and len(el.parent("kb-math")) == 1
        )
        return f"$${latex}$$" if alone and not in_cell(parent_tags) else f"${latex}$"

    def convert_kb_ref(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """A reference to a footnote."""
        return f"[^{el['data-number']}]"

    def convert_a(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """A link, where it leads to the web or to a mailbox; else its text."""
        href = str(el.get("href") or "").strip()
        label = " ".join(text.split())
        if not label or "_noformat" in parent_tags or href.startswith("#"):
            return text
        target = _safe_url(urljoin(self.base_url, href) if self.base_url else href)
        if not target:
            return text
        before, after = " " * text[:1].isspace(), " " * text[-1:].isspace()
        if el.get_text(strip=True) in {target, target.removeprefix("mailto:")}:
            return f"{before}<{target.removeprefix('mailto:')}>{after}"
        return f"{before}[{label}]({target}){after}"

    def convert_img(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """What a picture shows, where its author says so; the picture itself is not kept."""
        alt = " ".join(str(el.get("alt") or "").split())
        return f"*{escape_inline(alt)}*" if len(alt) > 3 and " " in alt else ""

    def convert_br(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """A line break; none in a heading."""
        if parent_tags & HEADINGS:
            return " "
        return "\n" if in_cell(parent_tags) else "  \n"

    def convert_b(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Bold, but not in headings, which are bold anyway."""
        if parent_tags & {*HEADINGS, "th", "b", "strong"}:
            return text
        return wrap(text, "**")

    convert_strong = convert_b

    def convert_em(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Italics."""
        return text if parent_tags & {"em", "i"} else wrap(text, "*")

    convert_i = convert_em

    def convert_sup(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """10³ must not become 103: digits and signs become Unicode superscripts."""
        return _script(text, _SUPERSCRIPT, "^")

    def convert_sub(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """H₂O."""
        return _script(text, _SUBSCRIPT, "")

    def convert_del(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Struck-through text is text that no longer holds: marked, not dropped."""
        return wrap(text, "~~")

    convert_s = convert_del


def in_cell(parent_tags: set[str]) -> bool:
    """Whether the element stands in a table cell, where a line is all there is."""
    return bool(parent_tags & {"td", "th"})


def wrap(text: str, mark: str) -> str:
    """Put a mark around text, blanks at its ends outside; around text without a letter, none."""
    body = text.strip()
    if not body or not any(character.isalnum() for character in body):
        return text
    before, after = " " * text[:1].isspace(), " " * text[-1:].isspace()
    return f"{before}{mark}{body}{mark}{after}"


def _script(text: str, letters: dict[int, int], mark: str) -> str:
    body = text.strip()
    if not re.search(r"\d", body) or not re.fullmatch(r"[\w+−=()./,-]+", body):
        return text
    changed = body.translate(letters)
    return (
        changed if not changed.isascii() and not re.search(r"[A-Za-z0-9]", changed) else mark + text
    )


def _safe_url(url: str) -> str:
    try:
        scheme = urlsplit(url).scheme.lower()
    except ValueError:
        return ""
    if scheme not in _SAFE_SCHEMES:
        return ""
    return "".join(_URL_ESCAPES.get(c, c) for c in url if c.isprintable())
