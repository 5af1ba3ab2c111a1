"""CSV, plain text, Markdown, RTF, web pages and e-books."""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.converters.comma_separated import delimiter_of
from ingest.converters.plain_text import text_to_markdown
from ingest.converters.text_decoding import decode_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from ingest.converters.base import ConvertedDocument

    Convert = Callable[[Path], ConvertedDocument]

RTF = (
    rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fcharset0 A;}{\f1\fcharset204 B;}}"
    rb"{\stylesheet{\s0 Normal;}{\s1\outlinelevel0 heading 1;}{\s2\outlinelevel1 Kop;}}"
    rb"{\info{\title Pump care}{\creatim\yr2020\mo3\dy9}}{\header RUNNING}"
    rb"\pard\s1 Pump care\par\pard\s2 Seals\par\pard Caf\'e9 \u8211?{\f1 \'c2\'ee\'e4\'e0}"
    rb"{\super 2}{\footnote\pard See manual.}\par"
    rb"{\listtext 1.\tab}\ls1\ilvl0 one\par{\listtext -\tab}\ls1\ilvl1 nested\par\pard"
    rb"\trowd\intbl a\cell b\cell\row\trowd\intbl 1\cell 2\cell\row\pard{\*\unknown gone}"
    rb"{\field{\*\fldinst HYPERLINK "
    b'"https://w.org/"}'
    rb"{\fldrslt link}}\par}"
)
CASES: Mapping[str, tuple[str, bytes, str]] = {
    "rich text": (
        "a.rtf",
        RTF,
        (
            "## Seals\n\nCafé –Вода²[^1]\n\n1. one\n    - nested\n\n"
            "| a | b |\n| --- | --- |\n| 1 | 2 |\n\n[link](https://w.org/)\n\n[^1]: See manual.\n"
        ),
    ),
    "semicolons": (
        "a.csv",
        b"Zone;Loss\nA;1,5\nB;2,5\n",
        "| Zone | Loss |\n| --- | --- |\n| A | 1,5 |\n| B | 2,5 |\n",
    ),
    "tabs": ("a.tsv", b"x\ty|z\n1\t2\n", "| x | y\\|z |\n| --- | --- |\n| 1 | 2 |\n"),
    "japanese": (
        "a.csv",
        "名前,住所\n佐藤太郎,東京都千代田区\n高橋淳,名古屋市中区\n".encode("cp932"),
        (
            "| 名前 | 住所 |\n| --- | --- |\n"
            "| 佐藤太郎 | 東京都千代田区 |\n| 高橋淳 | 名古屋市中区 |\n"
        ),
    ),
    "plain text": (
        "a.txt",
        b"# not a heading\n\n- item\n- other\n\na < b <i>x</i>\n",
        "\\# not a heading\n\n- item\n- other\n\na < b &lt;i>x&lt;/i>\n",
    ),
    "western text": (
        "a.txt",
        "Débit d’eau à l’entrée\n".encode("cp1252"),
        "Débit d’eau à l’entrée\n",
    ),
    "mojibake": ("a.txt", "DÃ©bit dâ€™eau".encode(), "Débit d’eau\n"),
    "markdown": (
        "a.md",
        b"\xef\xbb\xbf---\ntitle: Guide\n---\r\n# Guide\r\n\r\n| a |\r\n",
        "| a |\n",
    ),
    "web page": (
        "a.html",
        (
            b"<html><head><title>Tariffs | Site</title><meta "
            b"property='og:site_name' content='Site'>"
            b"<meta property='article:published_time' content='2023-01-05'></head>"
            b"<body><nav>Menu</nav><main>"
            b"<h1>Tariffs</h1><p>Words about <b>tariffs</b>.</p><table><tr><th>a<th>"
            b"b<tr><td>1<td>2</table>"
            b"<math><mfrac><mi>a</mi><mi>b</mi></mfrac></math></main><footer>"
            b"Foot</footer></body></html>"
        ),
        "Words about **tariffs**.\n\n| a | b |\n| --- | --- |\n| 1 | 2 |\n\n$$\\frac{a}{b}$$\n",
    ),
}


