"""A hub: one community of practice, described by ``content/<hub>/hub.md``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pydantic import BaseModel, ConfigDict, Field, PrivateAttr, ValidationError

from kb.errors import LibraryFault
from kb.library import front_matter
from kb.library.document import LANGUAGE, LANGUAGE_LENGTH, SLUG

if TYPE_CHECKING:
    from pathlib import Path

HUB_FILE = "hub.md"


class Hub(BaseModel):
    """One community of practice; an operator adds, renames and merges them by editing files."""

    model_config = ConfigDict(extra="allow")

    id: str = Field(pattern=SLUG, max_length=60)
    title: str = Field(min_length=1, max_length=200)
    kind: Literal["hub"] = "hub"
    language: str = Field("en", pattern=LANGUAGE, max_length=LANGUAGE_LENGTH)
    summary: str = ""
    order: int = Field(100, ge=-1_000_000, le=1_000_000)
    body: str = Field("", exclude=True)

    _parts: front_matter.FrontMatter | None = PrivateAttr(default=None)

    @property
    def url(self) -> str:
        """The hub's page, relative to the site."""
        return f"/hubs/{self.id}"

    @classmethod
    def parse(cls, text: str, path: Path | str = HUB_FILE) -> Hub:
        """Read a hub file's text.

        Raises:
            LibraryFault: names the file, the line, the field and the remedy.
        """
        parts = front_matter.split(text, path)
        try:
            hub = cls(**{str(key): value for key, value in parts.mapping.items()})
        except ValidationError as error:
            first = error.errors()[0]
            field = str(first["loc"][0])
            raise LibraryFault(
                path,
                parts.line_of(field),
                field,
                f"`{field}`: {first['msg']}",
                "A hub needs `id`, `title`, `kind: hub` and, if you like, `summary` and `order`.",
            ) from error
        hub.body = parts.body
        hub._parts = parts
        return hub

    def line_of(self, field: str) -> int:
        """1-based line of a field in the file this was read from; 1 where it is not there."""
        return self._parts.line_of(field) if self._parts else 1
