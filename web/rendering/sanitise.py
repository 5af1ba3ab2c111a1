"""The allow list: whatever a document holds, only this reaches a browser."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import nh3
from markupsafe import Markup

if TYPE_CHECKING:
    from collections.abc import Callable

_TAGS = {
    "a", "abbr", "b", "blockquote", "br", "caption", "code", "dd", "del", "div", "dl", "dt", "em",
    "figcaption", "figure", "h2", "h3", "h4", "h5", "h6", "hr", "i", "ins", "kbd", "li", "mark",
    "ol", "p", "pre", "q", "s", "section", "small", "span", "strong", "sub", "sup", "table",
    "tbody", "td", "tfoot", "th", "thead", "tr", "u", "ul", "var",
}  # fmt: skip
_ATTRIBUTES = {
    "*": {"lang"},
    "a": {"href", "title", "id"},
    "abbr": {"title"},
    "section": {"aria-label"},
    **{f"h{level}": {"id"} for level in range(2, 7)},
    "li": {"id"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
}
_VALUES = {
    "*": {"dir": {"ltr", "rtl", "auto"}},
    "pre": {"tabindex": {"0"}},
    "section": {"tabindex": {"0"}},
    "th": {"scope": {"col", "row"}},
}
_CLASSES = {
    "a": {"place", "footnote-backref"},
    "p": {"formula"},
    "div": {"math", "place-line"},
    "span": {"math", "picture"},
    "pre": {"figure"},
    "section": {"footnotes", "scroll"},
    "ol": {"footnotes-list"},
    "li": {"footnote-item"},
    "sup": {"footnote-ref"},
    "th": {"left", "center", "right"},
    "td": {"left", "center", "right"},
}
GONE_WITH_THEIR_CONTENT = {
    "script", "style", "template", "noscript", "iframe", "object", "embed", "svg", "math",
    "textarea", "select", "title", "xmp",
}  # fmt: skip
_SCHEMES = {"http", "https", "mailto", "tel"}
_NUMBER = re.compile(r"\d{1,5}")
_FOOTNOTE = re.compile(r"fn(?:ref)?\d+(?::\d+)?")


def sanitise(html: str, targets: frozenset[str] = frozenset()) -> Markup:
    """HTML that can do nothing but be read.

    Args:
        html: any text, well-formed or not.
        targets: the only ids that may stay, beside footnotes', each once: a document must not be
            able to take the place of an id of the page around it.
    """
    left = set(targets)

    def attribute(_tag: str, name: str, value: str) -> str | None:
        if name == "id":
            if value in left:
                left.discard(value)
                return value
            return value if _FOOTNOTE.fullmatch(value) else None
        if name in {"colspan", "rowspan", "start"}:
            return value if _NUMBER.fullmatch(value) else None
        return value

    return Markup(_cleaner(attribute).clean(html))  # noqa: S704  # this is what makes it safe


def _cleaner(attribute: Callable[[str, str, str], str | None]) -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=_TAGS,
        clean_content_tags=GONE_WITH_THEIR_CONTENT,
        attributes=_ATTRIBUTES,
        tag_attribute_values=_VALUES,
        allowed_classes=_CLASSES,
        attribute_filter=attribute,
        url_schemes=_SCHEMES,
        link_rel="nofollow noopener",
        strip_comments=True,
    )


@cache
def allowed_tags() -> frozenset[str]:
    """Every element that can appear in a rendered document."""
    return frozenset(_TAGS)
