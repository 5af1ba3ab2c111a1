"""Figures: ``figure`` blocks of YAML drawn as small SVG that everybody can read."""

from kb.library.figures import FigureFault
from web.rendering.figures.blocks import CSS_CLASS, draw_figures
from web.rendering.figures.contract import Figure
from web.rendering.figures.frame import figure_html
from web.rendering.figures.reading import parse

__all__ = ["CSS_CLASS", "Figure", "FigureFault", "draw_figures", "figure_html", "parse"]
