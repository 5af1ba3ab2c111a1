"""One good figure of each type, as people write them, and figures made at random."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import strategies as st

CHAIN = """type: chain
title: The sanitation service chain
text: Five steps lead from the toilet to the field.
steps:
- {name: Containment, note: "pit, or septic tank"}
- {name: Emptying}
- {name: Treatment, note: drying beds}
loop: compost goes back
"""
BREAKDOWN = """type: breakdown
title: A water balance
text: Of twelve million cubic metres eight are consumed.
unit: million m³ a year
whole:
  name: System input volume
  value: 12.0
  parts:
  - {name: Authorised consumption, value: 8.0}
  - name: Water losses
    value: 4.0
    parts: [{name: Apparent losses, value: 1.2}, {name: Real losses, value: 2.8}]
"""
NETWORK = """type: network
title: A district metered area
text: One meter feeds the area, and a closed valve parts it from its neighbour.
nodes:
- {id: main, name: Trunk main, as: main, at: [0, 0]}
- {id: inlet, name: Inlet meter, as: meter, at: [1, 0]}
- {id: area, name: Area 7, as: zone, at: [1, 1]}
- {id: shut, name: Boundary valve, as: closed, at: [0, 1]}
links:
- [main, inlet]
- {from: inlet, to: area, name: 24 h flow}
- [area, shut]
"""
BARS = """type: bars
title: Non-revenue water
text: It fell from 72 to 6 per cent.
unit: "%"
values: {1996: 72, "2010": 6.5}
"""
LINE = """type: line
title: Two utilities
text: Both fell.
x: year
y: {name: Non-revenue water, unit: "%"}
series:
  Phnom Penh: [[1993, 72], [2000, 35], [2010, 6]]
  Kampala: [[1993, 55], [2010, 34]]
"""
SAMPLES = {"chain": CHAIN, "breakdown": BREAKDOWN, "network": NETWORK, "bars": BARS, "line": LINE}


def fenced(text: str) -> str:
    """The block of a document that holds a figure."""
    return f"```figure\n{text}```\n"


def _words(longest: int) -> st.SearchStrategy[str]:
    letters = "abcdemwWMil  -/&<>'\"#:,{}1²éжعםक水ー́"
    text = st.one_of(
        st.text(letters, min_size=1, max_size=longest),
        st.sampled_from(["Boundary valve", "Unauthorised consumption", "W" * longest, "x"]),
    )
    return text.map(lambda words: " ".join(words.split())[:longest].strip()).filter(bool)


NAMES = _words(40)
_NOTES = st.none() | _words(90)
_AMOUNTS = st.one_of(
    st.integers(1, 10**12), st.floats(0.001, 10**9), st.sampled_from([0, 0.5, 12.0])
)
_NUMBERS = st.one_of(st.integers(-(10**12), 10**12), st.floats(-1e9, 1e9), st.integers(1950, 2030))


def _figure(kind: str, **fields: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    given = st.fixed_dictionaries({"title": _words(120), "text": _words(700), **fields})
    return given.map(
        lambda found: {"type": kind, **{k: v for k, v in found.items() if v is not None}}
    )


_STEPS = st.fixed_dictionaries({"name": NAMES}, optional={"note": _words(90)})
CHAINS = _figure("chain", steps=st.lists(_STEPS, min_size=2, max_size=12), loop=_NOTES)
_LEAVES = st.fixed_dictionaries({"name": NAMES}, optional={"value": _AMOUNTS})
_INNER = _LEAVES
for _ in range(2):
    _INNER = st.one_of(
        _LEAVES,
        st.fixed_dictionaries({"name": NAMES, "parts": st.lists(_INNER, min_size=1, max_size=2)}),
    )
_WHOLES = st.fixed_dictionaries({"name": NAMES, "parts": st.lists(_INNER, min_size=1, max_size=4)})
BREAKDOWNS = _figure("breakdown", unit=st.none() | NAMES, whole=_WHOLES)
BARS_FIGURES = _figure(
    "bars",
    unit=st.none() | NAMES,
    values=st.dictionaries(NAMES, _AMOUNTS, min_size=1, max_size=20).filter(
        lambda found: any(found.values())
    ),
)


def _sorted_points(xs: list[float], ys: list[float]) -> list[list[float]]:
    return [[x, y] for x, y in zip(sorted(set(xs)), ys, strict=False)]


_POINTS = st.builds(
    _sorted_points,
    st.lists(_NUMBERS, min_size=2, max_size=12, unique=True),
    st.lists(_NUMBERS, min_size=12, max_size=12),
)
LINES = _figure(
    "line",
    x=NAMES,
    y=st.fixed_dictionaries({"name": NAMES}, optional={"unit": NAMES}),
    series=st.dictionaries(NAMES, _POINTS, min_size=1, max_size=4),
)


@st.composite
def networks(draw: st.DrawFn) -> dict[str, Any]:
    """Nodes at different places; links between neighbours, so that none crosses a third."""
    columns, rows = draw(st.integers(1, 4)), draw(st.integers(1, 6))
    grid = [(column, row) for column in range(columns) for row in range(rows)]
    places = draw(st.sets(st.sampled_from(grid), min_size=min(2, len(grid)), max_size=12))
    places = {*places, (0, 0), (1, 1)}
    symbols = st.sampled_from(["pump", "meter", "closed", "zone", "point"])
    nodes = [
        {"id": f"{c}-{r}", "name": draw(NAMES), "as": draw(symbols), "at": [c, r]}
        for c, r in sorted(places)
    ]
    near = [
        (a, b)
        for a in sorted(places)
        for b in sorted(places)
        if a < b and abs(a[0] - b[0]) <= 1 and abs(a[1] - b[1]) <= 1
    ]
    links = []
    for a, b in draw(st.lists(st.sampled_from(near), min_size=1, max_size=12, unique=True)):
        ends = {"from": f"{a[0]}-{a[1]}", "to": f"{b[0]}-{b[1]}"}
        name = draw(st.none() | NAMES)
        links.append({**ends, "name": name} if name else ends)
    base = draw(_figure("network"))
    return {**base, "nodes": nodes, "links": links}


FIGURES = st.one_of(CHAINS, BREAKDOWNS, BARS_FIGURES, LINES, networks())


def as_yaml(fields: dict[str, Any]) -> str:
    """JSON is YAML."""
    return json.dumps(fields, ensure_ascii=False)
