"""Marks within a line that Python-Markdown does not know, or shows in another way than we do."""

from __future__ import annotations

import re
import string
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from markdown.inlinepatterns import (
    HTML_RE,
    REFERENCE_RE,
    HtmlInlineProcessor,
    ImageInlineProcessor,
    ImageReferenceInlineProcessor,
    InlineProcessor,
    ReferenceInlineProcessor,
    ShortImageReferenceInlineProcessor,
    SubstituteTagInlineProcessor,
)
from markdown.util import AtomicString, code_escape

from kb.library.anchors import ANCHOR_PATTERN, anchors
from web.labels import place_label
from web.rendering.sanitise import GONE_WITH_THEIR_CONTENT, allowed_tags

if TYPE_CHECKING:
    from markdown import Markdown

_IMAGE = r"!\["
# An opening dollar stands before ink and a closing one after ink, neither beside a number, so that
# "from $5 to $10" is no formula. What is not ``$`` keeps the search from going back.
_MATH = r"(?<![\\$\d])(\$)(?![\s$])((?:\\.|[^\\$\x02])+)(?<!\s)\$(?![\d$])"
_DOUBLE_MATH = r"(?<![\\$])(\$\$)(?!\$)([^$\x02]+)\$\$(?!\$)"
_TAG_NAME = re.compile(r"</?([a-zA-Z][^\s/>]*)")
_HARD_BREAK = r"(?:  |\\)\n"


def register(md: Markdown) -> None:
    """Add these marks to a Markdown instance."""
    # Any punctuation may be escaped, as people's editors and our converters do.
    md.ESCAPED_CHARS = list(string.punctuation)
    marks = md.inlinePatterns
    marks.register(_Math(_DOUBLE_MATH, md), "double_math", 187)
    marks.register(_Math(_MATH, md), "math", 185)
    marks.register(_Place(ANCHOR_PATTERN.pattern, md), "place", 178)
    marks.register(_Reference(REFERENCE_RE, md), "reference", 170)
    marks.register(_Picture(_IMAGE, md), "image_link", 150)
    marks.register(_PictureByReference(_IMAGE, md), "image_reference", 140)
    marks.register(_PictureByName(_IMAGE, md), "short_image_ref", 125)
    marks.register(SubstituteTagInlineProcessor(_HARD_BREAK, "br"), "linebreak", 100)
    marks.register(_Tag(HTML_RE, md), "html", 90)


class _Math(InlineProcessor):
    """Formulas stay as they were typed, out of reach of emphasis."""

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, m: re.Match[str], _data: str
    ) -> tuple[Element, int, int]:
        formula = Element("span", {"class": "math"})
        formula.text = AtomicString(code_escape(f"{m[1]}{m[2].strip()}{m[1]}"))
        return formula, m.start(), m.end()


class _Place(InlineProcessor):
    """An anchor inside a line becomes a marker that is its own link target."""

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, m: re.Match[str], _data: str
    ) -> tuple[Element | None, int, int]:
        for _match, anchor in anchors(self.unescape(m[0])):
            target = anchor.fragment
            marker = Element("a", {"class": "place", "id": target, "href": f"#{target}"})
            marker.text = AtomicString(code_escape(place_label(anchor)))
            return marker, m.start(), m.end()
        return None, m.start(), m.end()


class _Tag(HtmlInlineProcessor):
    """HTML that the sanitiser lets through; none that would swallow what follows its paragraph."""

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, m: re.Match[str], data: str
    ) -> tuple[Element | str | None, int | None, int | None]:
        named = _TAG_NAME.match(m[0])
        name = named[1].lower() if named else ""
        if not name or name in allowed_tags():
            return super().handleMatch(m, data)
        if name not in GONE_WITH_THEIR_CONTENT:
            return "", m.start(), m.end()
        closed = data.lower().find(f"</{name}", m.end())
        if closed < 0:
            return None, m.start(), m.end()  # it stays text, with angle brackets
        return "", m.start(), closed


class _Picture(ImageInlineProcessor):
    """Pictures are not kept yet: what they show is said in words, and no host is asked for them."""

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, m: re.Match[str], data: str
    ) -> tuple[Element | str | None, int | None, int | None]:
        image, start, end = super().handleMatch(m, data)
        return in_words(image.get("alt", "")) if isinstance(image, Element) else None, start, end


class _Reference(ReferenceInlineProcessor):
    """``[text][name]``, with nothing between: two words in brackets are no link."""

    RE_LINK = re.compile(r"\[([^\]]*)\]")


class _PictureByReference(ImageReferenceInlineProcessor):
    RE_LINK = _Reference.RE_LINK

    def makeTag(  # type: ignore[override]  # noqa: N802
        self, _href: str, _title: str, text: str
    ) -> Element | str:
        return in_words(self.unescape(text))


class _PictureByName(ShortImageReferenceInlineProcessor):
    makeTag = _PictureByReference.makeTag  # type: ignore[assignment]  # noqa: N815


def in_words(description: str) -> Element | str:
    """What stands for a picture; nothing where it has no description."""
    if not description.strip():
        return ""
    words = Element("span", {"class": "picture"})
    words.text = AtomicString(code_escape(f"[Picture: {description.strip()}]"))
    return words
