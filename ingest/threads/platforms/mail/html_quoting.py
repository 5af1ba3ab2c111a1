"""Quotations in mail that is HTML only: a copy of an earlier post below an answer goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bs4 import BeautifulSoup, Tag
from bs4.exceptions import ParserRejectedMarkup

if TYPE_CHECKING:
    from ingest.threads.platforms.mail.repeated import Said

# What mail programs put around the message that is answered.
_CITED = (
    "blockquote, div.gmail_quote, div.gmail_extra, div.yahoo_quoted, div#divRplyFwdMsg,"
    "div.moz-cite-prefix, div.gmail_attr, div.protonmail_quote, div.zmail_extra, #appendonsend"
)
_DROPPED = "div.gmail_signature, div.moz-signature, pre.moz-signature, div#Signature, style, script"
_LARGEST = 2 * 2**20
_MOST_CITED = 50


def folded_html(html: str, said: Said) -> tuple[str, str]:
    """HTML without the quotations that only repeat the thread, and its text for later comparison.

    Args:
        html: a body, not cleaned.
        said: the posts before it.

    Returns:
        HTML, and its words as plain text; HTML over two million characters is left as it is.
    """
    if len(html) > _LARGEST:
        return html, ""
    try:
        soup = BeautifulSoup(html, "lxml")
    except (ParserRejectedMarkup, RecursionError, ValueError):
        return html, ""
    whole = soup.get_text(" ")
    for signature in soup.select(_DROPPED):
        signature.decompose()
    for cited in soup.select(_CITED, limit=_MOST_CITED):
        if cited.decomposed or not isinstance(cited, Tag):
            continue
        text = cited.get_text(" ")
        if said.repeats(text) and not _is_all(soup, text):
            cited.decompose()
    return str(soup), whole


def _is_all(soup: BeautifulSoup, text: str) -> bool:
    """Whether nothing would be left."""
    return len(soup.get_text("").split()) <= len(text.split())
