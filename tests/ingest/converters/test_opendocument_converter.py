"""OpenDocument files that odfpy makes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from odf import dc, draw, opendocument, table, text
from odf.style import Style

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ingest.converters.base import ConvertedDocument

    Convert = Callable[[Path], ConvertedDocument]


def _list(*items: object) -> text.List:
    found = text.List()
    for item in items:
        entry = text.ListItem()
        entry.addElement(text.P(text=item) if isinstance(item, str) else item)
        found.addElement(entry)
    return found


def test_a_text_keeps_headings_lists_tables_and_notes(convert: Convert, tmp_path: Path) -> None:
    """Outline levels, nesting, repeated cells and footnotes are as the file states them."""
    document = opendocument.OpenDocumentText()
    document.meta.addElement(dc.Title(text="Sludge"))
    document.meta.addElement(dc.Language(text="es-MX"))
    document.text.addElement(text.H(outlinelevel=2, text="Drying"))
    paragraph = text.P(text="Beds")
    note = text.Note(noteclass="footnote")
    note.addElement(text.NoteCitation(text="1"))
    body = text.NoteBody()
    body.addElement(text.P(text="Of sand."))
    note.addElement(body)
    paragraph.addElement(note)
    paragraph.addText(" dry.")
    document.text.addElement(paragraph)
    document.text.addElement(_list("a", _list("b")))
    grid = table.Table(name="T")
    row = table.TableRow()
    row.addElement(table.TableCell(numbercolumnsrepeated=2))
    row.addElement(table.TableCell())
    row.childNodes[0].addElement(text.P(text="x"))
    row.childNodes[1].addElement(text.P(text="y"))
    grid.addElement(row)
    document.text.addElement(grid)
    document.save(str(tmp_path / "a.odt"))
    found = convert(tmp_path / "a.odt")
    assert (found.title, found.language) == ("Sludge", "es-MX")
    assert found.markdown == (
        "## Drying\n\nBeds[^1] dry.\n\n- a\n    - b\n\n| x | x | y |\n| --- | "
        "--- | --- |\n\n[^1]: Of sand.\n"
    )


def test_repeats_of_a_sheet_are_capped(convert: Convert, tmp_path: Path) -> None:
    """A cell repeated to the sheet's end is not sixteen thousand columns."""
    document = opendocument.OpenDocumentSpreadsheet()
    sheet = table.Table(name="Tarifas")
    for cells in (["Zona", "Precio"], ["Norte", "2"]):
        row = table.TableRow()
        for value in cells:
            cell = table.TableCell(valuetype="string")
            cell.addElement(text.P(text=value))
            row.addElement(cell)
        row.addElement(table.TableCell(numbercolumnsrepeated=16382))
        sheet.addElement(row)
    empty = table.TableRow(numberrowsrepeated=1048574)
    empty.addElement(table.TableCell(numbercolumnsrepeated=16384))
    sheet.addElement(empty)
    document.spreadsheet.addElement(sheet)
    document.save(str(tmp_path / "a.ods"))
    found = convert(tmp_path / "a.ods")
    assert (found.pages, found.unit) == (1, "sheet")
    assert found.markdown == (
        "<!-- sheet: 1 Tarifas -->\n\n## Tarifas\n\n| Zona | Precio |\n| --- | "
        "--- |\n| Norte | 2 |\n"
    )


def test_slides_keep_titles_and_reading_order(convert: Convert, tmp_path: Path) -> None:
    """Frames are read from the top down, whatever order they were drawn in."""
    document = opendocument.OpenDocumentPresentation()
    style = Style(name="m", family="presentation")
    document.automaticstyles.addElement(style)
    page = draw.Page(masterpagename="m")
    for label, top, kind in (
        ("lower", "9cm", None),
        ("upper", "4cm", None),
        ("Wells", "1cm", "title"),
    ):
        frame = draw.Frame(y=top, x="1cm", width="5cm", height="1cm")
        if kind:
            frame.setAttribute("class", kind)
        box = draw.TextBox()
        box.addElement(text.P(text=label))
        frame.addElement(box)
        page.addElement(frame)
    document.presentation.addElement(page)
    document.save(str(tmp_path / "a.odp"))
    found = convert(tmp_path / "a.odp")
    assert (found.pages, found.unit) == (1, "slide")
    assert found.markdown == "<!-- slide: 1 -->\n\n## Wells\n\nupper\n\nlower\n"
