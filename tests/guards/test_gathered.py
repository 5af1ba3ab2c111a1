"""The list of texts to translate holds the texts there are, in a form that can be translated."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from babel.messages.pofile import read_po

from web.gathered import TEMPLATE, gathered, template

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog


def texts(catalog: Catalog) -> list[str]:
    """Every text, both forms of those that count."""
    found = [message.id for message in catalog if message.id]
    return [text for id_ in found for text in ([id_] if isinstance(id_, str) else id_)]


def test_the_list_is_what_make_docs_writes() -> None:
    """A text was added, changed or taken away: run `make docs`."""
    assert TEMPLATE.read_text("utf-8") == template(), "messages.pot is out of date: run `make docs`"


def test_the_list_depends_on_the_texts_alone() -> None:
    """No date, no version, no line and no place on a machine, so that it changes with them only."""
    made = template()
    assert made == template()
    assert not re.search(r"Creation-Date|Babel \d|\.(py|html):\d|: /", made)


def test_the_list_can_be_read_and_holds_texts_of_all_sorts() -> None:
    """From templates, blocks, code and constants, with both forms of what counts."""
    with TEMPLATE.open("rb") as file:
        found = texts(read_po(file))
    assert found == texts(gathered())
    assert len(found) > 150
    for text in (
        "Skip to the content",
        "Part %(number)s of %(count)s",
        "There is no document of that name",
        "That was too large",
        "%(number)s documents",
        "Table %(number)s",
    ):
        assert text in found


def test_placeholders_have_names() -> None:
    """A translator can put them in another order; ``%s`` and ``{}`` cannot be moved."""
    nameless = [text for text in texts(gathered()) if re.search(r"%(?!\(\w+\)s|%)|[{}]", text)]
    assert nameless == []


def test_both_forms_of_a_count_say_the_same() -> None:
    """The plural has every placeholder of the singular."""
    for message in gathered():
        if isinstance(message.id, tuple):
            one, many = (set(re.findall(r"%\((\w+)\)s", text)) for text in message.id)
            assert one == many, message.id
