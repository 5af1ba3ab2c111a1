"""What the JSON of a Discourse topic says of it, beside its posts' texts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from ingest.threads.platforms.fields import field, records
from ingest.threads.platforms.times import moment

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["host_of", "kept", "keys_in", "started_on", "tags_in"]

_HOST = re.compile(r"/user_avatar/([a-z0-9][a-z0-9.-]*\.[a-z0-9-]+)/", re.IGNORECASE)
# What of a post is needed later; the rest, such as what its reader may do with it, is let go.
_KEPT = (
    *("id", "post_number", "reply_to_post_number", "post_type", "created_at", "version"),
    *("username", "name", "raw", "cooked", "accepted_answer"),
    *("deleted_at", "user_deleted", "hidden", "cooked_hidden"),
)
_COUNTED = ("actions_summary", "reactions")


def kept(post: dict[str, Any]) -> dict[str, Any]:
    """Those fields of a post that are needed later."""
    kept: dict[str, Any] = {
        name: post[name] for name in _KEPT if isinstance(post.get(name), str | int | float)
    }
    for name in _COUNTED:
        kept[name] = [(field(one, "id"), one.get("count")) for one in records(post.get(name))]
        kept[name] = [(key, count) for key, count in kept[name] if isinstance(count, int)]
    return kept


def started_on(topic: dict[str, Any], posts: list[dict[str, Any]]) -> str:
    """The day on which a topic began, such as ``2014-05-14``; empty where it is not said."""
    first = [post for post in posts if field(post, "post_number") == "1"]
    at = next((at for one in (topic, *first[:1]) if (at := moment(one.get("created_at")))), None)
    return "" if at is None else at.date().isoformat()


def keys_in(stream: object) -> Iterator[str]:
    """Keys of a list of posts."""
    for key in stream if isinstance(stream, list) else ():
        yield field({"id": key}, "id")


def tags_in(value: object) -> Iterator[str]:
    """Tags are words; newer forums write objects with their ``name``."""
    for tag in value if isinstance(value, list) else ():
        name = field(tag if isinstance(tag, dict) else {"name": tag}, "name")
        if name:
            yield name


def host_of(topic: dict[str, Any], posts: list[dict[str, Any]]) -> str:
    """Where the forum is: no field says it, but addresses of its members' pictures do."""
    for post in posts:
        found = _HOST.search(field(post, "avatar_template"))
        if found:
            return found[1].lower()
    details = topic.get("details")
    for link in records(details.get("links")) if isinstance(details, dict) else ():
        found = re.match(r"https?://([a-z0-9.-]+)/t/", field(link, "url"), re.IGNORECASE)
        if link.get("internal") is True and found:
            return found[1].lower()
    return ""
