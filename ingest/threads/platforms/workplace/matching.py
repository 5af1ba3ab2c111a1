"""Which post a comment is about, where all that its download says is whose post that was."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ingest.threads.platforms.workplace.headlines import Headline
    from ingest.threads.platforms.workplace.match_index import MatchIndex, Placed

__all__ = ["Match", "match"]

WINDOW_DAYS = 30.0
SURE_ENOUGH = 0.8
_DAY = 86_400.0
_HOUR = 3600.0


class Match(NamedTuple):
    """Where a comment belongs.

    Attributes:
        thread: the post that it is about; empty where that cannot be told.
        reply_to: key of the comment that it answers; ``None`` for one on the post itself.
        confidence: how likely the thread is the right one, 0 to 1; 0 where nothing fits at all.
    """

    thread: str
    reply_to: str | None
    confidence: float


def match(headline: Headline, at: float | None, index: MatchIndex) -> Match:
    """The post that a comment is about.

    Looked at is what the named person wrote in that group in the `WINDOW_DAYS` before the comment:
    their posts, or their comments for a reply. Comments come soon after what they answer and then
    ever more rarely: the chance that one comes after a time falls about as one over that time. So
    each candidate weighs one over its age, an hour added that seconds do not decide, and the
    thread with most of the weight is taken where it has `SURE_ENOUGH` of it. A comment without a
    date fits only where there is one candidate thread.

    Args:
        headline: what the line above the comment says.
        at: seconds since 1970.
        index: what was written before it.
    """
    if not (headline.group and headline.target):
        return Match("", None, 0.0)
    since = None if at is None else at - WINDOW_DAYS * _DAY
    found = index.earlier(
        headline.group, headline.target, comment=headline.reply, since=since, until=at
    )
    if not found:
        return Match("", None, 0.0)
    weights = _weights(found, at)
    thread = max(weights, key=lambda key: weights[key])
    confidence = weights[thread] / sum(weights.values())
    if confidence < SURE_ENOUGH:
        return Match("", None, confidence)
    answered = next(placed.key for placed in found if placed.thread == thread)
    return Match(thread, answered if headline.reply else None, confidence)


def _weights(found: Iterable[Placed], at: float | None) -> dict[str, float]:
    """Each thread's: that of the latest thing in it, since several of them are one candidate."""
    weights: dict[str, float] = {}
    for placed in found:
        age = 0.0 if at is None or placed.at is None else at - placed.at
        weights[placed.thread] = max(weights.get(placed.thread, 0.0), 1 / (age + _HOUR))
    return weights
