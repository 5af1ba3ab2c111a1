"""Which keyword engine a library is given."""

from __future__ import annotations

import pytest

from kb.settings import Settings
from search.keyword_engines import LARGE, engine_for, keyword_engine, with_analysis
from search.keyword_index import ANALYSIS


@pytest.mark.parametrize("name", ["whoosh", "tantivy"])
def test_a_setting_is_obeyed_at_any_size(name: str) -> None:
    """Whatever serves now, and there is an engine of that name."""
    assert {engine_for(name, n, current) for n in (0, 10**6) for current in ("whoosh", None)} == {
        name
    }
    assert callable(keyword_engine(name).write)


def test_a_new_library_is_measured_by_its_passages() -> None:
    """Whoosh up to the limit, tantivy above it."""
    assert [engine_for("auto", n) for n in (0, LARGE, LARGE + 1)] == ["whoosh", "whoosh", "tantivy"]


def test_a_library_at_the_border_stays_with_its_engine() -> None:
    """Growing and shrinking by a few passages changes the engine once."""
    engine, seen = None, []
    for passages in (LARGE - 5, LARGE + 5, LARGE - 5, LARGE + 5, LARGE // 2 + 1, LARGE // 2):
        engine = engine_for("auto", passages, engine)
        seen.append(engine)
    assert seen == ["whoosh", *["tantivy"] * 4, "whoosh"]


def test_a_manifest_names_the_analysis_too() -> None:
    """The version is this program's, whatever the index that serves was made with."""
    assert with_analysis("auto", LARGE + 1, "whoosh/0") == f"tantivy/{ANALYSIS}"
    assert with_analysis("auto", LARGE - 1, "tantivy/0") == f"tantivy/{ANALYSIS}"
    assert keyword_engine("whoosh/0") is not None


def test_the_setting_tells_the_limit() -> None:
    """Its description is its documentation."""
    field = Settings.model_fields["keyword_engine"]
    assert f" {LARGE:,} passages" in str(field.description)
