"""A fault of the starter library, told so that its writer can mend it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, order=True)
class Fault:
    """One thing to mend.

    Attributes:
        path: the file, relative to ``content/``; empty where the library as a whole is meant.
        line: 1-based line in the file; 0 where the whole file is meant.
        message: what is wrong.
        remedy: what to write instead.
    """

    path: str
    line: int
    message: str
    remedy: str

    def __str__(self) -> str:
        """One line: place, what is wrong, what to write instead."""
        place = ":".join(part for part in (self.path, str(self.line or "")) if part)
        return f"{place or 'library'}: {self.message}. {self.remedy}"


def require_none(faults: Iterable[Fault]) -> None:
    """Fail the test with one line a fault."""
    told = [str(fault) for fault in sorted(faults)]
    if told:
        pytest.fail("\n".join(told), pytrace=False)
