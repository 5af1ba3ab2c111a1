"""Several copies of a topic's posts made one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ingest.threads.base import REPEATED, Tally
from ingest.threads.platforms.fields import field, whole_number
from ingest.threads.platforms.times import moment

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ingest.threads.platforms.discourse.pages import Page

__all__ = ["best_copies", "name_what_is_missing"]


def best_copies(pages: list[Page], tally: Tally) -> dict[str, dict[str, Any]]:
    """Each post once, in order: of several copies one that is deleted, has Markdown, is newest."""

    def rank(post: dict[str, Any]) -> tuple[bool, bool, int]:
        gone = bool(post.get("deleted_at") or post.get("user_deleted") or post.get("hidden"))
        return gone, "raw" in post, whole_number(field(post, "version"))

    best: dict[str, dict[str, Any]] = {}
    for page in pages:
        for at, post in enumerate(page.posts):
            key = field(post, "id") or f"n{field(post, 'post_number') or at}"
            if key in best:
                tally.skip(REPEATED)
            if key not in best or rank(post) > rank(best[key]):
                best[key] = post
    return dict(sorted(best.items(), key=_in_order))


def _in_order(item: tuple[str, dict[str, Any]]) -> tuple[bool, float, int, str]:
    """The first post, then the others by time; by number where they do not say theirs."""
    key, post = item
    place, at = whole_number(field(post, "post_number")), moment(post.get("created_at"))
    return place != 1, at.timestamp() if at else float("inf"), place, key


def name_what_is_missing(
    pages: list[Page], best: Mapping[str, dict[str, Any]], tally: Tally
) -> None:
    """Say so where a topic has more posts than the export holds: pages of it were not saved."""
    missing = frozenset[str]().union(*(page.stream for page in pages)) - best.keys()
    if missing:
        count = f"{len(missing)} of {len(missing) + len(best)}"
        tally.fault(f"t/{pages[0].topic}", f"{count} posts are not in the export")
