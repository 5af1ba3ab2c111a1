"""A figure's YAML to its model, or a fault that names the field and what to write."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from kb.library.figures import FigureFault, load
from web.rendering.figures.contract import TYPES, Figure

if TYPE_CHECKING:
    from collections.abc import Mapping

_TYPE_LIST = ", ".join(TYPES)
_REMEDIES = {
    "title": "Write `title: …`, at most 120 characters.",
    "text": "Write `text: …`: in words all that the picture shows, at most 700 characters.",
    "steps": "Write 2 to 12 steps such as `- {name: Emptying, note: by vacuum truck}`.",
    "loop": "Write `loop: words on the way back`, or leave it out.",
    "unit": "Write `unit: m³ a day`, at most 40 characters, or leave it out.",
    "whole": "Write `whole: {name: …, value: …, parts: [{name: …}, …]}`, each name at most 40 "
    "characters, in at most four columns.",
    "nodes": "Write `- {id: inlet, name: Inlet meter, as: meter, at: [0, 1]}`: column 0 to 3, row "
    "0 to 5, and `as` one of reservoir, works, pump, main, meter, valve, closed, zone, customer "
    "and point.",
    "links": "Write `- [main, inlet]` or `- {from: main, to: inlet, name: 24 h flow}`.",
    "values": 'Write 1 to 20 numbers from 0 up: `values: {"1996": 72, "2010": 6}`.',
    "x": "Write `x: year`.",
    "y": 'Write `y: {name: Non-revenue water, unit: "%"}`.',
    "series": "Write 1 to 4 series of 2 to 40 points in order: `{Our town: [[1993, 72], "
    "[2000, 35]]}`.",
}
_KEYED = (["values"], ["series"])  # a number in these is a name


def parse(text: str) -> Figure:
    """Read the YAML of a ``figure`` block.

    Raises:
        FigureFault: message, remedy, and the field where it is about one.
    """
    fields = load(text)
    kind = fields.get("type")
    model = TYPES.get(kind) if isinstance(kind, str) else None
    if model is None:
        problem = f"`type` cannot be `{str(kind)[:40]}`" if kind else "`type` is missing"
        raise FigureFault(problem, f"Use one of: {_TYPE_LIST}.", field="type")
    try:
        return model.model_validate(fields)
    except ValidationError as error:
        raise _fault(error.errors()[0], str(kind)) from error


def _fault(first: Mapping[str, Any], kind: str) -> FigureFault:
    where = ".".join(_path(first))
    top = where.split(".")[0]
    remedy = _REMEDIES.get(top, "")
    given = " ".join(str(first["input"]).split())[:40]
    reason = first["msg"].removeprefix("Value error, ")
    match first["type"]:
        case "missing":
            message = f"`{where}` is missing"
        case "extra_forbidden":
            message = f"`{where}` is not a field of `type: {kind}`"
            remedy = "Leave it out."
            if first["input"] is None and "." in where:
                above, _dot, words = where.rpartition(".")
                message = f"Words of `{above}` have a comma, before `{words}`"
                remedy = 'Put them in quotes: `note: "pit, or septic tank"`.'
        case "value_error" if where:
            message = f"`{where}`: {reason}"
        case "value_error":
            message, remedy = _capital(reason), ""
        case _ if first["input"] is None:
            message = f"`{where}` is empty"
        case _:
            message = f"`{where}` cannot be `{given}`: {reason[:1].lower()}{reason[1:]}"
    return FigureFault(message, remedy, field=where)


def _path(first: Mapping[str, Any]) -> list[str]:
    """The field as people count: the first of a list is 1; what only pydantic names is left out."""
    path: list[str] = []
    for part in first["loc"]:
        if isinstance(part, int):
            path.append(str(part if path in _KEYED else part + 1))
        elif part not in {"int", "float", "[key]"} and not part.startswith("constrained"):
            path.append(part)
    return path


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
