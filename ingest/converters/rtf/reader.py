"""Rich Text Format as HTML: what its paragraphs say of headings, lists, tables and notes."""

from __future__ import annotations

import re
from dataclasses import replace
from html import escape

from ingest.converters.html_build import note, note_mark
from ingest.converters.rtf.blocks import Blocks, Paragraph
from ingest.converters.rtf.state import CHARACTERS, KNOWN, MAX_DEPTH, SKIPPED, Collected, State
from ingest.converters.rtf.tokens import CODE_PAGES, Token, tokens
from kb.errors import ConversionFault

__all__ = ["RtfReader"]

_PARAGRAPH_WORDS = {"s": "style", "outlinelevel": "outline", "ilvl": "level", "ls": "list_id"}


class RtfReader:
    """Reads one document.

    Attributes:
        collected: the font and style tables and the information group.
    """

    def __init__(self, data: bytes) -> None:
        self.collected = Collected()
        self._state = State()
        self._stack: list[State] = []
        self._paragraph = Paragraph()
        self._blocks = Blocks(self.collected.styles)
        self._outer: list[tuple[Blocks, Paragraph, int]] = []  # of notes being read
        self._notes: list[str] = []
        self._pending = bytearray()
        self._default_page = "cp1252"
        self._to_skip = 0
        self._font = self._style = 0
        self._outline: int | None = None
        for token in tokens(data):
            self._take(token)
        self._end_paragraph()

    def html(self) -> str:
        """The body, then the notes."""
        return self._blocks.html() + "".join(self._notes)

    def _take(self, token: Token) -> None:
        if token.kind == "bytes":
            self._bytes(token.data)
            return
        self._flush()
        if token.kind == "open":
            if len(self._stack) >= MAX_DEPTH:
                raise ConversionFault("refused: it is nested too deep", "Save it again as .docx.")
            self._stack.append(self._state)
            self._state = replace(self._state, fresh=True, ignorable=False)
        elif token.kind == "close":
            self._close()
        elif token.kind == "symbol":
            self._symbol(token.name)
        else:
            self._word(token.name, token.number)

    def _bytes(self, data: bytes) -> None:
        self._state.fresh = False
        if self._to_skip:
            skipped = min(self._to_skip, len(data))
            self._to_skip -= skipped
            data = data[skipped:]
        self._pending += data

    def _flush(self) -> None:
        if self._pending:
            page = self._state.code_page
            # Symbol fonts lie in the private-use area, where `text_repair` knows the common ones.
            if page == "symbol":
                text = "".join(
                    chr(0xF000 + byte) if byte > 127 else chr(byte) for byte in self._pending
                )
            else:
                text = self._pending.decode(page, "replace")
            self._pending.clear()
            self._text(text)

    def _text(self, text: str) -> None:
        destination = self._state.destination
        if destination == "body":
            if not self._state.hidden:
                self._paragraph.add(escape(text), bold=self._state.bold, script=self._state.script)
        elif destination in {"listtext", "pntext"}:
            self._paragraph.marker += text
        elif destination == "fonttbl":
            return
        elif destination == "stylesheet":
            name = self.collected.styles.get(self._style, ("", None))[0] + text
            self.collected.styles[self._style] = (name.rstrip(";"), self._outline)
        elif destination != "skip":
            self.collected.texts[destination] = self.collected.texts.get(destination, "") + text

    def _close(self) -> None:
        closed = self._state
        self._state = self._stack.pop() if self._stack else State()
        if closed.destination == "fldinst" != self._state.destination:
            link = re.search(r'HYPERLINK\s+"([^"]+)"', self.collected.texts.pop("fldinst", ""))
            self._paragraph.link = link[1] if link else ""
        if self._outer and self._outer[-1][2] > len(self._stack):
            self._end_note()
        self._state.fresh = False

    def _symbol(self, name: str) -> None:
        if name == "*":
            self._state.ignorable = True
        elif name in {"~", "_", "{", "}", "\\"}:
            self._text({"~": " ", "_": "‑"}.get(name, name))
        elif name in {"\n", "\r"}:
            self._end_paragraph()

    def _word(self, name: str, number: int | None) -> None:
        if self._state.fresh:
            self._state.fresh = False
            if self._begin_destination(name):
                return
        if self._state.destination == "skip":
            return
        if name == "u" and number is not None:
            self._text(chr(number % 65536) if not 0xD800 <= number % 65536 < 0xE000 else "")
            self._to_skip = self._state.skip_after_unicode
        elif name in CHARACTERS:
            self._text(CHARACTERS[name])
        elif not self._character_word(name, number) and not self._table_word(name, number):
            self._paragraph_word(name, number)

    def _begin_destination(self, name: str) -> bool:
        """Whether ``name`` opens a group that is not body text (a note is text of its own)."""
        state = self._state
        if state.destination == "skip":
            return True
        if name == "footnote":
            self._begin_note()
            return True
        if name in {
            "fonttbl",
            "stylesheet",
            "info",
            "title",
            "creatim",
            "revtim",
            "listtext",
            "pntext",
            "fldinst",
        }:
            state.destination = name
            if name in {"listtext", "pntext"}:
                self._paragraph.marker = ""
            return True
        if name == "fldrslt":
            return True
        if name in SKIPPED or (
            state.ignorable and name not in KNOWN and not self._is_table_of(name)
        ):
            state.destination = "skip"
            return True
        if name == "shpinst":
            state.destination = "shape"
        elif name == "shptxt":
            state.destination = "body"
        return False

    def _is_table_of(self, name: str) -> bool:
        return self._state.destination == "stylesheet" and name in {"cs", "ts", "ds"}

    def _character_word(self, name: str, number: int | None) -> bool:
        state = self._state
        if name == "f":
            self._font = number or 0
            state.code_page = self.collected.fonts.get(self._font, self._default_page)
        elif name == "fcharset" and state.destination == "fonttbl":
            self.collected.fonts[self._font] = self._page(number)
        elif name in {"ansicpg", "cpg"}:
            self._default_page = state.code_page = self._page(number)
        elif name == "uc":
            state.skip_after_unicode = min(max(number or 0, 0), 8)
        elif name == "b":
            state.bold = number != 0
        elif name == "v":
            state.hidden = number != 0
        elif name in {"super", "sub"}:
            state.script = "" if number == 0 else name[:3]
        elif name == "nosupersub":
            state.script = ""
        elif name == "plain":
            state.bold = state.hidden = False
            state.script = ""
        else:
            return False
        return True

    def _page(self, number: int | None) -> str:
        # Character sets 0 and 1 mean the document's own code page.
        return (
            self._default_page
            if number in {0, 1, None}
            else CODE_PAGES.get(number or 0, self._default_page)
        )

    def _table_word(self, name: str, number: int | None) -> bool:
        if name == "intbl":
            self._paragraph.in_table = True
        elif name in {"cell", "nestcell"}:
            self._end_paragraph(force=True)
            self._blocks.end_cell()
        elif name in {"row", "nestrow"}:
            self._blocks.end_row()
        elif name == "itap":
            self._paragraph.in_table = bool(number)
        else:
            return False
        return True

    def _paragraph_word(self, name: str, number: int | None) -> None:
        destination = self._state.destination
        if destination == "stylesheet":
            if name in {"s", "cs", "ts", "ds"}:
                self._style = (number or 0) if name == "s" else -1
                self._outline = None
            elif name == "outlinelevel":
                self._outline = number
        elif destination in {"creatim", "revtim"}:
            self.collected.dates.setdefault(destination, {})[name] = number or 0
        elif destination != "body":
            return
        elif name in {"par", "sect"}:
            self._end_paragraph()
        elif name == "line":
            self._paragraph.add("<br>")
        elif name == "pard":
            self._paragraph.reset()
        elif name in _PARAGRAPH_WORDS:
            setattr(self._paragraph, _PARAGRAPH_WORDS[name], number)

    def _end_paragraph(self, *, force: bool = False) -> None:
        self._blocks.add(self._paragraph, in_cell=force)
        self._paragraph = self._paragraph.following()

    def _begin_note(self) -> None:
        key = str(len(self._notes) + 1)
        self._notes.append("")
        self._paragraph.add(note_mark(key))
        self._outer.append((self._blocks, self._paragraph, len(self._stack)))
        self._blocks, self._paragraph = Blocks(self.collected.styles), Paragraph()
        self._state.destination = "body"
        self._state.script = ""

    def _end_note(self) -> None:
        self._end_paragraph()
        body = self._blocks.html()
        self._blocks, self._paragraph, _ = self._outer.pop()
        self._notes[self._notes.index("")] = note(str(self._notes.index("") + 1), body)
