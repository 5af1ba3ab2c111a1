"""YAML front matter: split from the body, and changed without touching any other line.

YAML 1.2 (ruamel.yaml), so that ``country: NO`` is Norway and not ``False``.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap
from ruamel.yaml.constructor import RoundTripConstructor
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.representer import RoundTripRepresenter

from kb.errors import LibraryFault

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ruamel.yaml.nodes import ScalarNode

BYTE_ORDER_MARK = "\ufeff"
MOST_VALUES = 5000
MOST_BRACKETS = 500  # the parser's time grows with the square of what is nested
_BLOCK = re.compile(r"\A---[ \t]*\n(?P<yaml>.*?)^---[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
# Neither a database nor a page takes these, and a person cannot see them to remove them.
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


@dataclass
class FrontMatter:
    """A file's mapping and body, line ends and byte order mark made uniform.

    Attributes:
        mapping: the YAML mapping.
        body: everything after the closing ``---`` line.
        raw: the YAML as it stands in the file.
    """

    mapping: CommentedMap
    body: str
    raw: str = ""

    def line_of(self, *where: str | int) -> int:
        """1-based line of a value in the file; of what is around it where it is not there.

        Args:
            where: the way to it: a field, then keys and places in lists, counted from 0.
        """
        line, around = 1, self.mapping
        for key in where:
            try:
                position = around.lc.key(key) if isinstance(key, str) else around.lc.item(key)
                line, around = int(position[0]) + 2, around[key]
            except (KeyError, IndexError, AttributeError, TypeError):
                break
        return line


class _Constructor(RoundTripConstructor):
    """Leaves ``2023-13-45`` a string, so that the field that is no date can be named."""

    def construct_yaml_timestamp(self, node: ScalarNode, values: Any = None) -> Any:
        try:
            return super().construct_yaml_timestamp(node, values)
        except ValueError:
            return node.value


_Constructor.add_constructor(
    "tag:yaml.org,2002:timestamp",
    _Constructor.construct_yaml_timestamp,
)


class _Representer(RoundTripRepresenter):
    """Writes a date out wherever it stands: an alias of one is no value that people can read."""

    def ignore_aliases(self, data: Any) -> bool:
        return isinstance(data, date) or bool(super().ignore_aliases(data))


def _yaml() -> YAML:
    yaml = YAML(typ="rt")
    yaml.Representer = _Representer
    yaml.Constructor = _Constructor
    yaml.width = 4096
    yaml.preserve_quotes = True
    yaml.allow_unicode = True
    return yaml


def split(text: str, path: Path | str) -> FrontMatter:
    """Split a library file into mapping and body.

    Raises:
        LibraryFault: no front matter, or YAML that does not parse, with its line.
    """
    text = text.removeprefix(BYTE_ORDER_MARK).replace("\r\n", "\n")
    block = _BLOCK.match(text)
    if block is None:
        raise LibraryFault(
            path, 1, "", "There is no front matter", "Begin the file with `---`, fields, `---`."
        )
    if block["yaml"].count("[") + block["yaml"].count("{") > MOST_BRACKETS:
        raise LibraryFault(path, 1, "", "There are too many brackets", "Write lists with dashes.")
    try:
        mapping = _yaml().load(block["yaml"])
    except (YAMLError, ValueError, RecursionError) as error:
        raise _not_yaml(error, block["yaml"], path) from error
    if not isinstance(mapping, CommentedMap):
        raise LibraryFault(
            path, 1, "", "The front matter is not a list of fields", "Write `field: value` lines."
        )
    parts = FrontMatter(mapping, text[block.end() :], block["yaml"])
    _check_values(parts, path)
    return parts


def _not_yaml(error: Exception, raw: str, path: Path | str) -> LibraryFault:
    line, problem = 1, str(error)
    if isinstance(error, MarkedYAMLError):
        problem = error.problem or error.context or problem
        line = error.problem_mark.line + 2 if error.problem_mark else 1
    elif (position := getattr(error, "position", None)) is not None:
        line = raw.count("\n", 0, position) + 2
    problem = " ".join(problem.split())
    return LibraryFault(
        path, line, "", f"The front matter is not YAML: {problem}", "Mend that line."
    )


def _check_values(parts: FrontMatter, path: Path | str) -> None:
    """No invisible characters, and no more values than people write (aliases can multiply)."""
    count = 0
    for field, value in parts.mapping.items():
        for leaf in _leaves(value):
            count += 1
            if count > MOST_VALUES:
                raise LibraryFault(
                    path, parts.line_of(field), str(field), "There are too many values", "Cut it."
                )
            if isinstance(leaf, str) and CONTROL.search(leaf):
                raise LibraryFault(
                    path,
                    parts.line_of(field),
                    str(field),
                    f"`{field}` holds a control character",
                    "Type the value again.",
                )


def _leaves(value: Any) -> Iterator[Any]:
    """Every value in a structure; one that holds itself goes on for ever, so take only so many."""
    pending = [value]
    while pending:
        current = pending.pop()
        yield current
        if isinstance(current, dict):
            pending += [*current.keys(), *current.values()]
        elif isinstance(current, list):
            pending += current


def join(fields: dict[str, Any], body: str) -> str:
    """Put fields and a body together as a new library file's text."""
    return f"---\n{_dump(fields)}---\n{body}"


def revise(raw: str, changed: dict[str, Any], removed: set[str]) -> str:
    """Front matter with fields changed, added and removed, every other line as it stands.

    Args:
        raw: the YAML as it stands.
        changed: new values by top-level field.
        removed: fields to take out.

    Raises:
        ValueError: the YAML is laid out so that a field has no lines of its own.
    """
    lines = raw.splitlines(keepends=True)
    spans = _spans(raw, lines)
    for field, (start, end) in sorted(spans.items(), key=lambda item: -item[1][0]):
        if field in removed:
            lines[start:end] = []
        elif field in changed:
            lines[start:end] = [_revise_field("".join(lines[start:end]), field, changed[field])]
    added = {field: value for field, value in changed.items() if field not in spans}
    return "".join(lines) + (_dump(added) if added else "")


def _spans(raw: str, lines: list[str]) -> dict[str, tuple[int, int]]:
    """First line and line after the last of each top-level field, comments between left out."""
    mapping = _yaml().load(raw)
    if mapping.fa.flow_style() or mapping.merge or not all(isinstance(key, str) for key in mapping):
        raise ValueError("not one field a line")
    starts = sorted((mapping.lc.key(key)[0], key) for key in mapping)
    spans = {}
    for (start, key), (following, _) in pairwise([*starts, (len(lines), "")]):
        end = following
        while end > start + 1 and (lines[end - 1].startswith("#") or not lines[end - 1].strip()):
            end -= 1
        spans[key] = (start, end)
    return spans


def _revise_field(text: str, field: str, value: Any) -> str:
    try:
        mapping = _yaml().load(text)
    except YAMLError as error:  # an alias of something said in another field
        raise ValueError("not a field of its own") from error
    mapping[field] = _merged(mapping[field], value)
    return _dump(mapping)


def _merged(old: Any, new: Any) -> Any:
    """The new value, in the old one's mapping where both are one: its comments stay."""
    if not isinstance(old, dict) or not isinstance(new, dict):
        return old if old == new else new
    for key in [key for key in old if key not in new]:
        del old[key]
    for key, value in new.items():
        old[key] = _merged(old[key], value) if key in old else value
    return old


def _dump(mapping: dict[str, Any]) -> str:
    stream = io.StringIO()
    _yaml().dump(mapping, stream)
    return stream.getvalue()
