"""Measure the PDF converter: the EPANET manual's PDF against the RST it was printed from.

Run it with ``python tests/ingest/converters/pdf/epanet_bars.py``; it prints the figures that
``test_epanet_bars.py`` holds. Read by eye and by rule, never copied into this repository.
"""

from __future__ import annotations

import re
import sys
import time
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[4]
SAMPLES = REPOSITORY.parent / "shared" / "samples" / "documents"
MANUAL = SAMPLES / "EPANET_User's_Manual_2.2.0.pdf"
SOURCE = SAMPLES / "epanet-rst-source"
# The order in which the LaTeX build includes them (index_latex.rst, back_matter.rst).
ORDER = (
    "disclaimer", "Acknowledgments", "acronyms", "front_matter", "1_introduction", "2_quickstart",
    "3_network_model", "4_EPANET_workspace", "5_projects", "6_objects", "7_map",
    "8_analyzing_network", "9_viewing_results", "10_printing_copying", "11_importing_exporting",
    "12_analysis_algorithms", "13_questions", "references", "A_units", "B_error_messages",
    "C_command_line_EPANET",
)  # fmt: skip

_ADORNMENT = re.compile(r"([=\-~^\"'`#*+.:_])\1{2,}\s*$")
_DIRECTIVE = re.compile(r"\s*\.\.\s+([\w-]+)::\s*(.*)$")
_COMMENT = re.compile(r"\s*\.\.(\s+(?!\[)|$)")
_NOT_PROSE = {
    "raw", "math", "toctree", "tabularcolumns", "image", "literalinclude", "code-block", "code",
    "include", "highlight", "csv-table", "list-table",
}  # fmt: skip


@dataclass
class Source:
    """What the RST says: titles, prose words, captions, and the words of every table."""

    titles: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    captions: list[str] = field(default_factory=list)
    tables: list[Counter[str]] = field(default_factory=list)


@dataclass(frozen=True)
class Figures:
    """The measured bars, shares between 0 and 1."""

    titles: float
    words: float
    tables: float
    captions: float
    false_headings: int
    true_headings: int
    pages_per_second: float
    missing: tuple[str, ...]
    invented: tuple[str, ...]
    poor_tables: tuple[str, ...]


def words_of(text: str) -> list[str]:
    """Letters and figures only, small, so that quotes and dashes do not count."""
    return re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", text).casefold())


def key(title: str) -> str:
    """A title without its number, marks and spaces."""
    title = re.sub(r"^\s*(?:chapter|appendix)?\s*(?:[A-Z]|\d+)(?:\.\d+)*\.?\s+", "", title)
    return "".join(words_of(title))


def lcs(one: list[str], other: list[str]) -> int:
    """Length of the longest common subsequence, bit-parallel (Hyyrö 2004)."""
    places: dict[str, int] = {}
    for index, word in enumerate(one):
        places[word] = places.get(word, 0) | (1 << index)
    full = (1 << len(one)) - 1
    row = full
    for word in other:
        match = row & places.get(word, 0)
        row = ((row + match) | (row - match)) & full
    return len(one) - row.bit_count()


def read_source() -> Source:
    """Read the whole RST in the order of the printed manual."""
    source = Source()
    for name in ORDER:
        lines = _included(SOURCE / f"{name}.rst")
        _read(lines, source)
    return source


def _included(path: Path) -> list[str]:
    lines: list[str] = []
    for line in path.read_text("utf-8-sig").expandtabs(4).splitlines():
        if "include:: input_keywords.rst" in line:
            lines += _included(SOURCE / "input_keywords.rst")
        else:
            lines.append(line.rstrip())
    return lines


def _read(lines: list[str], source: Source) -> None:
    index = 0
    while index < len(lines):
        line = lines[index]
        directive = _DIRECTIVE.match(line)
        if directive and directive[1] in _NOT_PROSE:
            index = _past_block(lines, index)
        elif directive and directive[1] in ("figure", "table"):
            index = _captioned(lines, index, directive, source)
        elif directive and directive[1] == "only":
            index += 1  # its titles are printed too, by the raw LaTeX that follows
        elif _COMMENT.match(line) or re.match(r"\s*:\w+:", line):
            index += 1
        elif re.match(r"\s*\+[-=+]+\+$", line) or re.match(r"\s*={2,}( +=+)+$", line):
            index = _table(lines, index, source)
        elif _is_title(lines, index):
            source.titles.append(line.strip())
            source.words += words_of(_plain(line))
            index += 2
        else:
            if not _ADORNMENT.match(line.strip() or "x"):
                source.words += words_of(_plain(_paragraph_tail(line)))
            index = _past_block(lines, index) if line.rstrip().endswith("::") else index + 1


def _paragraph_tail(line: str) -> str:
    return line.rstrip()[:-1] if line.rstrip().endswith("::") else line


def _is_title(lines: list[str], index: int) -> bool:
    if index + 1 >= len(lines) or not lines[index].strip():
        return False
    under, text = lines[index + 1], lines[index]
    return bool(_ADORNMENT.match(under.strip())) and len(under.strip()) >= min(4, len(text.strip()))


