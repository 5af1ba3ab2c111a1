"""How far a question's words reach."""

from __future__ import annotations

import pytest

from search.asked_language import reach


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("How do we find leaks at night?", "en"),
        ("Comment réduire les fuites du réseau ?", "fr"),
        ("¿Cómo se calcula el caudal mínimo nocturno?", "es"),
        ("Como calcular as perdas de água na rede?", "pt"),
    ],
)
def test_words_reach_into_the_question_s_own_language(question: str, language: str) -> None:
    """And hardly into the others."""
    found = reach(question, {"en": 100, "fr": 100, "es": 100, "pt": 100})
    assert found[language] == 1.0
    assert all(value < 0.1 for other, value in found.items() if other != language)


def test_a_short_question_is_in_the_library_s_language() -> None:
    """One word could be anything."""
    assert reach("jar test", {"en": 500})["en"] > 0.5
    assert reach("cloro", {"es": 500, "en": 20})["es"] == 1.0


def test_a_question_in_no_language_of_the_library_reaches_little() -> None:
    """A Spanish question over English documents."""
    assert (
        reach("¿Cómo se calcula el caudal mínimo nocturno de un sector?", {"en": 500})["en"] < 0.1
    )
