"""Who could read an article of the knowledge library."""

from __future__ import annotations

import json
from typing import Any

__all__ = ["is_open"]

_OPEN = frozenset(
    {"ALL", "EVERYONE", "EVERYBODY", "COMPANY", "COMMUNITY", "ORGANIZATION", "PUBLIC"}
)


def is_open(audience: Any) -> bool:
    """Whether everybody could read: nothing is said, or a word for everybody and nothing else.

    Meta documents ``read_audience`` as JSON of users, groups and conditions, not its form: what is
    not understood counts as closed.
    """
    if isinstance(audience, str):
        said = audience.strip()
        if said[:1] in {"{", "["}:
            try:
                return is_open(json.loads(said))
            except (ValueError, RecursionError):
                return False
        return said.upper() in {"", *_OPEN}
    if isinstance(audience, dict):
        return all(
            not value or (isinstance(value, str) and is_open(value)) for value in audience.values()
        )
    return not audience
