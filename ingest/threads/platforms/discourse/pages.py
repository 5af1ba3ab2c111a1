"""A page of a Discourse topic: its title, its posts, and what else it says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ingest.threads.platforms.discourse.facts import host_of, kept, keys_in, started_on, tags_in
from ingest.threads.platforms.fields import field, records

__all__ = ["Page", "page_of"]


@dataclass(frozen=True)
class Page:
    """One topic, or as much of it as one file holds.

    Attributes:
        topic: its number.
        started: day on which it began, such as ``2014-05-14``; empty where this page does not say.
        posts: those fields of its posts that are needed later.
        title: empty where this page does not say, as with all that follows.
        slug: its title in its address.
        category: number or name of its category.
        tags: its tags.
        accepted: numbers of the posts that solve it.
        stream: keys of all its posts, also of those which are not on this page.
        host: where the forum is.
        private: it is a personal message.
        deleted: the whole topic is deleted.
    """

    topic: str
    started: str
    posts: tuple[dict[str, Any], ...]
    title: str = ""
    slug: str = ""
    category: str = ""
    tags: tuple[str, ...] = ()
    accepted: frozenset[str] = frozenset()
    stream: frozenset[str] = frozenset()
    host: str = ""
    private: bool = False
    deleted: bool = False


def page_of(topic: dict[str, Any], posts: list[dict[str, Any]], stream: object) -> Page:
    """The page that a topic's JSON is; ``stream`` lists the keys of all its posts."""
    solved = records([topic.get("accepted_answer")]) + records(topic.get("accepted_answers"))
    return Page(
        topic=field(topic, "id"),
        started=started_on(topic, posts),
        posts=tuple(kept(post) for post in posts),
        title=field(topic, "title", "topic_title"),
        slug=field(topic, "slug", "topic_slug"),
        category=field(topic, "category_name", "category_id"),
        tags=tuple(tags_in(topic.get("tags"))),
        accepted=frozenset(field(one, "post_number") for one in solved),
        stream=frozenset(keys_in(stream)),
        host=host_of(topic, posts),
        private=topic.get("archetype") == "private_message",
        deleted=bool(topic.get("deleted_at")),
    )
