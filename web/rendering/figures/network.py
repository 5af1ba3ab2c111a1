"""A schematic: cards on a grid, and links that end at their edges."""

from __future__ import annotations

from typing import TYPE_CHECKING

from web.rendering.figures.canvas import Canvas
from web.rendering.figures.lettering import NAME, NOTE, is_right_to_left
from web.rendering.figures.network_layout import PAD, Layout
from web.rendering.figures.symbols import DRAWINGS, SIZE

if TYPE_CHECKING:
    from web.rendering.figures.canvas import Point
    from web.rendering.figures.contract import Network, Node


def draw(figure: Network) -> Canvas:
    """The picture of a network: links first, then the cards that cover their ends."""
    layout = Layout.of(figure)
    canvas = Canvas(layout.width, mirrored=is_right_to_left(figure.title))
    nodes = {node.id: node for node in figure.nodes}
    for link in figure.links:
        start, end = nodes[link.start], nodes[link.end]
        closed = "closed" in {start.symbol, end.symbol}
        points = [layout.center(start.id), _edge(layout, start.id, end.id)]
        canvas.line(points, "fig-cut" if closed else "fig-line", arrow=not closed)
    for label in layout.labels:
        corner = (label.center[0] - label.width / 2 - 2, label.top)
        canvas.rectangle(corner, (label.width + 4, label.height), "fig-paper")
        at = (label.center[0], label.top)
        canvas.words(at, label.lines, style=NOTE, side="middle")
    for node in figure.nodes:
        _card(canvas, layout, node)
    return canvas


def _card(canvas: Canvas, layout: Layout, node: Node) -> None:
    x, y = layout.center(node.id)
    height = layout.card_height(node.id)
    top = y - height / 2
    css = "fig-zone" if node.symbol == "zone" else "fig-box"
    canvas.rectangle((x - layout.card / 2, top), (layout.card, height), css)
    lines = layout.names[node.id]
    own = SIZE + PAD / 2 + NAME.height(lines)
    symbol = y - own / 2 + SIZE / 2
    canvas.symbol((x, symbol), DRAWINGS[node.symbol])
    canvas.words((x, symbol + SIZE / 2 + PAD / 2), lines, side="middle")


def _edge(layout: Layout, start: str, end: str) -> Point:
    """Where the line from one card's middle meets the other card."""
    (x, y), (from_x, from_y) = layout.center(end), layout.center(start)
    dx, dy = from_x - x, from_y - y
    half_width, half_height = layout.card / 2, layout.card_height(end) / 2
    across = half_width / abs(dx) if dx else 1.0
    along = half_height / abs(dy) if dy else 1.0
    part = min(across, along)
    return x + part * dx, y + part * dy
