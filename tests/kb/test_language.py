"""Which language a text is in."""

from __future__ import annotations

import pytest

from kb.language import DEFAULT_LANGUAGE, detect_language

ENGLISH = "The pump station delivers treated water to the upper pressure zone every night. " * 3
SPANISH = "La estación de bombeo entrega agua tratada a la zona de presión alta cada noche. " * 3
FRENCH = "La station de pompage livre de l'eau traitée à la zone haute pendant la nuit. " * 3
ARABIC = "تقوم محطة الضخ بتوصيل المياه المعالجة إلى منطقة الضغط العالي كل ليلة. " * 3


@pytest.mark.parametrize(
    ("text", "language"), [(ENGLISH, "en"), (SPANISH, "es"), (FRENCH, "fr"), (ARABIC, "ar")]
)
def test_a_text_is_recognised(text: str, language: str) -> None:
    """Prose in a language of the communities is told by itself."""
    assert detect_language(text) == language


@pytest.mark.parametrize(
    ("stated", "language"),
    [("es", "es"), ("es-MX", "es-MX"), ("es_mx", "es-MX"), ("ES", "es"), ("en-US", "es"),
     ("und", "es"), ("", "es"), (None, "es"), ("spanish", "es"), ("x", "es")],
)  # fmt: skip
def test_what_a_file_states_is_believed_unless_it_is_surely_wrong(
    stated: str | None, language: str
) -> None:
    """A region is kept; a program's own language or nonsense gives way to the text."""
    assert detect_language(SPANISH, stated) == language


@pytest.mark.parametrize(("stated", "language"), [("fr", "fr"), (None, DEFAULT_LANGUAGE)])
def test_too_little_text_tells_nothing(stated: str | None, language: str) -> None:
    """Then what is stated holds, or the default."""
    assert detect_language("DN 150, 3 bar", stated) == language


def test_code_links_and_anchors_do_not_count() -> None:
    """Only prose does."""
    noise = (
        "```\nfor the and of to in\n```\n https://example.org/the/and/of <!-- page: 3 -->\n" * 20
    )
    assert detect_language(noise + SPANISH) == "es"
