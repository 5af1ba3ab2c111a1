"""Attention of texts that are not padded, exported as one operator.

It needs no mask, so ONNX Runtime computes it block by block, as in FlashAttention (Dao and others,
2022), and never writes down what each token pays to each other: of a text of 500 tokens that is
12 MB in each of e5's layers. The operator: ONNX Runtime, docs/ContribOperators.md,
com.microsoft.MultiHeadAttention.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import torch

ALONE = "wellspring"  # the name that transformers knows it by
_OPERATOR = "wellspring::attention"
_SCHEMA = "(Tensor query, Tensor key, Tensor value, int heads, float scale) -> Tensor"


class OtherAttentionError(Exception):
    """A model attends in a way that the one operator does not know."""


def register(opset: int) -> None:
    """Teach transformers this attention, under the name `ALONE`, and torch how to export it."""
    import torch
    from torch.onnx import symbolic_helper
    from transformers import AttentionInterface, AttentionMaskInterface

    @symbolic_helper.parse_args("v", "v", "v", "i", "f")
    def operator(graph: Any, query: Any, key: Any, value: Any, heads: int, scale: float) -> Any:
        name = "com.microsoft::MultiHeadAttention"
        made = graph.op(name, query, key, value, num_heads_i=heads, scale_f=scale)
        return made.setType(query.type())

    torch.library.custom_op(_OPERATOR, _attention, mutates_args=(), schema=_SCHEMA)
    torch.onnx.register_custom_op_symbolic(_OPERATOR, operator, opset)  # type: ignore[attr-defined]
    AttentionInterface.register(ALONE, _attend)
    AttentionMaskInterface.register(ALONE, lambda *_, **__: None)


def _attention(
    query: torch.Tensor, key: torch.Tensor, value: torch.Tensor, heads: int, scale: float
) -> torch.Tensor:
    """What the operator computes; all of shape ``(texts, tokens, heads * width)``."""
    import torch

    shape = (*query.shape[:2], heads, -1)
    query, key, value = (one.view(shape).transpose(1, 2) for one in (query, key, value))
    found = torch.nn.functional.scaled_dot_product_attention(query, key, value, scale=scale)
    return found.transpose(1, 2).flatten(2).clone()


def _attend(
    module: Any,
    query: torch.Tensor,
    key: torch.Tensor,
    value: torch.Tensor,
    attention_mask: torch.Tensor | None,
    scaling: float | None = None,
    **others: Any,
) -> tuple[torch.Tensor, None]:
    """What a model calls, as transformers lays it down, with ``(texts, heads, tokens, width)``.

    Raises:
        OtherAttentionError: it asks for more than all tokens attending to all.
    """
    import torch

    others.pop("dropout", None)
    told = [one for one in others.values() if one is not None and one is not False]
    same = query.shape[1] == key.shape[1] and not getattr(module, "is_causal", False)
    if told or attention_mask is not None or not same:
        raise OtherAttentionError
    scale = query.shape[-1] ** -0.5 if scaling is None else scaling
    flat = (one.transpose(1, 2).flatten(2) for one in (query, key, value))
    found: torch.Tensor = torch.ops.wellspring.attention(*flat, query.shape[1], float(scale))
    return found.view(*found.shape[:2], query.shape[1], -1), None
