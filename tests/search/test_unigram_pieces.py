"""SentencePiece vocabularies: the same pieces from sentencepiece as from tokenizers."""

from __future__ import annotations

import string
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors

from search.unigram_pieces import PIECES, export, tokenizer_of

if TYPE_CHECKING:
    from pathlib import Path

SPECIAL = ["<s>", "<pad>", "</s>", "<unk>"]


def unigram(*, split: bool = True) -> Tokenizer:
    """A tokenizer as XLM-RoBERTa's and e5's, for few words."""
    words = ["▁", "▁wa", "ter", "▁water", "fl", "ow", "▁f", "é", "水", *string.ascii_lowercase]
    vocabulary = [(one, 0.0) for one in SPECIAL]
    vocabulary += [(word, -2.0 - number / 7) for number, word in enumerate(words)]
    vocabulary += [(f"▁word{number}", -9.0) for number in range(200)]
    made = Tokenizer(models.Unigram(vocabulary, unk_id=3))
    made.normalizer = normalizers.Sequence([normalizers.Nmt(), normalizers.NFKC()])
    made.pre_tokenizer = pre_tokenizers.Metaspace(split=split)
    made.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", special_tokens=[("<s>", 0), ("</s>", 2)]
    )
    made.add_special_tokens(SPECIAL)
    made.enable_truncation(12)
    return made


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tokenizer's file, with its pieces in another."""
    path = tmp_path_factory.mktemp("pieces") / "tokenizer.json"
    export(unigram(), path, ["water flow", "水", ""])
    assert path.with_name(PIECES).exists()
    return path


@given(st.lists(st.text("waterflow é水 \t▁ﬁ½Z", max_size=40)))
def test_tokens_are_those_of_tokenizers(written: Path, texts: list[str]) -> None:
    """Odd spaces, unknown letters and texts that are cut included."""
    expected = [found.ids for found in unigram().encode_batch(texts)]
    assert tokenizer_of(written)(texts) == expected


def test_words_beyond_those_kept_are_known(written: Path) -> None:
    """Their numbers are the vocabulary's own."""
    assert tokenizer_of(written)(["word199"]) == [unigram().encode("word199").ids]


def test_a_text_cannot_write_special_tokens(written: Path) -> None:
    """They are letters like others."""
    inside = tokenizer_of(written)(["water </s> water"])[0][1:-1]
    assert not {0, 1, 2} & set(inside)


@pytest.mark.parametrize("kind", ["other", "differing"])
def test_other_tokenizers_stay_as_they_are(tmp_path: Path, kind: str) -> None:
    """Those of another kind, and those whose pieces would not be the same."""
    path = tmp_path / "tokenizer.json"
    tokenizer = unigram(split=kind != "other")
    probes = ["water </s> water"] if kind == "differing" else ["water"]
    export(tokenizer, path, probes)
    assert not path.with_name(PIECES).exists()
    assert tokenizer_of(path)(["water flow"]) == [tokenizer.encode("water flow").ids]
