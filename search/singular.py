"""Words without their number, in the languages of our readers."""

from __future__ import annotations

from functools import lru_cache

_SHORTEST = 3
_ENDINGS = {"oe": "ao", "ai": "al", "y": "i", "z": "c", "m": "n"}  # medições, canais, supplies …


@lru_cache(maxsize=50_000)
def singular(word: str) -> str:
    """What a folded word has in common with its plural, whatever its language.

    Less than a stemmer does, so that *utilization* is no *utility*: a plural's ending, an ``e``
    before it, and the Arabic article are taken off.
    """
    plain = _stripped(word.removeprefix("ال") if len(word) > _SHORTEST + 1 else word, "sx")
    for ending, instead in _ENDINGS.items():
        if plain.endswith(ending) and len(plain) >= _SHORTEST:
            return plain.removesuffix(ending) + instead
    return _stripped(plain, "sxe")


def _stripped(word: str, letters: str) -> str:
    while len(word) > _SHORTEST and word[-1] in letters and not word.endswith("ss"):
        word = word[:-1]
    return word
