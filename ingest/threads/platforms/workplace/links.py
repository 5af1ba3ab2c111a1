"""Addresses of posts and comments on Workplace, and the ids that they hold."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

__all__ = ["Place", "parts_of_id", "place_of"]

_HOSTS = re.compile(r"(?:^|\.)(?:workplace|facebook|fb)\.com$", re.IGNORECASE)
_IN_GROUP = re.compile(r"/groups/([^/]+)/(?:permalink|posts)/(\d+)")
_POST = re.compile(r"/posts/(\d+)")


@dataclass(frozen=True)
class Place:
    """Ids that an address holds, each empty where it does not."""

    group: str = ""
    post: str = ""
    comment: str = ""
    reply: str = ""


def place_of(address: str) -> Place:
    """The group, post, comment and reply that an address of Workplace or Facebook leads to."""
    try:
        split = urlsplit(address.strip())
        if not _HOSTS.search(split.hostname or ""):
            return Place()
    except ValueError:
        return Place()
    asked = {name: values[0] for name, values in parse_qs(split.query).items()}
    in_group = _IN_GROUP.search(split.path)
    alone = _POST.search(split.path)
    post = in_group[2] if in_group else alone[1] if alone else asked.get("story_fbid", "")
    return Place(
        group=in_group[1] if in_group else "",
        post=post if post.isdigit() else "",
        comment=asked.get("comment_id", ""),
        reply=asked.get("reply_comment_id", ""),
    )


def parts_of_id(identity: str) -> tuple[str, str]:
    """What an id such as ``{group}_{post}`` stands under, empty for a plain one, and its own part.

    The second part alone is unique on the platform, and some exports give only that.
    """
    under, _, own = identity.rpartition("_")
    return (under, own) if own else ("", identity)
