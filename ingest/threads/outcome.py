"""What becomes of one thread of an export."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class HubChoice:
    """The hub a new thread goes to.

    Attributes:
        hub: its id.
        confidence: 0 to 1; ``None`` where a person named it.
    """

    hub: str
    confidence: float | None = None


@dataclass(frozen=True)
class Written:
    """What became of one thread.

    Attributes:
        outcome: ``refused`` where its document cannot be read, so that nothing was changed.
        document: its id; empty where there is none.
        new_posts: posts that the library did not have.
        edited: posts edited by hand stayed as they are.
        choice: the hub of a new thread.
        originals: hashes of its attachments.
        fault: why it was refused.
    """

    outcome: Literal["new", "updated", "unchanged", "refused"]
    document: str = ""
    new_posts: int = 0
    edited: bool = False
    choice: HubChoice | None = None
    originals: frozenset[str] = frozenset()
    fault: str = ""
