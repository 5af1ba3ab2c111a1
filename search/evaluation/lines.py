"""Lines of a set's files, each with the place it is named by in a fault."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kb.errors import UsageFault
from kb.library.entry import LANGUAGE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@dataclass(frozen=True)
class Line:
    """One line that holds something.

    Attributes:
        place: folder, file and 1-based number, as a fault names it.
        text: without its line end.
    """

    place: str
    text: str

    def fault(self, message: str, remedy: str) -> UsageFault:
        """A fault that names this line."""
        return UsageFault(f"{self.place}: {message}", remedy)

    def record(self) -> dict[str, Any]:
        """The JSON object that the line holds.

        Raises:
            UsageFault: it holds none.
        """
        remedy = 'Write one JSON object on each line, such as {"_id": "1", "text": "…"}.'
        try:
            found = json.loads(self.text)
        except (ValueError, RecursionError) as error:
            raise self.fault("This is not JSON", remedy) from error
        if not isinstance(found, dict):
            raise self.fault("This is not a JSON object", remedy)
        return found

    def identity(self, record: dict[str, Any], field: str = "_id") -> str:
        """The id in a record; a number is taken as it is written.

        Raises:
            UsageFault: there is none.
        """
        value = record.get(field)
        if isinstance(value, bool) or not isinstance(value, str | int) or str(value) == "":
            raise self.fault(f"`{field}` is missing or no id", f'Add "{field}": "…".')
        return str(value)

    def string(self, record: dict[str, Any], field: str, default: str | None = None) -> str:
        """A text in a record.

        Raises:
            UsageFault: it is no text, or missing where there is no default.
        """
        value = record.get(field)
        value = default if value is None else value
        if not isinstance(value, str):
            raise self.fault(f"`{field}` is missing or no text", f'Write "{field}": "…".')
        return value

    def language(self, record: dict[str, Any]) -> str:
        """A record's language; empty where it names none.

        Raises:
            UsageFault: it is no BCP 47 code.
        """
        value = self.string(record, "language", "")
        if value and not re.fullmatch(LANGUAGE, value):
            raise self.fault(f"`language` cannot be {value[:60]!r}", "Use a code such as `en`.")
        return value


def lines(path: Path) -> Iterator[Line]:
    """Lines of a file that hold something.

    Raises:
        UsageFault: no such file, not readable, or not UTF-8.
    """
    name = f"{path.parent.name}/{path.name}"
    try:
        with path.open(encoding="utf-8-sig", newline="\n") as stream:
            for number, text in enumerate(stream, start=1):
                if text.strip():
                    yield Line(f"{name}:{number}", text.rstrip("\r\n"))
    except UnicodeDecodeError as error:
        raise UsageFault(f"{name} is not UTF-8 text", "Save it as UTF-8.") from error
    except FileNotFoundError as error:
        remedy = "A set is a folder with corpus.jsonl, queries.jsonl and qrels.tsv."
        raise UsageFault(f"There is no {path}", remedy) from error
    except OSError as error:
        raise UsageFault(
            f"{path} cannot be read ({error.strerror})", "Make it readable."
        ) from error
