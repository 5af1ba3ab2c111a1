"""Figures of a document: fenced blocks of YAML that the site draws and search reads as prose.

Documents come from anywhere, so the YAML is read with limits: no aliases, no tags, and no more
text, values and levels than people write.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from kb.errors import KbError

if TYPE_CHECKING:
    from collections.abc import Iterator

FENCE = "figure"
MOST_CHARACTERS = 8000
_MOST_EVENTS = 1500
_DEEPEST = 14
# What neither a page nor an index takes: control characters, halves of characters, non-characters.
_INVISIBLE = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
_SENTENCE_ENDS = (".", "!", "?", "…", "。", "؟", "।")


class FigureFault(KbError):
    """A figure that cannot be drawn.

    Attributes:
        field: what it is about, such as ``steps.2.name``; empty where the whole block is meant.
        line: 1-based line in the block; 0 where that is not known.
    """

    def __init__(self, message: str, remedy: str = "", *, field: str = "", line: int = 0) -> None:
        super().__init__(message, remedy)
        self.field = field
        self.line = line


def is_figure(info: str) -> bool:
    """Whether a fence with these words after its marks (``figure``) holds a figure."""
    return info.split()[:1] == [FENCE]


def load(text: str) -> dict[str, Any]:
    """The fields of a figure's YAML, not checked any further.

    Raises:
        FigureFault: it is not YAML, not a list of fields, or holds what a figure never needs.
    """
    if len(text) > MOST_CHARACTERS:
        raise FigureFault(
            f"The figure has more than {MOST_CHARACTERS:,} characters", "Draw less in one figure."
        )
    if found := _INVISIBLE.search(text):
        line = text.count("\n", 0, found.start()) + 1
        raise FigureFault(f"Line {line} holds a control character", "Type it again.", line=line)
    try:
        _check_events(text)
        fields = YAML(typ="safe", pure=True).load(text)
    except (YAMLError, ValueError, ArithmeticError, RecursionError) as error:
        raise _not_yaml(error) from error
    if not isinstance(fields, dict):
        raise FigureFault("The figure is not a list of fields", "Write `field: value` lines.")
    return {str(key): value for key, value in fields.items()}


def prose(text: str) -> str:
    """A figure's title and the text that says in words what it shows.

    Raises:
        FigureFault: it has neither, or cannot be read.
    """
    fields = load(text)
    parts = [fields.get(name) for name in ("title", "text")]
    said = [" ".join(part.split()) for part in parts if isinstance(part, str)]
    if not any(said):
        raise FigureFault("The figure has no words", "Write `title: …` and `text: …`.")
    return " ".join(_sentences(said))


def _sentences(parts: list[str]) -> Iterator[str]:
    for part in filter(None, parts):
        yield part if part.endswith(_SENTENCE_ENDS) else f"{part}."


def _check_events(text: str) -> None:
    """Refuse what grows when it is built, before it is built."""
    depth = 0
    for count, event in enumerate(YAML(typ="safe", pure=True).parse(text)):
        kind, line = type(event).__name__, event.start_mark.line + 1
        depth += kind.endswith("StartEvent") - kind.endswith("EndEvent")
        if kind == "AliasEvent" or getattr(event, "anchor", None) is not None:
            raise FigureFault(
                f"Line {line} uses an anchor or alias (`&` or `*`)",
                "Write the words out, or put them in quotes.",
                line=line,
            )
        if getattr(event, "tag", None) is not None:
            raise FigureFault(
                f"Line {line} uses a tag (`!`)", "Put the words in quotes.", line=line
            )
        if count > _MOST_EVENTS or depth > _DEEPEST:
            raise FigureFault("The figure holds too much", "Draw less in one figure.", line=line)


def _not_yaml(error: Exception) -> FigureFault:
    line, problem = 0, str(error)
    if isinstance(error, MarkedYAMLError):
        problem = error.problem or error.context or problem
        line = error.problem_mark.line + 1 if error.problem_mark else 0
    problem = " ".join(problem.split())[:120]
    where = f" at line {line}" if line else ""
    return FigureFault(
        f"The figure is not YAML{where}: {problem}",
        "Mend that line; words with `: ` or `#` in them go in quotes.",
        line=line,
    )
