"""Hubs of threads, proposed from what is near them in the library."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from ingest.threads.drafts import Draft, Transcript
from kb.errors import UsageFault
from web.hub_proposal import SURE, HubProposal, hub_chooser

if TYPE_CHECKING:
    from tests.web.fakes import FakeServices

THREAD = Transcript(
    "fake", "1", "", 'Pumps: "dry" -run', "en", (Draft("1", text="hub:x What now? " * 99),)
)


@dataclass
class FoundHubs:
    """A searcher that finds documents of these hubs, in this order.

    Attributes:
        asked: the queries.
    """

    hubs: tuple[str, ...]
    asked: list[str] = field(default_factory=list)

    def search(self, query: str, **_options: Any) -> Any:
        """One hit for each hub."""
        self.asked.append(query)
        found = enumerate(self.hubs, 1)
        hits = [SimpleNamespace(rank=n, document=SimpleNamespace(hub_id=h)) for n, h in found]
        return SimpleNamespace(hits=hits)


def proposed(*hubs: str, otherwise: str | None = None) -> tuple[str, float]:
    """What is proposed where documents of these hubs are found."""
    choice = HubProposal(FoundHubs(hubs), "first", otherwise)(THREAD)  # type: ignore[arg-type]
    assert choice.confidence is not None
    return choice.hub, choice.confidence


def test_the_hub_of_most_and_best_hits_is_proposed() -> None:
    """Surer the more of them agree; one hit alone is no certainty."""
    sure = proposed(*["pumps"] * 10)
    assert sure[0] == "pumps"
    assert sure[1] > 0.75
    mixed = proposed("pumps", "pipes", "pumps", "meters", "pumps", "pumps")
    assert mixed[0] == "pumps"
    assert proposed("pumps")[1] <= 0.5 < mixed[1] < sure[1]


def test_what_is_unsure_goes_elsewhere_if_told_so() -> None:
    """To the likeliest hub otherwise, and to the first where nothing is found at all."""
    torn = ("pumps", "pipes", "meters", "people", "money")
    assert proposed(*torn)[0] == "pumps"
    assert proposed(*torn)[1] < SURE
    assert proposed(*torn, otherwise="other")[0] == "other"
    assert proposed() == ("first", 0.0)
    assert proposed(otherwise="other") == ("other", 0.0)


def test_what_people_wrote_is_no_query_language() -> None:
    """Operators in a title narrow nothing, and a long post is no long query."""
    searcher = FoundHubs(())
    HubProposal(searcher, "first")(THREAD)  # type: ignore[arg-type]
    [query] = searcher.asked
    assert not set(query) & set('":-')
    assert len(query.split()) <= 60


def test_a_named_hub_must_be_there(services: FakeServices) -> None:
    """Wrong names are told before anything is done; the right one is taken as it is."""
    for hub, otherwise in (("nowhere", None), ("auto", "nowhere"), ("water-distribution", "auto")):
        with pytest.raises(UsageFault):
            hub_chooser(services, hub, otherwise)
    choice = hub_chooser(services, "water-distribution", None)(THREAD)
    assert (choice.hub, choice.confidence) == ("water-distribution", None)
