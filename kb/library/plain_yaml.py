"""YAML as people write lists of things: texts, lists and fields, each value a text.

Every value is the text that stands there, so that ``no`` is Norwegian and not ``False``. libyaml's
events are taken one by one: building a tree with it would crash on what is nested too deeply, and
ruamel.yaml needs a second for a file of 250 kB.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import yaml

from kb.errors import LibraryFault

if TYPE_CHECKING:
    from pathlib import Path

DEEPEST = 8
MOST_CHARACTERS = 4_000_000
# What neither a database nor a page takes, and a person cannot see to remove.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

Where = tuple[str | int, ...]


@dataclass(frozen=True)
class PlainYaml:
    """What a file says, and on which line.

    Attributes:
        value: texts, lists and dictionaries in each other; ``None`` where the file is empty.
        lines: 1-based line of each value, by the way to it: fields, and places counted from 0.
    """

    value: Any
    lines: dict[Where, int]

    def line_of(self, where: Where) -> int:
        """1-based line of a value; of what is around it where it is not there."""
        return next(
            (self.lines[where[:n]] for n in range(len(where), -1, -1) if where[:n] in self.lines), 1
        )


def read(text: str, path: Path | str) -> PlainYaml:
    """Read a file's text.

    Raises:
        LibraryFault: it is not YAML, or holds what no such list needs, with the line.
    """
    if len(text) > MOST_CHARACTERS:
        message = f"The file has more than {MOST_CHARACTERS:,} characters"
        raise LibraryFault(path, 0, "", message, "Write shorter texts, or fewer.")
    if found := _CONTROL.search(text):
        line = text.count("\n", 0, found.start()) + 1
        raise LibraryFault(path, line, "", "A control character stands here", "Type it again.")
    builder = _Builder(path)
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            builder.take(event)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = " ".join(str(getattr(error, "problem", None) or error).split())
        remedy = "Mend that line; words with `: ` or `#` in them go in quotes."
        line = mark.line + 1 if mark else 1
        raise LibraryFault(path, line, "", f"This is not YAML: {problem}", remedy) from error
    return PlainYaml(builder.value, builder.lines)


@dataclass
class _Builder:
    """Builds the value from the parser's events."""

    path: Path | str
    value: Any = None
    lines: dict[Where, int] = field(default_factory=dict)
    documents: int = 0
    open: list[tuple[Any, Where]] = field(default_factory=list)
    key: list[str | None] = field(default_factory=list)  # of each open one, the field to come

    def take(self, event: Any) -> None:
        """Take the next event in."""
        line = event.start_mark.line + 1
        if isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                raise self._fault(line, "A second document begins here", "Take `---` out.")
        elif isinstance(event, yaml.CollectionEndEvent):
            self.open.pop()
            self.key.pop()
        elif isinstance(event, yaml.NodeEvent):
            self._node(event, line)

    def _node(self, event: Any, line: int) -> None:
        if event.anchor is not None:
            remedy = "Write the words out, or put them in quotes."
            raise self._fault(line, "An anchor or alias (`&` or `*`) stands here", remedy)
        if event.tag not in {None, "!"}:
            raise self._fault(line, "A tag (`!`) stands here", "Put the words in quotes.")
        if isinstance(event, yaml.ScalarEvent):
            self._put(event.value, line)
            return
        value: Any = [] if isinstance(event, yaml.SequenceStartEvent) else {}
        where = self._put(value, line)
        self.open.append((value, where))
        self.key.append(None)
        if len(self.open) > DEEPEST:
            raise self._fault(line, "Too much is nested here", "Look at the line's brackets.")

    def _put(self, value: Any, line: int) -> Where:
        """Give a value its place; returns the way to it."""
        if not self.open:
            self.value = value
            where: Where = ()
        else:
            around, above = self.open[-1]
            if isinstance(around, list):
                where = (*above, len(around))
                around.append(value)
            elif (key := self.key[-1]) is None:
                return self._field(value, line, around, above)
            else:
                where, around[key], self.key[-1] = (*above, key), value, None
        self.lines[where] = line
        return where

    def _field(self, name: Any, line: int, around: dict[str, Any], above: Where) -> Where:
        if not isinstance(name, str):
            raise self._fault(line, "A field's name must be a word", "Write `name: value`.")
        if name in around:
            raise self._fault(line, f"`{name}` stands here twice", "Keep one of them.")
        self.key[-1] = name
        return above

    def _fault(self, line: int, message: str, remedy: str) -> LibraryFault:
        return LibraryFault(self.path, line, "", message, remedy)
