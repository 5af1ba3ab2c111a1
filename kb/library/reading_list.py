"""A reading list: documents in an order that teaches, each with why it comes there."""

from __future__ import annotations

from typing import ClassVar, Literal, get_args

from pydantic import Field, field_validator

from kb.library.document import LONGEST_SUMMARY
from kb.library.entry import ID_LENGTH, SLUG, Day, Entry, Language, Part

READING_LIST: Literal["reading-list"] = "reading-list"

# From the first steps up, the order in which lists are shown.
Level = Literal["introduction", "practice", "leadership"]
LEVELS: tuple[Level, ...] = get_args(Level)

MOST_ITEMS = 100
LONGEST_ITEM = 6000


class ReadingItem(Part):
    """One document of a list.

    Attributes:
        document: its id, of any hub.
        why: why to read it now, in this order; plain text.
        minutes: to read it and to do what the list asks for with it.
    """

    document: str = Field(pattern=SLUG, max_length=ID_LENGTH)
    why: str = Field(min_length=1, max_length=500)
    minutes: int = Field(strict=True, ge=1, le=LONGEST_ITEM)


class ReadingList(Entry):
    """One reading list; its body says what one can do after it."""

    remedies: ClassVar[dict[str, str]] = {
        "id": "Use lower-case letters, digits and hyphens, such as `asset-management-first-steps`.",
        "kind": "Write `kind: reading-list`.",
        "hub": "Use the id of a hub, such as `water-distribution`; `kb hubs` lists them.",
        "language": "Use a BCP 47 code such as `en`, `fr` or `pt-BR`.",
        "level": f"Use one of: {', '.join(LEVELS)}.",
        "audience": "Say for whom, such as `audience: Engineers new to the asset register`.",
        "summary": f"Write at most {LONGEST_SUMMARY} characters of text, or leave the line out.",
        "published": "Use a date such as 2023-05-22, or leave the line out.",
        "items": "Write each item as `- document: id`, `why: one sentence` and `minutes: 6`.",
    }
    remedy: ClassVar[str] = (
        "A reading list needs `id`, `title`, `kind: reading-list`, `hub`, `language`, `level`, "
        "`audience` and `items`."
    )

    id: str = Field(pattern=SLUG, max_length=ID_LENGTH)
    title: str = Field(min_length=1, max_length=200)
    kind: Literal["reading-list"]
    hub: str = Field(pattern=SLUG)
    language: Language
    level: Level
    audience: str = Field(min_length=1, max_length=300)
    summary: str | None = Field(None, min_length=1, max_length=LONGEST_SUMMARY)
    published: Day | None = None
    items: list[ReadingItem] = Field(min_length=1, max_length=MOST_ITEMS)

    @field_validator("items")
    @classmethod
    def _each_once(cls, items: list[ReadingItem]) -> list[ReadingItem]:
        """A reader's place in a list is found by the document, so it stands there once."""
        seen: set[str] = set()
        for item in items:
            if item.document in seen:
                raise ValueError(f"`{item.document}` is in the list twice")
            seen.add(item.document)
        return items

    @property
    def url(self) -> str:
        """The list's page, relative to the site."""
        return f"/reading-lists/{self.id}"
