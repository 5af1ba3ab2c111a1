"""The one place where Markdown becomes HTML: parsed, split into parts, sanitised, cached."""

from web.rendering.outline import Heading, Outline
from web.rendering.renderer import Renderer
from web.rendering.slugs import heading_slug
from web.rendering.terms import TermMarks

__all__ = ["Heading", "Outline", "Renderer", "TermMarks", "heading_slug"]
