"""What stands for the things of a network, drawn 20 units wide around a point."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from web.rendering.figures.contract import Symbol

SIZE = 20

_VALVE = "M-9-6 9 6V-6L-9 6z"
DRAWINGS: dict[Symbol, str] = {
    "reservoir": '<path d="M-10-8V8H10V-8"/><path class="fig-ink" d="M-10-2H10V8H-10z"/>',
    "works": '<path d="M-10 8V-3L-3-8V-3L4-8V-3H10V8z"/><path d="M-5 4H-1M3 4H6"/>',
    "pump": '<circle r="9"/><path class="fig-ink" d="M-4-5 6 0-4 5z"/>',
    "main": '<path d="M-11-4H11M-11 4H11M-6 0H5M2-2 5 0 2 2"/>',
    "meter": '<circle r="9"/><path d="M0 3 4-4M-5 3H5"/>',
    "valve": f'<path d="{_VALVE}"/>',
    "closed": f'<path class="fig-ink" d="{_VALVE}"/><path d="M0-9V9"/>',
    "zone": '<circle class="fig-cut" r="9"/><path d="M-4 4V-1L0-5 4-1V4z"/>',
    "customer": '<path d="M-10 0 0-8 10 0M-7-2V8H7V-2M-2 8V2H2V8"/>',
    "point": '<circle class="fig-ink" r="4"/>',
}
