"""Posts of Discourse: which are left out, and what the others say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ingest.threads.base import DELETED, PRIVATE, SECRET_GROUP, SYSTEM, SourcePerson, SourcePost
from ingest.threads.platforms.discourse.wording import uploads, without_polls
from ingest.threads.platforms.fields import field
from ingest.threads.platforms.times import moment

if TYPE_CHECKING:
    from ingest.threads.platforms.discourse.categories import Category
    from ingest.threads.platforms.discourse.forum import Forum
    from ingest.threads.platforms.discourse.pages import Page

__all__ = ["HIDDEN", "person", "post_of", "reason_to_skip"]

HIDDEN = "hidden on the platform"
_LIKE = "2"
_SMALL_ACTIONS = ("2", "3")
_WHISPER = "4"


def reason_to_skip(post: dict[str, Any], pages: list[Page], category: Category | None) -> str:
    """Why a post is left out; empty where it is not."""
    kind = field(post, "post_type")
    if kind == _WHISPER or any(page.private for page in pages):
        return PRIVATE
    if category and category.secret:
        return SECRET_GROUP
    if post.get("deleted_at") or post.get("user_deleted") or any(page.deleted for page in pages):
        return DELETED
    if post.get("hidden") or post.get("cooked_hidden"):
        return HIDDEN
    return SYSTEM if kind in _SMALL_ACTIONS else ""


def post_of(
    key: str, post: dict[str, Any], parent: str | None, accepted: frozenset[str], forum: Forum
) -> SourcePost:
    """A post; ``parent`` is the key of the one it answers."""
    raw, cooked = field(post, "raw"), field(post, "cooked")
    solves = post.get("accepted_answer") is True or field(post, "post_number") in accepted
    return SourcePost(
        key=key,
        author=person(field(post, "username"), field(post, "name")),
        text=without_polls(raw) if raw else cooked,
        markup="markdown" if raw else "html",
        at=moment(post.get("created_at"), forum.options),
        reply_to=parent if parent != key else None,
        reactions=_reactions(post),
        accepted=solves,
        attachments=uploads(raw, cooked, forum.files),
    )


def person(handle: str, name: str = "") -> SourcePerson:
    """A member."""
    return SourcePerson(name, handle=handle, aliases=(f"@{handle}",) if handle else ())


def _reactions(post: dict[str, Any]) -> dict[str, int]:
    """Reactions by name where the forum has them, else likes, of which they are a kind."""
    likes = [("heart", count) for kind, count in post["actions_summary"] if kind == _LIKE]
    return {
        "like" if name == "heart" else name: count
        for name, count in post["reactions"] or likes
        if name and count > 0
    }
