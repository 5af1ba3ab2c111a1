"""The glossary of the starter library."""

from __future__ import annotations

import pytest

from kb.home import GLOSSARY
from kb.starter import STARTER
from tests.guards.content.faults import require_none
from tests.guards.content.glossary import check

GOOD = """\
- term: Aquifer
  abbreviations: [AQ]
  translations: {fr: [aquifère], es: [acuífero], pt: [aquífero]}
  definition: Rock that holds water.
  source: {title: A, publisher: B, url: 'https://example.org'}
- term: well
  translations: {fr: [puits], es: [pozo], pt: [poço]}
  definition: A hole that gives water.
  source: {title: A, publisher: B, url: 'https://example.org'}
"""


def test_the_glossary() -> None:
    """250 terms or more in four languages, sorted, each name one term's only, with sources."""
    require_none(check((STARTER / GLOSSARY).read_text("utf-8")))


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("- term: Aquifer", "- term: zone", "glossary.yaml:6: “well” stands after “zone”"),
        (", pt: [poço]", "", "“well” has no name in pt"),
        ("gives water.", "gives water", "The definition of “well” is no sentence"),
        ("A hole", "a hole", "The definition of “well” is no sentence"),
        ("A hole", "A hole" * 60, "The definition of “well” is no sentence"),
        ("[puits]", "[Aquifere]", "“aquifere” (fr) names “Aquifer” and “well”"),
        ("- term: well", "- term: well\n  synonyms: [aq]", "“aq” (en) names"),
    ],
)
def test_the_check_catches(old: str, new: str, message: str) -> None:
    """Each of these faults is told."""
    assert old in GOOD
    assert message in "\n".join(map(str, check(GOOD.replace(old, new), fewest=2)))


def test_the_check_lets_a_good_glossary_pass() -> None:
    """Unless it is too small."""
    assert list(check(GOOD, fewest=2)) == []
    assert "It has 2 terms" in "\n".join(map(str, check(GOOD)))
