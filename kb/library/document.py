"""A document of the library: validated front matter and Markdown body, lossless both ways."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Any, Literal, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PrivateAttr, ValidationError

from kb.errors import LibraryFault
from kb.library import front_matter

if TYPE_CHECKING:
    from pathlib import Path

Kind = Literal["case-study", "factsheet", "guide", "thread", "answer-card", "wop-report"]
KINDS: tuple[Kind, ...] = get_args(Kind)

SLUG = r"^[a-z0-9]+(?:-[a-z0-9]+)*$"
LANGUAGE = r"^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$"
ID_LENGTH = 120
LANGUAGE_LENGTH = 35

_REMEDIES = {
    "id": "Use lower-case letters, digits and hyphens, such as `minimum-night-flow`.",
    "title": "Add a line `title: …`.",
    "kind": f"Use one of: {', '.join(KINDS)}.",
    "hub": "Use the id of a hub, such as `water-distribution`; `kb hubs` lists them.",
    "language": "Use a BCP 47 code such as `en`, `fr` or `pt-BR`.",
    "country": "Use a two-letter ISO 3166-1 code such as `KE`, or leave the line out.",
    "published": "Use a date such as 2023-05-22, or leave the line out.",
    "verified": "Write `verified: {by: name, on: 2026-11-01, until: 2027-11-01}`.",
    "source": "Write `source: {title: …, url: …, sha256: …, licence: …}`.",
    "tags": "Write a list such as `tags: [leakage, dma]`.",
    "also": "Write a list of hub ids such as `also: [asset-management]`.",
    "applies_to": "Write pairs such as `applies_to: {supply: intermittent}`.",
}


def _only_date(value: object) -> object:
    """A time stamp where a date is meant is cut to its date; a number is no date."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, str):
        return date.fromisoformat(value)
    raise ValueError("is not a date")


Day = Annotated[date, BeforeValidator(_only_date)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="allow")


class Origin(_Part):
    """Where a document comes from: the front matter's ``source``."""

    title: str | None = None
    url: str | None = None
    sha256: str | None = Field(None, pattern=r"^[0-9a-f]{64}$")
    licence: str | None = None
    file: str | None = None


class Verification(_Part):
    """Who checked a document, when, and until when that holds."""

    by: str
    on: Day
    until: Day | None = None

    def holds_on(self, day: date) -> bool:
        """Whether the document counts as verified on that day."""
        return self.on <= day and (self.until is None or day <= self.until)


class Document(BaseModel):
    """One Markdown file of the library. Unknown front matter keys are kept (``model_extra``)."""

    model_config = ConfigDict(extra="allow", validate_assignment=True)

    id: str = Field(pattern=SLUG, max_length=ID_LENGTH)
    title: str = Field(min_length=1, max_length=500)
    kind: Kind
    hub: str = Field(pattern=SLUG)
    language: str = Field(pattern=LANGUAGE, max_length=LANGUAGE_LENGTH)
    also: list[str] = Field(default_factory=list)
    country: str | None = Field(None, pattern=r"^[A-Z]{2}$")
    operator: str | None = None
    published: Day | None = None
    licence: str | None = None
    source: Origin | None = None
    tags: list[str] = Field(default_factory=list)
    verified: Verification | None = None
    applies_to: dict[str, Any] = Field(default_factory=dict)
    body: str = Field("", exclude=True)

    _read: _Read | None = PrivateAttr(default=None)

    @property
    def url(self) -> str:
        """The document's page, relative to the site."""
        return f"/documents/{self.id}"

    @classmethod
    def parse(cls, text: str, path: Path | str = "document") -> Document:
        """Read a library file's text.

        Raises:
            LibraryFault: names the file, the line, the field and what to write instead.
        """
        parts = front_matter.split(text, path)
        if "body" in parts.mapping:
            raise LibraryFault(
                path, parts.line_of("body"), "body", "`body` is not a field", "Rename it."
            )
        try:
            document = cls(**{str(key): value for key, value in parts.mapping.items()})
        except ValidationError as error:
            raise _fault(error, parts, path) from error
        document.body = parts.body
        document._read = _Read(text, parts, document.fields())
        return document

    def line_of(self, field: str) -> int:
        """1-based line of a field in the file this was read from; 1 where it is not there."""
        return self._read.parts.line_of(field) if self._read else 1

    def fields(self) -> dict[str, Any]:
        """Front matter fields that are set, in the documented order, unknown keys last."""
        return self.model_dump(exclude_none=True, exclude_defaults=True)

    def render(self) -> str:
        """The file's text. Lines whose field has not changed are the ones that were parsed."""
        read, fields = self._read, self.fields()
        if read is None:
            return front_matter.join(fields, self.body)
        if fields == read.fields and self.body == read.parts.body:
            return read.text
        text = read.text.removeprefix(front_matter.BYTE_ORDER_MARK)
        mark = read.text[: len(read.text) - len(text)]
        text = self._revised(read, fields)
        return mark + (text.replace("\n", "\r\n") if "\r\n" in read.text else text)

    def _revised(self, read: _Read, fields: dict[str, Any]) -> str:
        changed = {key: value for key, value in fields.items() if read.fields.get(key) != value}
        try:
            raw = front_matter.revise(read.parts.raw, changed, set(read.fields) - set(fields))
            text = f"---\n{raw}---\n{self.body}"
            if Document.parse(text).fields() == fields:
                return text
        except (ValueError, LibraryFault):
            pass  # laid out in a way that cannot be changed line by line: written anew
        return front_matter.join(fields, self.body)


@dataclass(frozen=True)
class _Read:
    """The file a document was read from: its text, its parts, and the fields it had then."""

    text: str
    parts: front_matter.FrontMatter
    fields: dict[str, Any]


def _fault(
    error: ValidationError, parts: front_matter.FrontMatter, path: Path | str
) -> LibraryFault:
    first = error.errors()[0]
    field = str(first["loc"][0])
    where = ".".join(str(part) for part in first["loc"])
    if first["type"] == "missing":
        message = f"`{where}` is missing"
    else:
        given = re.sub(r"\s+", " ", str(first["input"]))[:60]
        message = f"`{where}` cannot be {given!r}: {first['msg']}"
    return LibraryFault(path, parts.line_of(field), field, message, _REMEDIES.get(field, ""))
