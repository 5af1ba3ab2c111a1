"""What records of the Graph API say beside their text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ingest.threads.base import SourcePerson
from ingest.threads.platforms.workplace.links import place_of
from ingest.threads.platforms.workplace.said import as_list, as_map, as_name

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["is_said", "is_story", "outward", "person_of", "reactions_of", "tagged"]


def person_of(value: Any) -> SourcePerson:
    """Who a record says it is from; nobody where it does not."""
    known = as_map(value)
    both = f"{as_name(known.get('first_name'))} {as_name(known.get('last_name'))}".strip()
    return SourcePerson(
        name=as_name(known.get("name")) or both,
        email=as_name(known.get("email")),
        handle=as_name(known.get("id")),
    )


def reactions_of(record: Mapping[str, Any]) -> dict[str, int]:
    """How many reacted in which way, or how many reacted where the record says only that."""
    counts: dict[str, int] = {}
    total = 0
    for name, value in record.items():
        if name not in {"reactions", "likes"} and not name.startswith("reactions_"):
            continue
        said = as_map(as_map(value).get("summary")).get("total_count")
        number = said if isinstance(said, int) else 0
        kind = "like" if name == "likes" else name.removeprefix("reactions").strip("_")
        for one in as_list(value) if name == "reactions" else []:
            reacted = as_name(as_map(one).get("type")).lower() or "other"
            counts[reacted] = counts.get(reacted, 0) + 1
        if kind:
            counts[kind] = max(counts.get(kind, 0), number or len(as_list(value)))
        else:
            total = number
    if isinstance(likes := record.get("like_count"), int) and likes > 0:
        counts["like"] = max(counts.get("like", 0), likes)
    rest = total - sum(counts.values())
    return {kind: count for kind, count in {**counts, "reactions": rest}.items() if count > 0}


def is_said(record: dict[str, Any]) -> bool:
    """Whether a record is a post or a comment."""
    spoken = {"message", "created_time", "permalink_url", "story", "comments"}
    return "id" in record and bool(spoken & record.keys())


def is_story(record: dict[str, Any]) -> bool:
    """Whether the platform wrote it: a group got a new picture, somebody joined."""
    return bool(record.get("story")) and not (
        record.get("message") or record.get("attachments") or record.get("link")
    )


def outward(links: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Links that do not lead to another post."""
    return [(title, link) for title, link in links if not place_of(link).post]


def tagged(record: dict[str, Any]) -> tuple[SourcePerson, ...]:
    """The people whom its message tags."""
    tags = [as_map(tag) for tag in as_list(record.get("message_tags"))]
    return tuple(
        SourcePerson(as_name(tag.get("name")), handle=as_name(tag.get("id")))
        for tag in tags
        if as_name(tag.get("type")) in {"user", ""} and tag.get("name")
    )
