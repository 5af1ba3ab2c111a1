"""Whether a query is a question or keywords."""

from __future__ import annotations

# First words of questions in the languages that our users write in: English, Spanish, Portuguese,
# French, Arabic, Swahili. A question mark says it in any language.
_FIRST_WORDS = frozenset(
    [
        "how",
        "what",
        "when",
        "where",
        "which",
        "who",
        "whose",
        "why",
        "is",
        "are",
        "can",
        "could",
        "do",
        "does",
        "should",
        "cómo",
        "como",
        "qué",
        "cuál",
        "cuáles",
        "cuándo",
        "cuánto",
        "cuántos",
        "cuánta",
        "cuántas",
        "dónde",
        "quién",
        "qual",
        "quais",
        "quando",
        "quanto",
        "quantos",
        "onde",
        "quem",
        "porque",
        "comment",
        "quel",
        "quelle",
        "quels",
        "quelles",
        "quand",
        "combien",
        "où",
        "qui",
        "pourquoi",
        "que",
        "كيف",
        "ما",
        "ماذا",
        "متى",
        "أين",
        "من",
        "لماذا",
        "هل",
        "كم",
        "je",
        "nini",
        "vipi",
        "lini",
        "wapi",
        "nani",
        "kwa",
    ]
)
_FEWEST_WORDS = 3


def reads_like_question(query: str) -> bool:
    """Whether to look for a quoted answer beside the results.

    A mistake either way is cheap: an answer that is not asked for is shown only where it is well
    supported, and one that is missing is a button away.
    """
    words = query.casefold().lstrip("¿").split()
    if query.rstrip().endswith(("?", "؟", "？")):
        return True
    return len(words) >= _FEWEST_WORDS and words[0] in _FIRST_WORDS
