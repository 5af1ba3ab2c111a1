"""Which passages a generation has."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from search.passage_table import PassageTable

if TYPE_CHECKING:
    import pytest

Rows = st.dictionaries(
    st.integers(1, 50),
    st.tuples(st.integers(1, 6), st.integers(-2, 3), st.sampled_from(["en", "fr", "pt-BR"])),
)


def table(rows: dict[int, tuple[int, int, str]]) -> PassageTable:
    """A table of passages by id."""
    return PassageTable.of((identity, *row) for identity, row in rows.items())


def columns(one: PassageTable) -> list[list[object]]:
    """Everything that a table says."""
    return [one.ids.tolist(), one.documents.tolist(), one.about.tolist(), one.languages.tolist()]


@given(Rows, st.sets(st.integers(1, 6)), Rows)
def test_a_changed_table_is_the_table_of_the_changed_passages(
    before: dict[int, tuple[int, int, str]],
    gone: set[int],
    added: dict[int, tuple[int, int, str]],
) -> None:
    """Wherever the ids of what is added lie among the others."""
    kept = {identity: row for identity, row in before.items() if row[0] not in gone}
    new = {identity: row for identity, row in added.items() if identity not in kept}
    assert columns(table(before).changed(gone, table(new))) == columns(table(kept | new))


@given(rows=Rows)
def test_what_is_written_is_read(
    tmp_path_factory: pytest.TempPathFactory, rows: dict[int, tuple[int, int, str]]
) -> None:
    """An empty table too."""
    path = tmp_path_factory.mktemp("table") / "passages.npz"
    table(rows).write(path)
    read = PassageTable.read(path)
    assert columns(read) == columns(table(rows))
    assert sum(read.count_languages().values()) == len(read) == len(rows)


def test_passages_are_found_by_document_and_by_language() -> None:
    """A language's variants count as it; a negative place means said about the document."""
    one = table({9: (1, -1, "en"), 3: (2, 0, "pt-BR"), 5: (1, 0, "en-GB")})
    assert one.ids.tolist() == [3, 5, 9]
    assert one.about.tolist() == [False, False, True]
    assert one.in_documents([1, 7]).tolist() == [5, 9]
    assert one.in_language("pt").tolist() == [3]
    assert one.count_languages() == {"en": 2, "pt": 1}
    assert np.array_equal(one.rows_of([9, 3]), [2, 0])
