"""HTML of posts as Markdown; where it is too large or nested too deep, its text alone."""

from __future__ import annotations

import html
import re

from lxml import etree
from lxml import html as lxml_html

from ingest.converters.html_to_markdown import html_to_markdown
from ingest.threads.plain_posts import plain_to_markdown

_LARGEST = 200_000  # characters that are converted in some seconds; longer ones keep their text
_DATA = re.compile(r"\bdata:[\w/+.-]{1,80};base64,[A-Za-z0-9+/=%\s]*")
_IMAGE = re.compile(r"<img\b[^<>]{0,4000}>", re.IGNORECASE)
_ALT = re.compile(r"\balt\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)
# Discourse: who is quoted stands above the quotation, with a picture and buttons.
_QUOTE = re.compile(
    r"<aside\b[^<>]{0,1000}\bdata-username=\"([^\"<>]*)\"[^<>]{0,1000}>"
    r"(?:(?!<blockquote>|<aside\b)[\s\S]){0,3000}<blockquote>"
)
_OLD_QUOTE = re.compile(
    r"<aside class=\"quote[^<>]{0,1000}>\s*<div class=\"title\">\s*(?:<div[^<>]*>\s*</div>\s*)?"
    r"(?:<img[^<>]{0,1000}>)?\s*([^\s<>:][^<>:\n]{0,80}):\s*</div>\s*<blockquote>"
)
_LIGHTBOX = re.compile(r"<div class=\"meta\">[\s\S]{0,3000}?</div>")
_ACTIVE = re.compile(r"<(script|style|template|svg)\b(?:(?!</\1)[\s\S])*", re.IGNORECASE)
_LINE_END = re.compile(r"<(?:br|/?(?:p|div|li|tr|h[1-6]|blockquote|pre))\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")


def html_post_to_markdown(text: str) -> str:
    """Markdown of a fragment, which may be cut off, wrongly nested or hostile.

    Args:
        text: repaired.
    """
    text = _DATA.sub("", text)
    mended = _mended(_with_named_pictures(text)) if len(text) <= _LARGEST else None
    return plain_to_markdown(_text_of(text)) if mended is None else html_to_markdown(mended)


def _mended(text: str) -> str | None:
    """Well-nested HTML; ``None`` where it is nested deeper than the parser goes (256)."""
    parser = lxml_html.HTMLParser(no_network=True)
    try:
        root = lxml_html.document_fromstring(text, parser=parser)
    except (etree.ParserError, ValueError):
        return "" if not _text_of(text).strip() else None
    if any("depth" in entry.message for entry in parser.error_log):
        return None
    body = root.find("body")
    return "" if body is None else str(lxml_html.tostring(body, encoding="unicode"))


def _text_of(text: str) -> str:
    """The text between the tags, line by line."""
    text = _TAG.sub(" ", _LINE_END.sub("\n", _ACTIVE.sub(" ", text)))
    return html.unescape(text)


def _with_named_pictures(text: str) -> str:
    """HTML whose pictures are their names, ``:smile:`` included, and quotations have an author."""
    for quote in (_QUOTE, _OLD_QUOTE):
        text = quote.sub(r"<blockquote><p>@\1:</p>", text)
    return _IMAGE.sub(_named, _LIGHTBOX.sub("", text))


def _named(image: re.Match[str]) -> str:
    alt = _ALT.search(image[0])
    name = " ".join(html.unescape((alt[1] or alt[2] or "") if alt else "").split())
    if not name or re.search(r"\bclass=[\"'][^\"']*avatar", image[0]):
        return ""
    escaped = html.escape(name)
    return escaped if name.startswith(":") else f"<em>{escaped}</em>"
