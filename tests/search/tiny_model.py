"""A BERT of three layers' size at most, with random weights, as a sentence-transformers folder."""

from __future__ import annotations

import json
import string
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

TEXTS = ["water flows", "", "A pump lifts WATER.", "night flow " * 40, "x", "déjà 😀 水"]
HIDDEN = 32


def tiny_model(folder: Path, *, pooling: str = "mean", architecture: str = "bert") -> Path:
    """Write the folder.

    Args:
        folder: where; made here.
        pooling: ``mean`` or ``cls``.
        architecture: what ``config.json`` calls the model.
    """
    import torch
    from transformers import BertConfig, BertModel

    letters = string.ascii_lowercase + ".,"
    pieces = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", *letters, *(f"##{one}" for one in letters)]
    vocabulary = {piece: number for number, piece in enumerate([*pieces, "water", "flow", "pump"])}
    torch.manual_seed(7)
    shape = BertConfig(
        vocab_size=len(vocabulary),
        hidden_size=HIDDEN,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=64,
        max_position_embeddings=48,
        initializer_range=0.3,
    )
    BertModel(shape).save_pretrained(folder)
    _tokenizer(vocabulary).save(str(folder / "tokenizer.json"))
    kind = "sentence_transformers.models"
    parts = {"Transformer": "", "Pooling": "1_Pooling", "Normalize": "2_Normalize"}
    _write(folder / "modules.json", [
        {"idx": i, "name": str(i), "path": path, "type": f"{kind}.{name}"}
        for i, (name, path) in enumerate(parts.items())
    ])  # fmt: skip
    _write(folder / "1_Pooling" / "config.json", {
        "word_embedding_dimension": HIDDEN,
        "pooling_mode_mean_tokens": pooling == "mean",
        "pooling_mode_cls_token": pooling == "cls",
    })  # fmt: skip
    _write(folder / "2_Normalize" / "config.json", {})
    _write(folder / "sentence_bert_config.json", {"max_seq_length": 40, "do_lower_case": False})
    _write(folder / "tokenizer_config.json", {
        "tokenizer_class": "PreTrainedTokenizerFast", "model_max_length": 48,
        "pad_token": "[PAD]", "unk_token": "[UNK]", "cls_token": "[CLS]", "sep_token": "[SEP]",
    })  # fmt: skip
    if architecture != "bert":
        config = json.loads((folder / "config.json").read_text())
        _write(folder / "config.json", config | {"model_type": architecture})
    return folder


def _tokenizer(vocabulary: dict[str, int]) -> Any:
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors

    tokenizer = Tokenizer(models.WordPiece(vocabulary, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer()
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.post_processor = processors.BertProcessing(("[SEP]", 3), ("[CLS]", 2))
    return tokenizer


def _write(path: Path, content: object) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(content))
