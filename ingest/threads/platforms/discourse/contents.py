"""Files of a Discourse export, taken apart into topics, posts and categories.

Read are a topic (``/t/ID.json``), a page of its posts (``/t/ID/posts.json``), posts of several
topics (``/posts.json``), one post (``/posts/ID.json``), a list or a line for each of any of these,
and the format of Discourse's own generic import (``topics[].posts[].{id, author, date, body}``).
Lists of topics (``/latest.json``, ``/c/NAME/ID.json``) hold no posts. Lists of categories
(``/categories.json``, ``/site.json``) give names and say which are for some members alone.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from ingest.threads.platforms.discourse.categories import Category, categories_of
from ingest.threads.platforms.discourse.pages import Page, page_of
from ingest.threads.platforms.fields import records
from ingest.threads.platforms.json_files import json_values

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ingest.threads.base import Tally
    from ingest.threads.export import ExportFile

__all__ = ["contents"]

_GENERIC = re.compile(rb'"topics"\s*:\s*\[')


def contents(file: ExportFile, tally: Tally) -> Iterator[Page | Category]:
    """What a file holds, posts counted as `Tally.seen`."""
    head = file.head()
    single = b'"topic_list"' in head or b'"post_stream"' in head or not _GENERIC.search(head)
    for value in json_values(file, "" if single else "topics", tally):
        for found in _parts(value):
            if isinstance(found, Page):
                tally.seen(len(found.posts))
            yield found


def _parts(value: dict[str, Any]) -> Iterator[Page | Category]:
    stream = value.get("post_stream")
    if isinstance(stream, dict):
        yield page_of(value, records(stream.get("posts")), stream.get("stream"))
    elif "posts" in value and ("title" in value or "id" in value):
        posts = records(value["posts"])
        yield page_of(value, [_from_generic(post, at + 1) for at, post in enumerate(posts)], ())
    elif "topic_id" in value:
        yield _page_of_post(value, private=False)
    for name, private in (("latest_posts", False), ("private_posts", True)):
        for post in records(value.get(name)):
            yield _page_of_post(post, private=private)
    yield from categories_of(value)


def _from_generic(post: dict[str, Any], number: int) -> dict[str, Any]:
    """A post of the generic import format as Discourse itself writes posts."""
    if "cooked" in post or "raw" in post:
        return {"post_number": number, **post}
    author, body = post.get("author"), post.get("body")
    return {
        "id": post.get("id"),
        "post_number": number,
        "username": author,
        "created_at": post.get("date"),
        "cooked": body,
    }


def _page_of_post(post: dict[str, Any], *, private: bool) -> Page:
    """The page of a post that came alone and says itself what topic it is of."""
    names = ("topic_title", "topic_slug", "category_id")
    archetype = "private_message" if private else post.get("topic_archetype")
    topic = {name: post.get(name) for name in names}
    return page_of({"id": post.get("topic_id"), "archetype": archetype, **topic}, [post], ())