@pytest.mark.parametrize(("name", "data", "markdown"), CASES.values(), ids=CASES.keys())
def test_text_formats_become(
    convert: Convert, tmp_path: Path, name: str, data: bytes, markdown: str
) -> None:
    """Each keeps the structure it states and nothing else."""
    (tmp_path / name).write_bytes(data)
    assert convert(tmp_path / name).markdown == markdown


def test_metadata_is_what_the_file_states(convert: Convert, tmp_path: Path) -> None:
    """Titles, dates and countries come from the file, never from elsewhere."""
    (tmp_path / "a.rtf").write_bytes(RTF)
    found = convert(tmp_path / "a.rtf")
    assert (found.title, found.published, found.language) == ("Pump care", date(2020, 3, 9), None)
    (tmp_path / "a.html").write_bytes(CASES["web page"][1])
    found = convert(tmp_path / "a.html")
    assert (found.title, found.published) == ("Tariffs", date(2023, 1, 5))
    (tmp_path / "a.md").write_text(
        "---\ntitle: T\ndate: 2021-02-03\nlang: fr\ncountry: sn\n---\nx\n"
    )
    found = convert(tmp_path / "a.md")
    assert (found.title, found.published, found.language, found.country) == (
        "T",
        date(2021, 2, 3),
        "fr",
        "SN",
    )


def test_a_book_keeps_spine_order_chapters_and_notes(
    convert: Convert, write_zip: Callable[[str, Mapping[str, str]], Path]
) -> None:
    """Chapters in spine order with labels; the navigation is left out; notes link across files."""
    path = write_zip(
        "a.epub",
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": (
                "<container><rootfiles><rootfile full-path='o/c.opf'/></rootfiles></container>"
            ),
            "o/c.opf": (
                "<package xmlns:dc='http://purl.org/dc/elements/1.1/'><metadata>"
                "<dc:title>Water</dc:title>"
                "<dc:language>pt-br</dc:language><dc:date>2019-09-08</dc:date></metadata><manifest>"
                "<item id='n' href='n.xhtml' properties='nav'/><item id='b' href='b.xhtml'/>"
                "<item id='a' href='a%20a.xhtml'/></manifest><spine><itemref "
                "idref='n'/><itemref idref='a'/>"
                "<itemref idref='b'/></spine></package>"
            ),
            "o/n.xhtml": "<html><body><nav><ol><li>CONTENTS</li></ol></nav></body></html>",
            "o/a a.xhtml": (
                "<html><body><h1>One</h1><p>x<a epub:type='noteref' href='b.xhtml#q'>"
                "1</a></p></body></html>"
            ),
            "o/b.xhtml": "<html><body><h1>Two</h1><aside id='q'>note</aside><p>y</p></body></html>",
        },
    )
    found = convert(path)
    assert (found.title, found.language, found.published) == ("Water", "pt-BR", date(2019, 9, 8))
    assert (found.pages, found.unit) == (2, "chapter")
    assert found.markdown == (
        "<!-- chapter: 1 One -->\n\n# One\n\nx[^1]\n\n<!-- chapter: 2 Two -->"
        "\n\n# Two\n\ny\n\n[^1]: note\n"
    )


CELL = st.text(alphabet="abc 12;,\t|\"'\né", max_size=8)


@given(
    st.lists(st.lists(CELL, min_size=3, max_size=3), min_size=2, max_size=6),
    st.sampled_from(";,\t|"),
)
def test_the_delimiter_written_with_splits_the_rows_again(
    rows: list[list[str]], delimiter: str
) -> None:
    """Whatever stands in quoted cells, the delimiter between them is found."""
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows(rows)
    found = delimiter_of(stream.getvalue())
    assert list(csv.reader(io.StringIO(stream.getvalue(), newline=""), delimiter=found)) == rows


@given(st.text(max_size=60))
def test_any_text_decodes_from_utf_8_and_converts(text: str) -> None:
    """No text of any script makes decoding or writing fail."""
    data = text.encode("utf-8", "ignore")
    assert isinstance(text_to_markdown(decode_text(data).text), str)


@given(st.binary(max_size=200))
def test_any_bytes_decode(data: bytes) -> None:
    """Bytes of no encoding still give some text."""
    assert isinstance(decode_text(data).text, str)
