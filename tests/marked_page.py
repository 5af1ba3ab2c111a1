"""A page of the documentation that a command writes a part of, between two comments."""

from __future__ import annotations

from typing import NamedTuple


class Markers(NamedTuple):
    """The comments that stand around what a command writes."""

    begin: str
    end: str

    @classmethod
    def of(cls, command: str) -> Markers:
        """The markers of one command."""
        return cls(*(f"<!-- made by `{command}`: {place} -->" for place in ("begin", "end")))

    def written(self, page: str, tables: str) -> str:
        """A page with what stands between the markers replaced.

        Raises:
            ValueError: the page has no markers, or not in their order.
        """
        before, begin, rest = page.partition(self.begin)
        _, end, after = rest.partition(self.end)
        if not begin or not end:
            raise ValueError(f"the page has no `{self.begin}` … `{self.end}`")
        return f"{before}{begin}\n\n{tables}\n\n{end}{after}"
