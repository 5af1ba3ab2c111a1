"""SentencePiece vocabularies in a fifth of the memory that tokenizers takes for them.

tokenizers keeps a quarter of a million pieces in 280 MB, sentencepiece in 60. Normalising stays
with tokenizers, so that pieces are the same; `export` checks that they are.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

PIECES = "pieces.model"
_PLAIN = {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always", "split": True}
_KEPT = 100  # pieces that stay in the tokenizer's own file, special ones among them


def tokenizer_of(path: Path) -> Callable[[Sequence[str]], list[list[int]]]:
    """What turns texts into numbers of tokens, as `export` wrote it; for any number of threads."""
    from tokenizers import Tokenizer

    if path.with_name(PIECES).exists():
        return UnigramPieces(path).ids
    tokenizer = Tokenizer.from_file(str(path))
    return lambda texts: [found.ids for found in tokenizer.encode_batch(list(texts))]


class UnigramPieces:
    """A tokenizer whose pieces sentencepiece finds; safe to share between threads."""

    def __init__(self, tokenizer: Path) -> None:
        """Read ``tokenizer`` and `PIECES` beside it."""
        from sentencepiece import SentencePieceProcessor
        from tokenizers import Tokenizer

        rules = Tokenizer.from_file(str(tokenizer))
        self._normalizer = rules.normalizer
        self._longest = (rules.truncation or {})["max_length"]
        around = rules.post_processor.process(rules.encode("", add_special_tokens=False)).ids
        self._first, self._last = around[:1], around[1:]
        self._pieces = SentencePieceProcessor(model_file=str(tokenizer.with_name(PIECES)))

    def ids(self, texts: Sequence[str]) -> list[list[int]]:
        """Numbers of each text's pieces, special ones around them, cut at the longest length."""
        room = self._longest - len(self._first) - len(self._last)
        found = self._pieces.encode([self._spaced(text) for text in texts])
        return [[*self._first, *ids[:room], *self._last] for ids in found]

    def _spaced(self, text: str) -> str:
        """The text normalised, with the one space before it that its first word is known by."""
        normal: str = self._normalizer.normalize_str(text) if self._normalizer else text
        return normal if not normal or normal[0] in " ▁" else f" {normal}"


def export(tokenizer: Any, path: Path, probes: Sequence[str]) -> None:
    """Write a tokenizer; one with unigram pieces in two files, if that makes no difference.

    Args:
        tokenizer: of tokenizers, with its truncation set.
        path: its file; `PIECES` goes beside it.
        probes: texts whose pieces have to be the same.
    """
    tokenizer.save(str(path))
    described = json.loads(path.read_text("utf-8"))
    model = described["model"]
    if model["type"] != "Unigram" or described["pre_tokenizer"] != _PLAIN:
        return
    path.with_name(PIECES).write_bytes(_proto(model, described["added_tokens"]))
    model["vocab"] = model["vocab"][:_KEPT]
    added = [token for token in described["added_tokens"] if token["id"] < _KEPT]
    path.write_text(json.dumps(described | {"added_tokens": added}, ensure_ascii=False), "utf-8")
    if UnigramPieces(path).ids(probes) != [found.ids for found in tokenizer.encode_batch(probes)]:
        path.with_name(PIECES).unlink()
        tokenizer.save(str(path))


def _proto(model: dict[str, Any], added: list[dict[str, Any]]) -> bytes:
    """The pieces as sentencepiece's own model file; its normalising is switched off."""
    from sentencepiece import sentencepiece_model_pb2

    special = {token["content"] for token in added}
    format_: Any = sentencepiece_model_pb2  # made when imported, so type checkers see nothing
    kinds = format_.ModelProto.SentencePiece
    proto = format_.ModelProto()
    proto.trainer_spec.model_type = format_.TrainerSpec.UNIGRAM
    for number, (piece, score) in enumerate(model["vocab"]):
        kind = kinds.CONTROL if piece in special else kinds.NORMAL
        kind = kinds.UNKNOWN if number == model["unk_id"] else kind
        proto.pieces.add(piece=piece, score=score, type=kind)
    proto.normalizer_spec.name = "identity"
    proto.normalizer_spec.add_dummy_prefix = False
    proto.normalizer_spec.remove_extra_whitespaces = False
    return bytes(proto.SerializeToString())
