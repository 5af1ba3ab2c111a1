"""The hub of a thread, proposed from where the library's documents nearest to it are."""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ingest.threads.outcome import HubChoice
from kb.errors import UsageFault
from kb.queries import hubs

if TYPE_CHECKING:
    from collections.abc import Callable

    from ingest.threads.drafts import Transcript
    from search.searcher import Searcher
    from web.services import Services

AUTO = "auto"
SURE = 0.5
_HITS = 10
_WORDS = 60
# What one more hit for no hub in particular would weigh: a single hit is no certainty.
_DOUBT = 1.0
_OPERATORS = re.compile(r"[^\w\s]|_")


@dataclass(frozen=True)
class HubProposal:
    """Proposes hubs.

    Attributes:
        searcher: finds what is near.
        first: the hub for threads of which nothing is known.
        otherwise: the hub for those whose own is not sure; ``None`` takes the likeliest.
    """

    searcher: Searcher
    first: str
    otherwise: str | None = None

    def __call__(self, transcript: Transcript) -> HubChoice:
        """Search for title and first post; hubs of the first hits weigh more than of the last.

        The confidence is the best hub's share of the weights. It is low where hits are few or in
        many hubs.
        """
        words = _OPERATORS.sub(" ", f"{transcript.title} {transcript.drafts[0].text}").split()
        hits = self.searcher.search(" ".join(words[:_WORDS]), limit=_HITS).hits
        weights: Counter[str] = Counter()
        for hit in hits:
            weights[hit.document.hub_id] += 1 / math.log2(hit.rank + 1)  # type: ignore[assignment]
        if not weights:
            return HubChoice(self.otherwise or self.first, 0.0)
        hub, weight = weights.most_common(1)[0]
        confidence = weight / (sum(weights.values()) + _DOUBT)
        if confidence < SURE and self.otherwise:
            hub = self.otherwise
        return HubChoice(hub, confidence)


def hub_chooser(
    services: Services, hub: str, otherwise: str | None
) -> Callable[[Transcript], HubChoice]:
    """How the hub of each new thread is chosen.

    Args:
        services: the instance.
        hub: a hub's id, or ``auto``.
        otherwise: with ``auto``, the hub for threads whose own is not sure.

    Raises:
        UsageFault: there is no such hub.
    """
    with services.database.reading() as session:
        known = [row.id for row in hubs(session)]
    for named in (hub, otherwise):
        if named not in (None, AUTO, *known):
            names = ", ".join(known) or "none yet"
            raise UsageFault(f"There is no hub `{named}`", f"Hubs here: {names}.")
    if otherwise is not None and hub != AUTO:
        raise UsageFault("--hub-otherwise needs `--hub auto`", "Leave it out.")
    if hub != AUTO:
        return lambda _transcript: HubChoice(hub)
    if not known:
        raise UsageFault("There is no hub yet", "Add one, then run `kb sync`.")
    return HubProposal(services.searcher, known[0], otherwise)
