"""What a figure's YAML may say: one model for each type of figure, small enough to be drawn."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Annotated, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints
from pydantic import model_validator as check

from web.rendering.figures.grid import Place, runs_across


def _words(value: object) -> object:
    """Numbers are names too (``1996: 72``); line ends and doubled blanks are one blank."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return re.sub(r"\s+", " ", value).strip() if isinstance(value, str) else value


def _no_truth(value: object) -> object:
    if isinstance(value, bool):
        raise ValueError("is not a number")  # noqa: TRY004  # pydantic asks for this one
    return value


def _ends(value: object) -> object:
    """``[a, b]`` is short for ``{from: a, to: b}``."""
    if isinstance(value, list):
        if len(value) != 2:
            raise ValueError("a link names two nodes, such as `[main, inlet]`")
        return {"from": value[0], "to": value[1]}
    return value


_Words = BeforeValidator(_words)
Name = Annotated[str, StringConstraints(min_length=1, max_length=40), _Words]
Note = Annotated[str, StringConstraints(min_length=1, max_length=90), _Words]
_Number = Field(allow_inf_nan=False, ge=-1e12, le=1e12)
Number = Annotated[int | float, _Number, BeforeValidator(_no_truth)]
Amount = Annotated[Number, Field(ge=0)]
Symbol = Literal[
    "reservoir", "works", "pump", "main", "meter", "valve", "closed", "zone", "customer", "point"
]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Figure(_Part):
    """What every figure has: a title, and in words all that the picture shows."""

    title: Annotated[str, StringConstraints(min_length=1, max_length=120), _Words]
    text: Annotated[str, StringConstraints(min_length=1, max_length=700), _Words]


class Step(_Part):
    """One step of a chain."""

    name: Name
    note: Note | None = None


class Chain(_Figure):
    """Steps one after another; ``loop`` stands on the way back from the last to the first."""

    type: Literal["chain"]
    steps: list[Step] = Field(min_length=2, max_length=12)
    loop: Note | None = None


class Share(_Part):
    """A whole or a part of one; leaves have no parts."""

    name: Name
    value: Amount | None = None
    parts: list[Share] = Field(default_factory=list, max_length=8)

    @property
    def columns(self) -> int:
        """How deep it is divided, itself included."""
        return 1 + max((part.columns for part in self.parts), default=0)

    @property
    def leaves(self) -> int:
        """How many undivided parts it has."""
        return sum(part.leaves for part in self.parts) or 1

    @check(mode="after")
    def _adds_up(self) -> Self:
        given = [part.value for part in self.parts if part.value is not None]
        if self.value is None or not given:
            return self
        total, off = sum(given), 0.01 * self.value  # values are rounded
        if total > self.value + off or (len(given) == len(self.parts) and total < self.value - off):
            raise ValueError(
                f"the parts of {self.name} come to {total:.12g}, but it is {self.value:.12g}"
            )
        return self


class Breakdown(_Figure):
    """A whole divided into parts, in columns."""

    type: Literal["breakdown"]
    unit: Name | None = None
    whole: Share

    @check(mode="after")
    def _fits(self) -> Self:
        if not 2 <= self.whole.columns <= 4:
            raise ValueError("`whole` needs parts, and at most four columns: whole, parts, …")
        if self.whole.leaves > 16:
            raise ValueError("the last parts may be 16 at most")
        return self


class Node(_Part):
    """A thing on the grid of a network: column and row from 0."""

    id: Name
    name: Name
    symbol: Symbol = Field("point", alias="as")
    at: tuple[Annotated[int, Field(ge=0, le=3)], Annotated[int, Field(ge=0, le=5)]]


class _Ends(_Part):
    """A link from one node to another."""

    start: Name = Field(alias="from")
    end: Name = Field(alias="to")
    name: Name | None = None


Link = Annotated[_Ends, BeforeValidator(_ends)]


class Network(_Figure):
    """A schematic of nodes and links."""

    type: Literal["network"]
    nodes: list[Node] = Field(min_length=2, max_length=24)
    links: list[Link] = Field(min_length=1, max_length=40)

    @check(mode="after")
    def _has_places_of_their_own(self) -> Self:
        places: dict[Place, str] = {}
        for node in self.nodes:
            if node.at in places:
                both = f"{places[node.at]} and {node.id}"
                raise ValueError(f"the nodes {both} are both `at: {list(node.at)}`")
            places[node.at] = node.id
        if len(set(places.values())) < len(self.nodes):
            raise ValueError("two nodes have the same `id`")
        return self

    @check(mode="after")
    def _links_what_is_there(self) -> Self:
        places = {node.id: node.at for node in self.nodes}
        drawn: set[frozenset[str]] = set()
        for link in self.links:
            for end in (link.start, link.end):
                if end not in places:
                    raise ValueError(f"a link names {end}, which is the `id` of no node")
            ends, named = frozenset({link.start, link.end}), f"the link {link.start} to {link.end}"
            if len(ends) == 1 or ends in drawn:
                raise ValueError(f"{named} leads nowhere else, or is there twice")
            drawn.add(ends)
            for other, place in places.items():
                if other not in ends and runs_across(places[link.start], places[link.end], place):
                    raise ValueError(f"{named} would run across {other}: move one of them")
        return self


class Bars(_Figure):
    """Horizontal bars from zero."""

    type: Literal["bars"]
    unit: Name | None = None
    values: dict[Name, Amount] = Field(min_length=1, max_length=20)

    @check(mode="after")
    def _has_something_to_show(self) -> Self:
        if not any(self.values.values()):
            raise ValueError("every value is 0")
        return self


class Axis(_Part):
    """What is measured upwards."""

    name: Name
    unit: Name | None = None


Points = Annotated[list[tuple[Number, Number]], Field(min_length=2, max_length=40)]


class Line(_Figure):
    """Values over something that is counted, such as years, joined by lines."""

    type: Literal["line"]
    x: Name
    y: Axis
    series: dict[Name, Points] = Field(min_length=1, max_length=4)

    @check(mode="after")
    def _goes_on(self) -> Self:
        for name, points in self.series.items():
            if any(before[0] >= after[0] for before, after in pairwise(points)):
                raise ValueError(f"the points of {name} are not in the order of {self.x}")
        return self


Figure = Chain | Breakdown | Network | Bars | Line
TYPES: dict[str, type[Figure]] = {
    "chain": Chain,
    "breakdown": Breakdown,
    "network": Network,
    "bars": Bars,
    "line": Line,
}
