"""Saved pages of questions, taken apart."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from lxml import etree, html

from ingest.sources.base import shown
from ingest.threads.base import UNREADABLE, ImportOptions, Tally
from ingest.threads.platforms.stackexchange.entries import Entry, number
from ingest.threads.platforms.times import moment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ingest.threads.export import ExportFile

__all__ = ["ADDRESS", "page_entries"]

ADDRESS = re.compile(r"https?://([a-z0-9.-]+)/(?:[\w-]+/)?question/\d+/", re.IGNORECASE)
_USER = re.compile(r"/users/(\d+)/")
# A comment that stands under no post is the template which scripts of the page make new ones from.
_COMMENTS = (
    "//*[@data-parent-post-id]//div[contains(@class, 'js-comment')][starts-with(@id, 'post-id-')]"
)
_PARENT = "ancestor::*[@data-parent-post-id][1]/@data-parent-post-id"


def page_entries(file: ExportFile, tally: Tally, options: ImportOptions) -> Iterator[Entry]:
    """Question, answers and comments of a page; none where it is of another kind."""
    parser = html.HTMLParser(no_network=True, encoding="utf-8")
    try:
        page = html.document_fromstring(file.path.read_bytes(), parser=parser)
    except (etree.LxmlError, ValueError, OSError) as error:
        tally.fault(file.name, f"{UNREADABLE}: {shown(str(error)[:120])}")
        return
    address = _first(page, "//link[@rel='canonical']/@href")
    site = ADDRESS.match(address)
    asked = page.xpath("//div[contains(@class, 'js-question') and @data-post-id]")
    if not site or not asked:
        return
    question = asked[0].get("data-post-id")
    yield Entry("question", site[1], question, title=_first(page, "//h1//text()"),
        tags=tuple(map(str, page.xpath("//ul[@id='question-tags']//@data-tag-name"))),
        link=address, **_said(asked[0], options),
    )  # fmt: skip
    for answer in page.xpath(
        "//div[contains(concat(' ', @class, ' '), ' answer ')][@data-post-id]"
    ):
        solves = "accepted-answer" in answer.get("class")
        key = answer.get("data-post-id")
        yield Entry("answer", site[1], key, question, solves=solves, **_said(answer, options))
    for comment in page.xpath(_COMMENTS):
        key = comment.get("id").removeprefix("post-id-")
        said = _said(comment, options)
        yield Entry("comment", site[1], key, _first(comment, _PARENT), **said)


def _said(post: Any, options: ImportOptions) -> dict[str, Any]:
    """Text, score, time and author of a post; edits by others come after the author's own line."""
    body = post.xpath(".//div[contains(@class, 'post-body') or contains(@class, 'comment-body')]")
    told = post.xpath(".//div[@class='post-update-info']") or [post]
    author = told[0].xpath(".//div[@class='user-info']/a[1] | .//a[@class='author'][1]")
    user = _USER.search(author[0].get("href", "")) if author else None
    for header in post.xpath(".//div[contains(@class, 'post-update-info-container')]"):
        header.drop_tree()
    return {
        "text": _inner(body[0]) if body else "",
        "score": number(_first(post, ".//div[@class='vote-number']/text()")),
        "at": moment(_first(told[0], ".//abbr[@class='timeago']/@title"), options),
        "user": user[1] if user else "",
        "name": author[0].text_content().strip() if author else "",
    }


def _inner(element: Any) -> str:
    """What an element holds, as HTML."""
    inside = (html.tostring(child, encoding="unicode") for child in element)
    return ((element.text or "") + "".join(inside)).strip()


def _first(element: Any, path: str) -> str:
    found = element.xpath(path)
    return str(found[0]).strip() if found else ""
