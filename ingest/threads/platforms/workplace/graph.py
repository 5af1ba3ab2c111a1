"""Dumps of the Graph API: pages of posts with the comments within them, and pages of comments."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ingest.threads.base import PRIVATE, SYSTEM, UNREADABLE, ImportOptions
from ingest.threads.platforms.times import moment
from ingest.threads.platforms.workplace.graph_facts import (
    is_said,
    is_story,
    outward,
    person_of,
    reactions_of,
    tagged,
)
from ingest.threads.platforms.workplace.graph_pages import Page
from ingest.threads.platforms.workplace.links import parts_of_id, place_of
from ingest.threads.platforms.workplace.media import MediaFiles, graph_attachments, with_links
from ingest.threads.platforms.workplace.said import (
    HIDDEN,
    Said,
    as_list,
    as_map,
    as_name,
    as_text,
    with_names,
)

if TYPE_CHECKING:
    from ingest.threads.platforms.workplace.gathering import Gathering

__all__ = ["CUT_OFF", "GraphReader"]

CUT_OFF = "lists of comments that go on on pages which are not in the export"
_POST_FIELDS = {"updated_time", "formatting", "story", "status_type", "type", "to", "properties"}


class GraphReader:
    """Reads records of the Graph API into threads."""

    def __init__(self, gathering: Gathering, files: MediaFiles, options: ImportOptions) -> None:
        """Threads go to ``gathering``; ``options`` for dates without a zone."""
        self._gathering = gathering
        self._files = files
        self._options = options

    def read(self, record: Any, page: Page) -> bool:
        """Take a record; whether it was one of a dump at all."""
        if not isinstance(record, dict):
            return False
        tally = self._gathering.tally
        inner = as_list(record.get("messages"))
        if "messages" in record or as_name(record.get("id")).startswith(("t_", "m_")):
            tally.seen(len(inner) or 1)
            tally.skip(PRIVATE, len(inner) or 1)
        elif "feed" in record or "posts" in record:
            owner = Page(as_name(record.get("id")), "feed")
            for post in [*as_list(record.get("feed")), *as_list(record.get("posts"))]:
                self._one(post, owner)
        elif is_said(record):
            self._one(record, page)
        else:
            return bool({"id", "name", "error", "privacy", "data"} & record.keys())
        return True

    def _one(self, record: Any, page: Page) -> None:
        """A post or a comment, with all that is within it."""
        if not (isinstance(record, dict) and as_name(record.get("id"))):
            self._gathering.tally.seen()
            self._gathering.tally.skip(UNREADABLE)
            return
        place = place_of(as_text(record.get("permalink_url")))
        parent = as_map(record.get("parent"))
        under, own = parts_of_id(as_name(record["id"]))
        is_post = (
            _POST_FIELDS & record.keys() or place.post or under == page.owner.partition("_")[0]
        )
        is_comment = place.comment or parent or (page.edge == "comments" and not is_post)
        if not is_comment:
            self._post(record, own, under or place.group or page.owner)
            return
        thread = place.post or under or parts_of_id(page.owner)[1] or own
        answered = parts_of_id(as_name(parent.get("id")))[1]
        answered = answered or (place.comment if place.reply else "")
        self._comments([(record, answered if answered != thread else "")], thread, place.group)

    def _post(self, record: dict[str, Any], own: str, group_id: str) -> None:
        group_id = group_id.partition("_")[0]
        group = as_name(record.get("group_name")) or as_name(
            next((as_map(to).get("name") for to in as_list(record.get("to"))), "")
        )
        if is_story(record):
            self._gathering.tally.seen()
            self._gathering.tally.skip(SYSTEM)
        else:
            self._add(record, own, Said(own, "", root=True, group_id=group_id, group=group))
        within = [(one, "") for one in as_list(record.get("comments"))]
        self._note_cut_off(record)
        self._comments(within, own, group_id, group)

    def _comments(
        self, found: list[tuple[Any, str]], thread: str, group_id: str, group: str = ""
    ) -> None:
        """Comments and the replies within them, however deep, in their order."""
        waiting = found[::-1]
        while waiting:
            record, answered = waiting.pop()
            own = parts_of_id(as_name(as_map(record).get("id")))[1]
            if not own:
                self._gathering.tally.seen()
                self._gathering.tally.skip(UNREADABLE)
                continue
            said = Said(own, "", reply_to=answered or None, group_id=group_id, group=group)
            self._add(record, thread, said)
            self._note_cut_off(record)
            waiting += [(one, own) for one in reversed(as_list(record.get("comments")))]

    def _add(self, record: dict[str, Any], thread: str, known: Said) -> None:
        if record.get("is_hidden") is True:
            self._gathering.tally.seen()
            self._gathering.tally.skip(HIDDEN)
            return
        attachments, links = graph_attachments(record, self._files)
        links += [("", link)] if (link := as_name(record.get("link"))) and known.root else []
        text, named = with_names(as_text(record.get("message")))
        said = Said(
            key=known.key,
            text=with_links(text, outward(links)),
            author=person_of(record.get("from")),
            at=moment(record.get("created_time"), self._options),
            root=known.root,
            reply_to=known.reply_to,
            markup="markdown" if record.get("formatting") == "MARKDOWN" else "plain",
            group_id=known.group_id,
            group=known.group,
            reactions=reactions_of(record),
            attachments=tuple(attachments),
            permalink=as_text(record.get("permalink_url")),
            mentioned=(*named, *tagged(record)),
        )
        self._gathering.add(thread, said)

    def _note_cut_off(self, record: dict[str, Any]) -> None:
        if as_map(as_map(record.get("comments")).get("paging")).get("next"):
            self._gathering.tally.note(CUT_OFF)
