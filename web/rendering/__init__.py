"""The one place where Markdown becomes HTML: parsed, split into parts, sanitised, cached."""

from web.rendering.outline import Heading, Outline
from web.rendering.renderer import Renderer
from web.rendering.slugs import heading_slug

__all__ = ["Heading", "Outline", "Renderer", "heading_slug"]
