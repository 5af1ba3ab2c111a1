"""Questions and keywords."""

from __future__ import annotations

import pytest

from web.question import reads_like_question


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("How is minimum night flow measured", True),
        ("leakage index?", True),
        ("¿Cómo se mide el caudal mínimo", True),
        ("combien de temps faut-il", True),
        ("كيف نقيس التدفق الليلي", True),
        ("minimum night flow", False),
        ("what is", False),
        ("", False),
    ],
)
def test_a_question_is_recognised(query: str, *, expected: bool) -> None:
    """By its mark or its first word, in several languages."""
    assert reads_like_question(query) is expected
