"""Where the nodes of a network stand: columns and rows, counted from 0."""

from __future__ import annotations

Place = tuple[int, int]

_HALF = 0.44  # of a node's card, in columns and rows: at most that, however it is laid out
_STEPS = 60


def runs_across(start: Place, end: Place, node: Place) -> bool:
    """Whether a straight link between two places touches the card of a third."""
    for step in range(_STEPS + 1):
        part = step / _STEPS
        column = start[0] + part * (end[0] - start[0])
        row = start[1] + part * (end[1] - start[1])
        if abs(column - node[0]) < _HALF and abs(row - node[1]) < _HALF:
            return True
    return False
