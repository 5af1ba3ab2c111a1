"""A hub: one community of practice, described by ``content/<hub>/hub.md``."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from kb.library.entry import SLUG, Entry, Language

HUB: Literal["hub"] = "hub"


class Hub(Entry):
    """One community of practice; an operator adds, renames and merges them by editing files."""

    remedy: ClassVar[str] = (
        "A hub needs `id`, `title`, `kind: hub` and, if you like, `summary` and `order`."
    )

    id: str = Field(pattern=SLUG, max_length=60)
    title: str = Field(min_length=1, max_length=200)
    kind: Literal["hub"]
    language: Language = "en"
    summary: str = ""
    order: int = Field(100, ge=-1_000_000, le=1_000_000)

    @property
    def url(self) -> str:
        """The hub's page, relative to the site."""
        return f"/hubs/{self.id}"
