"""Finds the figures of a page, after it was sanitised, and puts pictures in their place."""

from __future__ import annotations

import html
import re

import structlog
from markupsafe import Markup, escape

from kb.library.figures import FigureFault
from web.rendering.figures.frame import figure_html
from web.rendering.figures.reading import parse
from web.translation import gettext, in_digits, page_language

CSS_CLASS = "figure"
"""Of the code block that holds a figure's YAML on its way through the sanitiser."""
MOST_FIGURES = 30
_BLOCK = re.compile(
    rf'<pre(?: tabindex="0"| class="{CSS_CLASS}")+><code>(?P<yaml>.*?)</code></pre>', re.DOTALL
)
_TAG = re.compile(r"<[^>]*>")


def draw_figures(page: Markup) -> Markup:
    """A page's figures drawn; one that cannot be stays the code it is, with the reason.

    Args:
        page: sanitised HTML. A document may write such a block as HTML too: it is read all the
            same, and nothing of it but escaped words comes out.
    """
    if f'class="{CSS_CLASS}"' not in page:
        return page
    drawn = 0

    def replaced(match: re.Match[str]) -> str:
        nonlocal drawn
        if CSS_CLASS not in match[0][: match.start("yaml") - match.start()]:
            return match[0]
        drawn += 1
        return _drawn(match, drawn)

    return Markup(_BLOCK.sub(replaced, str(page)))  # noqa: S704  # sanitised, or escaped by us


def _drawn(match: re.Match[str], number: int) -> str:
    if number > MOST_FIGURES:
        most = in_digits(MOST_FIGURES)
        return _code(match, gettext("A page shows %(number)s figures at most", number=most))
    try:
        return figure_html(parse(html.unescape(_TAG.sub("", match["yaml"]))), number)
    except FigureFault as fault:
        return _code(match, str(fault))
    except Exception:  # noqa: BLE001  # whatever a figure does to us, the document can be read
        structlog.get_logger().exception("figure_not_drawn")
        return _code(match, gettext("Something went wrong here"))


def _code(match: re.Match[str], reason: str) -> str:
    said = escape(gettext("Not drawn: %(reason)s", reason=reason))
    return f'{match[0]}<p class="fig-fault" lang="{page_language()}">{said}</p>'
