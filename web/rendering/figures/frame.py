"""What stands around a picture: its title, and what it shows in words and in a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape

from web.rendering.figures import bars, breakdown, chain, line, network
from web.rendering.figures.canvas import PHONE
from web.rendering.figures.contract import Bars, Breakdown, Line
from web.rendering.figures.line_axes import Axes
from web.rendering.figures.numbers import shown
from web.translation import gettext, in_digits, page_language

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from web.rendering.figures.canvas import Canvas
    from web.rendering.figures.contract import Figure

_DRAW: dict[str, Callable[[Any], Canvas]] = {
    "chain": chain.draw,
    "breakdown": breakdown.draw,
    "network": network.draw,
    "bars": bars.draw,
    "line": line.draw,
}


def figure_html(figure: Figure, number: int) -> Markup:
    """The whole ``<figure>``.

    Args:
        figure: what to draw.
        number: which it is on its page; its ids begin with it. No heading can have such an id, as
            those have no underscores.
    """
    canvas = _DRAW[figure.type](figure)
    picture = canvas.svg(f"figure_{number}", figure.title, figure.text)
    if canvas.width > PHONE:
        picture = _box(picture, gettext("Figure %(number)s", number=in_digits(number)))
    unit = figure.unit if isinstance(figure, Bars | Breakdown) else None
    after = f' <span class="fig-unit">({escape(unit)})</span>' if unit else ""
    table = _table(figure, number)
    summary = gettext("In words and numbers") if table else gettext("In words")
    return Markup(  # noqa: S704  # everything of the document's is escaped
        f'<figure class="fig"><figcaption dir="auto">{escape(figure.title)}{after}</figcaption>'
        f'{picture}<details><summary lang="{page_language()}">{escape(summary)}</summary>'
        f'<p dir="auto">{escape(figure.text)}</p>{table}</details></figure>'
    )


def _box(content: str, label: str) -> str:
    """What is wider than a phone scrolls in a box that the keyboard reaches."""
    return f'<section class="scroll" tabindex="0" aria-label="{escape(label)}">{content}</section>'


def _table(figure: Figure, number: int) -> str:
    """The plotted values of bars and lines."""
    match figure:
        case Bars():
            head = ["", figure.unit or ""]
            rows = [(name, [shown(value)]) for name, value in figure.values.items()]
        case Line():
            unit = f" ({figure.y.unit})" if figure.y.unit else ""
            head = [figure.x, *(name + unit for name in figure.series)]
            rows = list(_line_rows(figure))
        case _:
            return ""
    label = gettext("Values of figure %(number)s", number=in_digits(number))
    return _box(_table_html(head, rows), label)


def _line_rows(figure: Line) -> Iterable[tuple[str, list[str]]]:
    held = [dict(points) for points in figure.series.values()]
    axes = Axes.of(figure, (0, 1), PHONE)
    for x in sorted({x for points in held for x in points}):
        values = [points.get(x) for points in held]
        yield axes.name(x), ["–" if value is None else shown(value) for value in values]


def _table_html(head: Sequence[str], rows: Iterable[tuple[str, list[str]]]) -> str:
    cells = "".join(
        f'<th scope="col">{escape(name)}</th>' if name else "<td></td>" for name in head
    )
    body = "".join(
        f'<tr><th scope="row">{escape(name)}</th>'
        + "".join(f'<td class="right">{escape(value)}</td>' for value in values)
        + "</tr>"
        for name, values in rows
    )
    return f'<table dir="auto"><thead><tr>{cells}</tr></thead><tbody>{body}</tbody></table>'
