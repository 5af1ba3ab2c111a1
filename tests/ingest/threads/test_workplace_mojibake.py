"""UTF-8 misread as Latin-1: mended where it is that, and nowhere else."""

from __future__ import annotations

import json

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ingest.threads.platforms.workplace.mojibake import mended

WORDS = {
    "French": "où à déjà « sécurité » l'été marché° cœur 12 m³/h 5 µm naïve ÉTÉ garçon Noël …",
    "Spanish": "¿qué? ¡agua! ñandú caudal línea «presión» 1.ª 2.º Ángel vergüenza AÑO",
    "Portuguese": "vazão medição água São João «pressão» às três horas órgão ÁGUA",
    "German": "größere Lecks Prüfschächte »Zähler« Überlauf Maß 20 °C straße ÜBER",
    "Russian": "давление ночью утечка «счётчик» № 5 объём – вода",
    "Arabic": "ضغط المياه في الليل؟ تسرب، عداد ٣ «مضخة»",
}


def texts(language: str) -> st.SearchStrategy[str]:
    """What somebody may write in a language."""
    return st.lists(st.sampled_from(WORDS[language].split()), min_size=1).map(" ".join)


@pytest.mark.parametrize("language", WORDS)
def test_right_texts_are_never_changed(language: str) -> None:
    """In any of six languages, however its words are put together."""

    @given(texts(language))
    def holds(text: str) -> None:
        assert mended(text) == text

    holds()


@pytest.mark.parametrize("language", WORDS)
def test_misread_texts_come_back(language: str) -> None:
    """As the person wrote them, also through the escapes of JSON, and only once."""

    @given(texts(language))
    def holds(text: str) -> None:
        assume(text.strip("٣ "))  # a lone digit may as well be what it looks like
        escaped = json.dumps(text.encode().decode("latin-1"))
        assert mended(json.loads(escaped)) == text
        assert mended(mended(json.loads(escaped))) == text

    holds()


@given(st.text())
def test_any_text_can_be_given(text: str) -> None:
    """It comes back whole, or as what its bytes say."""
    result = mended(text)
    assert result == text or result.encode() == text.encode("latin-1")


@pytest.mark.parametrize(
    "text", ["marché\xa0»", "CAFÉ»", "voilà\xa0»", "SEÑ°", "50 Â", "é", "\ud83d", "pâté – 3 €"]
)
def test_what_only_looks_like_it_stays(text: str) -> None:
    """Right words whose bytes happen to be UTF-8, broken ones, and letters beyond Latin-1."""
    assert mended(text) == text


def test_escapes_in_json_are_mended() -> None:
    """As Facebook writes them into its files."""
    assert mended(json.loads(r'"Caf\u00c3\u00a9 \u00e2\u0080\u0099"')) == "Café ’"
    assert mended(json.loads(r'"\u00f0\u009f\u0092\u00a7"')) == "💧"
