"""Which scripts a page carries that are not the site's own."""

from __future__ import annotations

import re

OURS = re.compile(r'<script src="/static/[0-9a-f]{12}/[a-z0-9.-]+\.js" defer></script>')


def foreign_scripts(html: str) -> list[str]:
    """Beginnings of every script that is not a file of ours, deferred, in the page's head.

    In the body there is none, so nothing that a document holds can pass for one of ours.
    """
    head, _end, body = html.partition("</head>")
    return re.findall(r"(?i)<script.{0,60}", OURS.sub("", head) + body)
