"""Which language a text is written in."""

from __future__ import annotations

import re
import threading
from functools import cache
from typing import Any

from kb.files import home_fault
from kb.library.anchors import strip_anchors

# Languages of the communities served and of their neighbours. A wider choice makes short or
# technical texts come out as some language nobody here writes.
LANGUAGES = ("en", "fr", "es", "pt", "ar", "sw", "nl", "de", "it", "id", "vi", "am", "ja", "zh")
DEFAULT_LANGUAGE = "en"
_SAMPLE = 20_000
_FEWEST_LETTERS = 40
_SURE = 0.9
_loading = threading.Lock()
_TAG = re.compile(r"\s*([A-Za-z]{2,3})(?:[-_]([A-Za-z]{2}))?(?:[-_][A-Za-z0-9]{1,8})*\s*")


def detect_language(markdown: str, stated: str | None = None) -> str:
    """A BCP 47 code.

    What a file states is often only the language of the program that made it, so a text that is
    surely in another language is believed over it.

    Args:
        markdown: the document's text.
        stated: the code the file states, if any.
    """
    stated = _normalised(stated)
    guess, probability = _identify(_prose(markdown))
    if guess is None:
        return stated or DEFAULT_LANGUAGE
    if stated and (stated.split("-")[0] == guess or probability < _SURE):
        return stated
    return guess


def probabilities(text: str) -> dict[str, float]:
    """How likely a text of any length is in each of the `LANGUAGES`; they sum to 1."""
    return {language: float(value) for language, value in _identifier().rank(text)}


def _normalised(tag: str | None) -> str | None:
    match = _TAG.fullmatch(tag or "")
    if match is None or match[1].lower() in {"und", "x", "zxx", "mul"}:
        return None
    region = f"-{match[2].upper()}" if match[2] else ""
    return match[1].lower() + region


def _prose(markdown: str) -> str:
    text = strip_anchors(markdown)
    text = re.sub(r"```.*?```|`[^`]*`|https?://\S+|[|#*_>\[\]()\d]", " ", text, flags=re.DOTALL)
    return " ".join(text.split())[:_SAMPLE]


def _identify(text: str) -> tuple[str | None, float]:
    """Most likely language and its probability; ``None`` for a text too short to tell."""
    if sum(character.isalpha() for character in text) < _FEWEST_LETTERS:
        return None, 0.0
    language, probability = _identifier().classify(text)
    return str(language), float(probability)


def _identifier() -> Any:
    with _loading:  # a server is asked while it loads: twice is 85 MB that never come back
        return _loaded()


@cache
def _loaded() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    try:  # it unpacks its model into a temporary file
        every = LanguageIdentifier.from_model_file(MODEL_FILE)
    except OSError as error:
        raise home_fault(error, "Loading the language model") from error
    every.set_languages(list(LANGUAGES))
    # `every` keeps what it knows of a hundred languages, 28 MB, to be set to others again.
    return LanguageIdentifier(
        every.nb_ptc,
        every.nb_pc,
        every.nb_classes,
        every.tk_nextmove,
        every.tk_output,
        norm_probs=True,
        tk_row=every.tk_row,
    )
