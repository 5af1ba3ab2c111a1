"""What each type of figure shows."""

from __future__ import annotations

import re

import pytest

from tests.web.figures.measure import Box, Drawn
from tests.web.figures.samples import BARS, BREAKDOWN, CHAIN, LINE, NETWORK
from web.rendering.figures import figure_html, parse
from web.rendering.figures.line import spread


def drawn(text: str) -> Drawn:
    """A figure's markup from its YAML."""
    return Drawn(figure_html(parse(text), 1))


def word(found: Drawn, words: str) -> Box:
    """The line of text that says these words."""
    return next(box for box in found.words() if box.words == words)


def test_steps_are_numbered_from_above() -> None:
    """Each step is below the one before, with its number before its name."""
    found = drawn(CHAIN)
    tops = [word(found, name).top for name in ("Containment", "Emptying", "Treatment")]
    assert tops == sorted(tops)
    assert word(found, "1").right < word(found, "Containment").left


def test_a_loop_leads_back_to_the_first_step() -> None:
    """There is one arrow more than between the steps, and it ends at the first box."""
    heads = [path for path in drawn(CHAIN).svg.iter("path") if path.get("class") == "fig-head"]
    assert len(heads) == 3
    first = drawn(CHAIN).boxes("fig-box")[0]
    tip = re.match(r"M(\S+) (\S+?)[LHV]", heads[-1].get("d", ""))
    assert tip is not None
    assert abs(float(tip[1]) - first.right) < 1
    assert first.top < float(tip[2]) < first.bottom


def test_a_text_from_right_to_left_turns_the_chain_round() -> None:
    """Numbers stand at the right, and Arabic lines end where the box's words begin."""
    found = drawn(
        CHAIN.replace("The sanitation service chain", "سلسلة").replace("Emptying", "تفريغ")
    )
    assert word(found, "1").left > word(found, "Containment").right
    turned = [text for text in found.svg.iter("text") if text.get("direction") == "rtl"]
    assert [text.text for text in turned] == ["تفريغ"]
    assert word(found, "تفريغ").right == pytest.approx(word(found, "Containment").right)


def test_parts_stand_right_of_their_whole_and_fill_its_height() -> None:
    """The columns of a breakdown: the last part has no parts and goes on to the edge."""
    found = drawn(BREAKDOWN)
    whole = found.boxes("fig-whole")[0]
    cells = found.boxes("fig-box")
    assert all(cell.left > whole.right for cell in cells)
    assert min(cell.top for cell in cells) == whole.top
    assert max(cell.bottom for cell in cells) == pytest.approx(whole.bottom, abs=0.2)
    assert max(cell.right for cell in cells) == pytest.approx(cells[0].right, abs=0.2)


def test_values_of_parts_are_shares_of_the_whole() -> None:
    """4.0 of 12.0 is 33 %; of a hundred, or in per cent, nothing is added."""
    assert word(drawn(BREAKDOWN), "4.0 (33 %)")
    assert word(drawn(BREAKDOWN.replace("million m³ a year", "'%'")), "4.0")


def test_four_columns_put_the_whole_on_top() -> None:
    """So that a phone needs no scrolling."""
    deeper = BREAKDOWN.replace("value: 2.8}", "value: 2.8, parts: [{name: Leaks}]}")
    found = drawn(deeper)
    whole = found.boxes("fig-whole")[0]
    assert all(cell.top > whole.bottom for cell in found.boxes("fig-box"))


def test_links_end_at_the_cards_and_a_closed_valve_stops_the_arrow() -> None:
    """Two arrows for three links; the link to the closed valve is dashed."""
    found = drawn(NETWORK)
    classes = [path.get("class") for path in found.svg.findall("path")]
    assert classes.count("fig-head") == 2
    assert classes.count("fig-cut") == 1
    assert word(found, "24 h flow").top > word(found, "Inlet meter").bottom


def test_a_wide_network_is_turned_to_fit_a_phone() -> None:
    """Four columns and two rows become two columns; four columns and five rows scroll."""
    head = "type: network\ntitle: T\ntext: T\nnodes:\n"
    node = "- {{id: n{0}{1}, name: Node {0}{1}, at: [{0}, {1}]}}\n"
    row = "".join(node.format(column, 0) for column in range(4)) + node.format(0, 1)
    found = drawn(f"{head}{row}links: [[n00, n10], [n00, n01]]")
    assert found.sheet.right == 340
    assert word(found, "Node 10").top > word(found, "Node 00").bottom
    wide = drawn(f"{head}{row}{node.format(1, 4)}links: [[n00, n10], [n00, n01]]")
    assert wide.sheet.right > 340
    box = wide.figure.find("section")
    assert box is not None
    assert box.attrib == {"class": "scroll", "tabindex": "0", "aria-label": "Figure 1"}


def test_bars_are_as_long_as_their_values() -> None:
    """Lengths are to scale from zero, and each value stands after its bar."""
    found = drawn(BARS)
    long, short = found.boxes("fig-bar")
    assert (long.right - long.left) / (short.right - short.left) == pytest.approx(72 / 6.5, 0.01)
    assert word(found, "72").left > long.right
    assert word(found, "6.5").left > short.right


def test_a_line_goes_through_its_values() -> None:
    """Half as much is half as high; each marker tells its value; marks are round."""
    found = drawn(LINE)
    marks = {box.words for box in found.words()}
    assert {"0", "20", "40", "60", "80", "1995", "2000", "2005", "2010"} <= marks
    titles = [title.text for title in found.svg.iter("title")]
    assert "2000: 35 %" in titles
    lines = [path for path in found.svg.findall("path") if path.get("class") == "fig-s1"]
    assert len(lines) == 1
    assert {path.get("class") for path in found.svg.findall("path")} >= {"fig-s1", "fig-s2"}


@pytest.mark.parametrize("text", [BARS, LINE])
def test_plotted_values_are_in_a_table_too(text: str) -> None:
    """A real table with heads for rows and columns."""
    table = drawn(text).figure.find(".//details/section/table")
    assert table is not None
    heads = [cell.get("scope") for cell in table.iter("th")]
    assert {"col", "row"} == set(heads)
    cells = [cell.text for cell in table.findall("tbody//td")]
    assert cells == (["72", "6.5"] if text is BARS else ["72", "55", "35", "–", "6", "34"])


def test_everybody_can_read_the_text() -> None:
    """The words of the picture are in a paragraph that opens."""
    found = drawn(NETWORK).figure
    assert (found.findtext("details/p") or "").startswith("One meter feeds the area")
    assert found.findtext("figcaption") == "A district metered area"
    assert drawn(BARS).figure.findtext("figcaption/span") == "(%)"


def test_names_beside_lines_are_moved_apart() -> None:
    """They keep their order, do not touch, and end above the bottom."""
    tops = spread([100, 98, 10], [20, 20, 20], (5, 110))
    assert tops == [90, 70, 5]
