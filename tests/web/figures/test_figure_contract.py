"""What a figure may say, and what is said to who writes something else."""

from __future__ import annotations

import pytest

from tests.web.figures.samples import BARS, BREAKDOWN, CHAIN, LINE, NETWORK, SAMPLES
from web.rendering.figures import FigureFault, parse

HUGE = "9" * 5000
HOSTILE = {
    "an alias bomb": "type: chain\na: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n",
    "a structure in itself": "type: chain\nsteps: &a [*a]\n",
    "a tag": "type: chain\ntitle: !!python/object/apply:os.system [ls]\n",
    "a tag of our own": "type: chain\ntitle: !thing x\n",
    "much text": CHAIN + f"more: {'x' * 9000}\n",
    "many values": f"type: bars\nvalues: [{', '.join(['1'] * 2000)}]\n",
    "deep brackets": "a: " + "[" * 3000,
    "deep braces": "{a: " * 500,
    "a number without end": f"type: bars\nvalues: {{a: {HUGE}}}\n",
    "a control character": "type: chain\ntitle: a\x07b\n",
    "a key that is a list": "? [a, b]\n: 1\n",
    "two documents": "type: chain\n---\ntype: bars\n",
    "a list": "- type: chain\n",
    "nothing": "",
    "words": "A picture of a pump",
    "no YAML": "type: chain\ntitle: Foo: bar\n",
    "a day that is none": "type: chain\ntitle: 2023-13-45\n",
    "one field twice": "type: chain\ntype: bars\n",
}
WRONG = [
    (CHAIN, "type: chain", "type: pie", "type", "`type` cannot be `pie`"),
    (CHAIN, "type: chain\n", "", "type", "`type` is missing"),
    (CHAIN, "type: chain", "type: [chain]", "type", "`type` cannot be"),
    (CHAIN, "text: Five", "words: Five", "text", "`text` is missing"),
    (CHAIN, "title: The sanitation service chain", "title:", "title", "`title` is empty"),
    (CHAIN, "{name: Emptying}", "{note: Emptying}", "steps.2.name", "`steps.2.name` is missing"),
    (CHAIN, '"pit, or septic tank"', "pit, or tank", "steps.1.or tank", "have a comma"),
    (CHAIN, "Emptying", "x" * 41, "steps.2.name", "at most 40 characters"),
    (CHAIN, "loop:", "colour: red\nloop:", "colour", "not a field of `type: chain`"),
    (CHAIN, "loop: compost goes back", "loop: [1]", "loop", "`loop` cannot be"),
    (BREAKDOWN, "value: 2.8", "value: 1.8", "whole.parts.2", "come to 3, but it is 4"),
    (BREAKDOWN, "value: 8.0", "value: 80", "whole", "come to 84, but it is 12"),
    (BREAKDOWN, "value: 8.0", "value: lots", "whole.parts.1.value", "cannot be `lots`"),
    (NETWORK, "at: [1, 1]", "at: [0, 0]", "", "The nodes main and area are both"),
    (NETWORK, "id: area", "id: inlet", "", "the same `id`"),
    (NETWORK, "at: [1, 1]", "at: [4, 1]", "nodes.3.at.1", "cannot be `4`"),
    (NETWORK, "as: meter", "as: tap", "nodes.2.as", "cannot be `tap`"),
    (NETWORK, "[area, shut]", "[area, well]", "", "well, which is the `id` of no node"),
    (NETWORK, "[area, shut]", "[area]", "links.3", "a link names two nodes"),
    (NETWORK, "[area, shut]", "[area, area]", "", "leads nowhere else"),
    (NETWORK, "[area, shut]", "[inlet, main]", "", "is there twice"),
    (BARS, "72,", "-72,", "values.1996", "cannot be `-72`"),
    (BARS, "72,", ",", "values.1996", "`values.1996` is empty"),
    (BARS, "72,", ".nan,", "values.1996", "cannot be `nan`"),
    (BARS, "72,", "true,", "values.1996", "is not a number"),
    (BARS, '{1996: 72, "2010": 6.5}', "{a: 0}", "", "Every value is 0"),
    (BARS, '{1996: 72, "2010": 6.5}', "{}", "values", "cannot be `{}`"),
    (LINE, "[2000, 35]", "[1990, 35]", "", "not in the order of year"),
    (LINE, "[2000, 35]", "[2000]", "series.Phnom Penh.2.2", "is missing"),
    (LINE, "[2000, 35]", "[2000, .inf]", "series.Phnom Penh.2.2", "cannot be `inf`"),
    (LINE, "y: {name: Non-revenue water", "y: {nom: x", "y.name", "`y.name` is missing"),
]  # fmt: skip


@pytest.mark.parametrize("kind", SAMPLES)
def test_a_good_figure_is_read(kind: str) -> None:
    """Every type's example is valid and keeps its title and text."""
    figure = parse(SAMPLES[kind])
    assert figure.type == kind
    assert figure.title
    assert figure.text


@pytest.mark.parametrize(("good", "old", "new", "field", "said"), WRONG)
def test_a_mistake_is_named(good: str, old: str, new: str, field: str, said: str) -> None:
    """The fault names the field, counted as people count, and what is wrong with it."""
    assert old in good
    with pytest.raises(FigureFault) as caught:
        parse(good.replace(old, new, 1))
    assert caught.value.field == field
    assert said in caught.value.message


def test_a_fault_in_a_field_says_what_to_write() -> None:
    """The remedy shows the field as it should be."""
    with pytest.raises(FigureFault) as caught:
        parse(BARS.replace("72,", "many,"))
    assert 'values: {"1996": 72, "2010": 6}' in caught.value.remedy


@pytest.mark.parametrize("name", HOSTILE)
def test_what_no_figure_needs_is_refused(name: str) -> None:
    """Bombs, tags, floods and what is no YAML end in a fault with a short message."""
    with pytest.raises(FigureFault) as caught:
        parse(HOSTILE[name])
    assert len(str(caught.value)) < 400


def test_a_link_may_not_hide_behind_a_node() -> None:
    """A link from the first to the third of three nodes in a row is refused; two hops are not."""
    nodes = "nodes:\n" + "".join(
        f"- {{id: {name}, name: {name}, at: [0, {row}]}}\n" for row, name in enumerate("abc")
    )
    head = f"type: network\ntitle: T\ntext: T\n{nodes}links: "
    assert parse(head + "[[a, b], [b, c]]")
    with pytest.raises(FigureFault, match="would run across b"):
        parse(head + "[[a, c]]")


@pytest.mark.parametrize("words", ['{name: 1996}, {name: "a  \n b"}', "{name: 2.5}, {name: x y}"])
def test_names_may_be_numbers_or_run_over_lines(words: str) -> None:
    """A year needs no quotes; blanks are one blank."""
    steps = parse(f"type: chain\ntitle: T\ntext: T\nsteps: [{words}]").steps  # type: ignore[union-attr]
    assert steps[0].name in {"1996", "2.5"}
    assert steps[1].name in {"a b", "x y"}
