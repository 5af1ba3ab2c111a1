"""What a reader of Rich Text Format remembers, and the words that need no thought."""

from __future__ import annotations

from dataclasses import dataclass, field

__all__ = ["CHARACTERS", "KNOWN", "MAX_DEPTH", "SKIPPED", "Collected", "State"]

MAX_DEPTH = 400
SKIPPED = frozenset(
    [
        "colortbl",
        "pict",
        "objdata",
        "header",
        "headerl",
        "headerr",
        "headerf",
        "footer",
        "footerl",
        "footerr",
        "footerf",
        "themedata",
        "datastore",
        "colorschememapping",
        "latentstyles",
        "listtable",
        "listoverridetable",
        "rsidtbl",
        "generator",
        "xmlnstbl",
        "mmathPr",
        "nonshppict",
        "shprslt",
        "sp",
        "atnid",
        "atnauthor",
        "annotation",
        "atrfstart",
        "atrfend",
        "bkmkstart",
        "bkmkend",
        "pgptbl",
        "filetbl",
        "revtbl",
        "wgrffmtfilter",
        "falt",
        "panose",
        "fname",
        "template",
        "operator",
        "author",
        "company",
        "keywords",
        "doccomm",
        "subject",
        "userprops",
        "pnseclvl",
        "objclass",
        "objname",
        "xe",
        "tc",
        "fontemb",
        "result",
        "formfield",
        "datafield",
        "ftnsep",
        "ftnsepc",
        "aftnsep",
        "aftnsepc",
        "ftncn",
        "aftncn",
        "listname",
        "leveltext",
        "levelnumbers",
        "do",
        "category",
        "manager",
        "hlinkbase",
        "comment",
        "mhtmltag",
        "factoidname",
        "passwordhash",
        "protusertbl",
        "printim",
        "buptim",
    ]
)
# Ignorable groups (\*) whose contents are text all the same.
KNOWN = {
    "shpinst",
    "shptxt",
    "fldinst",
    "mmath",
    "moMath",
    "pn",
    "pntext",
    "listtext",
    "nesttableprops",
}
CHARACTERS = {
    "tab": " ", "emdash": "—", "endash": "–", "bullet": "•", "lquote": "‘", "rquote": "’",
    "ldblquote": "“", "rdblquote": "”", "emspace": " ", "enspace": " ", "qmspace": " ", "zwj":
    "\u200d", "zwnj": "\u200c", "ltrmark": "\u200e", "rtlmark": "\u200f",
}  # fmt: skip


@dataclass
class State:
    """What a group inherits and what ends with it."""

    destination: str = "body"
    code_page: str = "cp1252"
    skip_after_unicode: int = 1
    bold: bool = False
    hidden: bool = False
    script: str = ""
    fresh: bool = True  # nothing but \* has been read in this group yet
    ignorable: bool = False


@dataclass
class Collected:
    """Text gathered for destinations that are not the body."""

    fonts: dict[int, str] = field(default_factory=dict)
    styles: dict[int, tuple[str, int | None]] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    dates: dict[str, dict[str, int]] = field(default_factory=dict)
