"""What every file of the library is: validated front matter and Markdown body, lossless both ways.

Hubs, documents and reading lists are entries; which of them a file is, its ``kind`` says.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PrivateAttr, ValidationError

from kb.errors import LibraryFault
from kb.library import front_matter

if TYPE_CHECKING:
    from pathlib import Path

SLUG = r"^[a-z0-9]+(?:-[a-z0-9]+)*$"
LANGUAGE = r"^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$"
ID_LENGTH = 120
LANGUAGE_LENGTH = 35


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
Language = Annotated[str, Field(pattern=LANGUAGE, max_length=LANGUAGE_LENGTH)]


class Part(BaseModel):
    """A mapping inside front matter; keys that we do not know are kept."""

    model_config = ConfigDict(extra="allow")


class Entry(BaseModel):
    """One Markdown file of the library. Unknown front matter keys are kept (``model_extra``).

    Attributes:
        remedies: what to write instead, by field.
        remedy: the same for a field that has none of its own.
    """

    model_config = ConfigDict(extra="allow", validate_assignment=True)

    remedies: ClassVar[dict[str, str]] = {}
    remedy: ClassVar[str] = ""

    body: str = Field("", exclude=True)

    _read: _Read | None = PrivateAttr(default=None)

    @classmethod
    def parse(cls, text: str, path: Path | str = "file") -> Self:
        """Read a library file's text.

        Raises:
            LibraryFault: names the file, the line, the field and what to write instead.
        """
        return cls.of(text, front_matter.split(text, path), path)

    @classmethod
    def of(cls, text: str, parts: front_matter.FrontMatter, path: Path | str) -> Self:
        """Make the entry of a text whose front matter has been split off.

        Raises:
            LibraryFault: as `parse`.
        """
        if "body" in parts.mapping:
            line = parts.line_of("body")
            raise LibraryFault(path, line, "body", "`body` is not a field", "Rename it.")
        try:
            entry = cls(**{str(key): value for key, value in parts.mapping.items()})
        except ValidationError as error:
            raise cls._fault(error, parts, path) from error
        entry.body = parts.body
        entry._read = _Read(text, parts, entry.fields())
        return entry

    @classmethod
    def _fault(
        cls, error: ValidationError, parts: front_matter.FrontMatter, path: Path | str
    ) -> LibraryFault:
        first = error.errors()[0]
        field = str(first["loc"][0])
        where = ".".join(str(part) for part in first["loc"])
        if first["type"] == "missing":
            message = f"`{where}` is missing"
        else:
            given = re.sub(r"\s+", " ", str(first["input"]))[:60]
            message = f"`{where}` cannot be {given!r}: {first['msg']}"
        remedy = cls.remedies.get(field, cls.remedy)
        return LibraryFault(path, parts.line_of(*first["loc"]), field, message, remedy)

    def line_of(self, *where: str | int) -> int:
        """1-based line of a field in the file this was read from; 1 where it is not there.

        Args:
            where: the field, or the way to a value inside it, such as ``"items", 2, "why"``.
        """
        return self._read.parts.line_of(*where) if self._read else 1

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
            if type(self).parse(text).fields() == fields:
                return text
        except (ValueError, LibraryFault):
            pass  # laid out in a way that cannot be changed line by line: written anew
        return front_matter.join(fields, self.body)


@dataclass(frozen=True)
class _Read:
    """The file an entry was read from: its text, its parts, and the fields it had then."""

    text: str
    parts: front_matter.FrontMatter
    fields: dict[str, Any]
