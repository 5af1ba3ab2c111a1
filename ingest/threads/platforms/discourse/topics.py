"""Topics of a Discourse export, put together from their pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.threads.base import SourcePost, SourceThread, Tally
from ingest.threads.platforms.discourse.copies import best_copies, name_what_is_missing
from ingest.threads.platforms.discourse.posts import person, post_of, reason_to_skip
from ingest.threads.platforms.discourse.wording import mentions
from ingest.threads.platforms.fields import field

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ingest.threads.platforms.discourse.forum import Forum
    from ingest.threads.platforms.discourse.pages import Page

__all__ = ["threads_of", "topics"]


def topics(pages: list[Page]) -> list[list[Page]]:
    """Pages by topic: one number may be two topics, if the export is of two forums after all.

    A page that does not say when its topic began is of the first of them.
    """
    days = sorted({page.started for page in pages if page.started})
    if len(days) < 2:
        return [pages]
    return [[page for page in pages if (page.started or days[0]) == day] for day in days]


def threads_of(pages: list[Page], forum: Forum, tally: Tally) -> Iterator[SourceThread]:
    """The thread of a topic, put together from its pages; none where no post is left."""
    best = best_copies(pages, tally)
    name_what_is_missing(pages, best, tally)
    keys = {field(post, "post_number"): key for key, post in best.items()}
    category = forum.categories.get(_first(pages, "category"))
    accepted = frozenset[str]().union(*(page.accepted for page in pages))
    posts, mentioned = [], set()
    for key, post in best.items():
        reason = reason_to_skip(post, pages, category)
        if reason:
            tally.skip(reason)
            continue
        parent = keys.get(field(post, "reply_to_post_number") or "none")
        posts.append(post_of(key, post, parent, accepted, forum))
        mentioned |= mentions(field(post, "raw"), field(post, "cooked"))
    if posts:
        yield _described(posts, mentioned, pages, forum)


def _described(
    posts: Sequence[SourcePost], mentioned: set[str], pages: list[Page], forum: Forum
) -> SourceThread:
    topic, started, slug = pages[0].topic, _first(pages, "started"), _first(pages, "slug")
    host = _first(pages, "host") or forum.host
    category = forum.categories.get(_first(pages, "category"))
    named = _first(pages, "category")
    here = {post.author.handle.lower() for post in posts}
    return SourceThread(
        key=f"t/{topic}@{started}" if started else f"t/{topic}",
        posts=tuple(posts),
        title=_first(pages, "title"),
        permalink=f"https://{host}/t/{slug or '-'}/{topic}" if host else "",
        group=category.name if category else "" if named.isdecimal() else named,
        tags=tuple(dict.fromkeys(tag for page in pages for tag in page.tags)),
        mentioned=tuple(person(name) for name in sorted(mentioned) if name.lower() not in here),
    )


def _first(pages: list[Page], name: str) -> str:
    return next((str(value) for page in pages if (value := getattr(page, name))), "")
