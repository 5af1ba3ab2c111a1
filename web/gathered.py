"""Makes web/translations/messages.pot: every text of the pages, for who translates them.

``python -m web.gathered``, or ``make docs``.
"""

from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import write_po

WEB = Path(__file__).parent
TEMPLATE = WEB / "translations" / "messages.pot"
_WHERE = [("**.py", "python"), ("templates/**.html", "jinja2")]
# A template that cannot be read is a fault, not an empty one.
_HOW = {"templates/**.html": {"silent": "false"}}
_FUNCTIONS = {**DEFAULT_KEYWORDS, "lazy_gettext": None}
# Ours, as Babel's own names its version and the minute it ran.
_HEAD = rb"""# Texts of the pages, made by `make docs`.
msgid ""
msgstr ""
"Project-Id-Version: Wellspring\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=utf-8\n"
"Content-Transfer-Encoding: 8bit\n"

"""


def gathered() -> Catalog:
    """Every marked text below ``web/``, with the files it stands in."""
    catalog = Catalog(charset="utf-8")
    found = extract_from_dir(
        WEB,
        _WHERE,
        _HOW,
        keywords=_FUNCTIONS,
        comment_tags=["Translators:"],
        strip_comment_tags=True,
    )
    for name, _line, message, comments, context in found:
        catalog.add(message, None, [(f"web/{name}", 0)], auto_comments=comments, context=context)
    return catalog


def template() -> str:
    """The text of messages.pot: the same for the same texts, whoever makes it and when."""
    out = BytesIO()
    write_po(out, gathered(), omit_header=True, include_lineno=False, width=100)
    return (_HEAD + out.getvalue()).decode()


if __name__ == "__main__":
    sys.stdout.write(template())
