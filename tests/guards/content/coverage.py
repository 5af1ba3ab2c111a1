"""The library as a whole: enough in every hub, every subject of the plan, every level."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from tests.guards.content.faults import Fault
from tests.guards.content.reading_lists import LEVELS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.guards.content.pages import Shelf

HUBS = {
    "sanitation-wastewater", "commercial-operations", "asset-management", "low-income-customers",
    "water-distribution", "water-resources-climate", "utility-organisation",
    "water-quality-production", "wop-project-management", "young-professionals",
}  # fmt: skip
DOCUMENTS, LISTS = 40, 10
# What a hub has at least: so many documents of these kinds together.
LEAST = {("factsheet", "guide"): 2, ("case-study",): 1, ("questions", "thread"): 1}
# The subjects that must be there, and the documents that hold them.
SUBJECTS = {
    "IWA water balance": ["iwa-water-balance"],
    "minimum night flow": ["minimum-night-flow"],
    "infrastructure leakage index": ["infrastructure-leakage-index"],
    "pressure management": ["pressure-management"],
    "meter replacement": ["meter-replacement"],
    "tariff blocks and affordability": ["increasing-block-tariffs"],
    "billing and collection": ["billing-and-collection"],
    "prepaid and shared connections": ["prepaid-meters", "shared-connections-and-kiosks"],
    "condominial and simplified sewerage": ["simplified-sewerage"],
    "faecal sludge management": ["faecal-sludge-management"],
    "excreta flow diagrams (SFD)": ["excreta-flow-diagrams"],
    "asset register and criticality": ["asset-register", "asset-criticality"],
    "condition assessment": ["condition-assessment"],
    "pump efficiency": ["pump-efficiency"],
    "chlorine contact time": ["chlorine-contact-time"],
    "water safety plans": ["water-safety-plans"],
    "drought and climate risk": ["drought-and-climate-risk"],
    "source protection": ["source-protection"],
    "staff productivity indicators": ["staff-productivity"],
    "utility turnaround": ["utility-turnaround"],
    "a Water Operators' Partnership from first contact to follow-up": ["how-a-wop-works"],
    "peer mentoring": ["peer-mentoring"],
    "a first hundred days abroad": ["first-hundred-days-abroad"],
}
AFRICA = """
    DZ AO BJ BW BF BI CV CM CF TD KM CD CG CI DJ EG GQ ER SZ ET GA GM GH GN GW KE LS LR LY MG MW
    ML MR MU MA MZ NA NE NG RW ST SN SC SL SO ZA SS SD TZ TG TN UG ZM ZW
"""


def check(shelf: Shelf) -> Iterator[Fault]:
    """What the library lacks."""
    for hub in sorted(HUBS ^ shelf.hubs.keys()):
        yield Fault("", 0, f"Hub {hub} is missing or not planned", "See the list of hubs")
    for hub in sorted(HUBS & shelf.hubs.keys()):
        yield from _hub(hub, shelf)
    yield from _numbers(shelf)
    for subject, documents in SUBJECTS.items():
        for one in documents:
            if one not in shelf.documents:
                yield Fault("", 0, f"Nothing on {subject}", f"Write the document {one}")


def _numbers(shelf: Shelf) -> Iterator[Fault]:
    for count, least, name in (
        (len(shelf.documents), DOCUMENTS, "documents"),
        (len(shelf.lists), LISTS, "reading lists"),
    ):
        if count < least:
            yield Fault("", 0, f"{count} {name}", f"There must be at least {least}")
    for level in LEVELS:
        if level not in {page.fields.get("level") for page in shelf.lists.values()}:
            yield Fault("", 0, f"No reading list of level {level}", "Give one list this level")
    cases = [page for page in shelf.documents.values() if page.kind == "case-study"]
    african = [page for page in cases if page.fields.get("country") in AFRICA.split()]
    if 2 * len(african) < len(cases):
        message = f"{len(african)} of {len(cases)} case studies are African"
        yield Fault("", 0, message, "At least half must be")


def _hub(hub: str, shelf: Shelf) -> Iterator[Fault]:
    kinds = Counter(page.kind for page in shelf.documents.values() if page.hub == hub)
    for group, least in LEAST.items():
        count = sum(kinds[kind] for kind in group)
        if count < least:
            names = " or ".join(group)
            yield Fault(f"{hub}/", 0, f"{count} of kind {names}", f"Write at least {least}")
    if not any(page.hub == hub for page in shelf.lists.values()):
        yield Fault(f"{hub}/", 0, "No reading list", "Write one")