def _past_block(lines: list[str], index: int) -> int:
    depth = _indent(lines[index])
    index += 1
    while index < len(lines) and (not lines[index].strip() or _indent(lines[index]) > depth):
        index += 1
    return index


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _captioned(lines: list[str], index: int, directive: re.Match[str], source: Source) -> int:
    if directive[1] == "table":
        source.captions.append(_plain(directive[2]))
        return index + 1
    end = _past_block(lines, index)
    block = [line for line in lines[index + 1 : end] if line.strip()]
    caption = [line for line in block if not re.match(r"\s*(:\w+:|\.\.)", line)]
    if caption:
        source.captions.append(_plain(" ".join(caption)))
    return end


def _table(lines: list[str], index: int, source: Source) -> int:
    """Collect the words of a grid or simple table."""
    grid = lines[index].lstrip().startswith("+")
    words: Counter[str] = Counter()
    rules = 0
    while index < len(lines):
        line = lines[index].strip()
        if grid and not line.startswith(("+", "|")):
            break
        if not grid and re.fullmatch(r"=+( +=+)+", line):
            rules += 1
            following = lines[index + 1].strip() if index + 1 < len(lines) else ""
            if rules >= 2 and not following:
                index += 1
                break
        elif not re.fullmatch(r"[+\-=| ]+", line):
            words.update(words_of(_plain(line.replace("|", " "))))
        index += 1
    source.tables.append(words)
    return index


def _plain(text: str) -> str:
    """RST inline markup to the words it prints; mathematics and numbered references left out."""
    text = re.sub(r"\\ :(?:sub|sup):`([^`]*)`\\? ?", r"\1", text)
    text = re.sub(r":(?:math|numref|eq|sup|sub):`[^`]*`", " ", text)
    text = re.sub(r":ref:`([^`<]*)<[^>`]*>`", r"\1", text)
    text = re.sub(r":ref:`[^`]*`|\|[\w-]+\||\[?#\]?_", " ", text)
    text = re.sub(r"`([^`<]*)<[^>`]*>`_+", r"\1", text)
    return re.sub(r"\\ ?|[*`]", "", re.sub(r"^\s*\| ", "", text))


def read_markdown(markdown: str) -> tuple[list[str], list[str], list[Counter[str]]]:
    """Headings, all words but those of tables and listings, and each table's words."""
    headings: list[str] = []
    words: list[str] = []
    tables: list[Counter[str]] = []
    listing = in_table = False
    for line in re.sub(r"<!--.*?-->", "", markdown).splitlines():
        if line.startswith("```"):
            listing = not listing
        elif line.startswith("|") and not listing:
            if not in_table:
                tables.append(Counter())
            tables[-1].update(words_of(line.replace("<br>", " ")))
        elif not listing:
            if line.startswith("#"):
                headings.append(line.lstrip("# "))
            words += words_of(line)
        in_table = line.startswith("|")
    return headings, words, tables


def measure(markdown: str, source: Source, seconds: float, pages: int) -> Figures:
    """Hold the Markdown against the source."""
    headings, words, tables = read_markdown(markdown)
    titles = [key(title) for title in source.titles]
    found = [key(heading) for heading in headings]
    invented = tuple(h for h in headings if key(h) not in set(titles))
    plain = "".join(words)
    captions = ["".join(words_of(caption)) for caption in source.captions]
    shares = [_best_share(table, tables) for table in source.tables]
    poor = tuple(
        " ".join(list(table)[:6])
        for table, share in zip(source.tables, shares, strict=True)
        if share < 0.9
    )
    return Figures(
        titles=lcs(titles, found) / len(titles),
        words=lcs(source.words, words) / len(source.words),
        tables=sum(share >= 0.9 for share in shares) / len(shares),
        captions=sum(caption in plain for caption in captions) / len(captions),
        false_headings=len(headings) - lcs(titles, found),
        true_headings=lcs(titles, found),
        pages_per_second=pages / seconds,
        missing=tuple(t for t in source.titles if key(t) not in set(found)),
        invented=invented,
        poor_tables=poor,
    )


def _best_share(table: Counter[str], candidates: list[Counter[str]]) -> float:
    """How many of a table's words are in one Markdown table, or in up to three in a row."""
    total = max(1, table.total())
    runs = [
        sum(candidates[i : i + n], Counter()) for n in (1, 2, 3) for i in range(len(candidates))
    ]
    return max(((table & other).total() / total for other in runs), default=0.0)


def run() -> Figures:
    """Convert the manual and measure it."""
    from ingest.converters.base import ConversionOptions, SourceFile
    from ingest.converters.pdf import PdfConverter

    start = time.perf_counter()
    document = PdfConverter().convert(SourceFile.of(MANUAL), ConversionOptions(ocr="off"))
    seconds = time.perf_counter() - start
    return measure(document.markdown, read_source(), seconds, document.pages or 0)


if __name__ == "__main__":
    sys.path.insert(0, str(REPOSITORY))
    figures = run()
    for name, value in vars(figures).items():
        print(f"{name}: {value:.4f}" if isinstance(value, float) else f"{name}: {value}")
