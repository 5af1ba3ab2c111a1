"""Worked examples: recomputed from their inputs by the functions in ``tests/guards/examples``.

Each module there is named as its hub with underscores and has ``EXAMPLES``, a function for each
document id; modules are found by being there.
"""

from __future__ import annotations

import importlib
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.guards.content.text import CODE_SPAN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from tests.guards.content.faults import Fault
    from tests.guards.content.pages import Page, Shelf

FOLDER = Path(__file__).parents[1] / "examples"
FORMULA = re.compile(r"^[^=]{1,60}=.*[×÷+−/√^].*|^[^=]{1,60}=\s*\S+\s*[-−]\s*\S+")


@cache
def functions() -> dict[str, dict[str, Callable[..., dict[str, float]]]]:
    """Functions by hub, then by document id."""
    found = {}
    for path in sorted(FOLDER.glob("[!_]*.py")):
        module = importlib.import_module(f"tests.guards.examples.{path.stem}")
        found[path.stem.replace("_", "-")] = module.EXAMPLES
    return found


def check(page: Page, shelf: Shelf) -> Iterator[Fault]:
    """The worked example of a page."""
    if page.kind not in {"hub", "reading-list"}:
        yield from recompute(page, functions().get(page.hub, {}))


def left_over(shelf: Shelf) -> Iterator[str]:
    """Functions that no document of their hub has an example for."""
    for hub, examples in functions().items():
        for name in examples:
            page = shelf.documents.get(name)
            if page is None or page.hub != hub or "example" not in page.fields:
                yield f"tests/guards/examples/{hub.replace('-', '_')}.py: {name}"


def recompute(
    page: Page, examples: Mapping[str, Callable[..., dict[str, float]]]
) -> Iterator[Fault]:
    """Compare a page's example with what its function makes of the inputs."""
    example: dict[str, Any] | None = page.fields.get("example")
    line = page.line_of("example")
    if example is None:
        yield from _formulas(page)
        return
    function = examples.get(page.id)
    if function is None:
        where = f"tests/guards/examples/{page.hub.replace('-', '_')}.py"
        yield page.fault(line, "No function recomputes the example", f"Add one to {where}")
        return
    try:
        computed = function(**example["inputs"])
    except (TypeError, KeyError) as error:
        remedy = "Name the function's parameters as `inputs` does"
        yield page.fault(line, f"The inputs do not fit: {error}", remedy)
        return
    stated = example.get("results") or {}
    if computed.keys() != stated.keys():
        remedy = f"State {', '.join(computed)}"
        yield page.fault(line, f"The results are {', '.join(stated)}", remedy)
        return
    for name, value in stated.items():
        yield from _compare(page, name, value, computed[name])


def _compare(page: Page, name: str, stated: float, computed: float) -> Iterator[Fault]:
    digits = len(str(stated).partition(".")[2])
    line = page.line_of("example")
    if abs(round(computed, digits) - stated) > 10 ** -(digits + 6):
        remedy = f"It is {computed:.{digits + 2}f}"
        yield page.fault(line, f"`{name}: {stated}` does not follow", remedy)
    shown = f"{computed:,.{digits}f}"
    zeros = "0*" if digits else r"(?:\.0+)?"
    pattern = rf"(?<![\d.,]){re.escape(shown)}{zeros}(?!\d|[.,]\d)"
    if not re.search(pattern, page.body.replace("−", "-")):
        remedy = f"Write {shown} where the text works the example"
        yield page.fault(line, f"The text does not show the result `{name}`", remedy)


def _formulas(page: Page) -> Iterator[Fault]:
    for block in page.blocks:
        spans = CODE_SPAN.findall(block.text) if block.kind != "code" else []
        for span in spans:
            if FORMULA.match(span):
                remedy = "Add `example:` and its function, with a section “Worked example”"
                yield page.fault(block.line, f"`{span}` without a worked example", remedy)
                return
