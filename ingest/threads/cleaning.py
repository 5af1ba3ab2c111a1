"""The text of a post in any markup as safe Markdown of the library.

What comes out has no raw HTML, no link but to the web, a mailbox or a telephone, and nothing that
reaches beyond its post: code blocks are closed, and references are written where they are used.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ingest.converters.text_repair import repair_text
from ingest.threads.html_posts import html_post_to_markdown
from ingest.threads.markdown_posts import safe_markdown
from ingest.threads.mojibake import mend_mojibake
from ingest.threads.plain_posts import plain_to_markdown

if TYPE_CHECKING:
    from ingest.threads.base import Markup

_NEWLINES = re.compile(r"\r\n?")
_EMPTY_START = re.compile(r"\A(?:[ \t]*\n)+")
_WRITERS = {
    "markdown": safe_markdown,
    "html": html_post_to_markdown,
    "plain": plain_to_markdown,
}


def clean(text: str, markup: Markup) -> str:
    """Markdown without empty lines at its ends, as `kb.library.thread.Post.text` wants it.

    Args:
        text: as its platform has it.
        markup: what it is written in. Plain text keeps its lines.
    """
    repaired = repair_text(mend_mojibake(_NEWLINES.sub("\n", text)))
    return _EMPTY_START.sub("", repair_text(_WRITERS[markup](repaired))).rstrip()
