"""Makes docs/settings.md from the settings themselves: ``python -m web.docs``, or ``make docs``."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, Literal, get_args, get_origin

from kb.settings import Settings

if TYPE_CHECKING:
    from pydantic.fields import FieldInfo

_HEAD = """# Settings

Every setting is an environment variable with a default; there is no configuration file.
`kb settings` shows the values that hold here. A value that does not fit stops the command with one
line that names the variable.

This page is made from `kb/settings.py` by `make docs`.

| Variable | Default | What it does |
| --- | --- | --- |
"""
_BOUNDS = {"ge": "at least", "gt": "more than", "le": "at most", "lt": "less than"}


def settings_page() -> str:
    """The text of docs/settings.md."""
    rows = (_row(name, field) for name, field in Settings.model_fields.items())
    return _HEAD + "".join(rows)


def _row(name: str, field: FieldInfo) -> str:
    default = "" if field.default is None else str(field.default)
    shown = f"`{default}`" if default else "none"
    meaning = " ".join(part for part in (field.description or "", _limits(field)) if part)
    return f"| `KB_{name.upper()}` | {shown} | {_cell(meaning)} |\n"


def _limits(field: FieldInfo) -> str:
    """The values a field takes, where it does not take any: ``One of …`` or ``At least 1.``."""
    annotation: Any = field.annotation
    if get_origin(annotation) is Literal:
        return "One of " + ", ".join(f"`{value}`" for value in get_args(annotation)) + "."
    bounds = [
        f"{words} {getattr(rule, bound)}"
        for rule in field.metadata
        for bound, words in _BOUNDS.items()
        if hasattr(rule, bound)
    ]
    return (" and ".join(bounds).capitalize() + ".") if bounds else ""


def _cell(text: str) -> str:
    """Text that cannot end its table cell."""
    return text.replace("|", "\\|")


if __name__ == "__main__":
    sys.stdout.write(settings_page())
