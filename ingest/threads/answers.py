"""Which post of a thread answers it, and why that is believed.

The platform's own mark counts first. Else a post that the asker confirms: "that worked", said in
reply to it or just after it, without a "but". Else the post that was thanked or voted for most,
where it leads clearly. Where none of this is so the thread stays open: an answer that is none costs
readers more than one that has to be found by reading.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Protocol

from ingest.threads.answer_words import CONFIRMED, DOUBTED, POSITIVE
from ingest.threads.titles import is_solved

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kb.library.thread import AnswerReason

_QUOTED = re.compile(r"^[ ]{0,3}>.*$", re.MULTILINE)
_CODE = re.compile(r"```.*?(?:```|\Z)|`[^`\n]*`", re.DOTALL)
_URL = re.compile(r"https?://\S+")
_THANKS = re.compile(
    r"\b(?:thank|thanks|thx|merci|gracias|obrigad[oa]|asante|ahsante|perfect|perfecto|parfait|"
    r"perfeito|great|excellent)\b|شكر|ممتاز",
    re.IGNORECASE,
)
_LONGEST_CONFIRMATION = 45  # words: who writes more than that has more to say than "it worked"
_LOOKED_AT = 4000  # characters of a post
_FEWEST_WORDS = 3  # of an answer
_FEWEST_VOTES = 3
_FEWEST_THANKS = 3
_LEAD = 2.0  # times the next best


class AnswerPost(Protocol):
    """What is asked of a post; read only, so that any frozen dataclass will do."""

    @property
    def person(self) -> str:
        """Code of its author; empty for nobody."""
        ...

    @property
    def text(self) -> str:
        """Cleaned Markdown."""
        ...

    @property
    def accepted(self) -> bool:
        """The platform says that it answers."""
        ...

    @property
    def score(self) -> int | None:
        """Votes; ``None`` without."""
        ...

    @property
    def reactions(self) -> Mapping[str, int]:
        """Counts by reaction."""
        ...

    @property
    def reply_to(self) -> int | None:
        """Index, in the sequence, of the post it answers."""
        ...

    @property
    def small_talk(self) -> bool:
        """Nothing but small talk."""
        ...


def find_answer(posts: Sequence[AnswerPost], title: str = "") -> tuple[int, AnswerReason] | None:
    """The index (from 0) of the post that answers, and why; ``None`` where none surely does.

    Args:
        posts: in order, the first asks. That one never answers, and another one by its author does
            only where the platform says so.
        title: as the platform has it: with ``[SOLVED]`` in it, thanks are a confirmation.
    """
    accepted = next((place for place, post in enumerate(posts) if place and post.accepted), None)
    if accepted is not None:
        return accepted, "accepted"
    confirmed = _confirmed(posts, solved=is_solved(title))
    if confirmed is not None:
        return confirmed, "confirmed"
    thanked = _thanked(posts)
    return None if thanked is None else (thanked, "thanked")


def _confirmed(posts: Sequence[AnswerPost], *, solved: bool) -> int | None:
    """The post that the asker's last confirmation speaks of."""
    if not posts or not posts[0].person:
        return None
    for place in range(len(posts) - 1, 1, -1):
        if posts[place].person == posts[0].person and _confirms(posts[place].text, solved=solved):
            target = _spoken_of(posts, place)
            if target is not None:
                return target
    return None


def _confirms(text: str, *, solved: bool) -> bool:
    """Whether the asker says that it worked, and says so without doubt."""
    said = _URL.sub(" ", _CODE.sub(" ", _QUOTED.sub("", text[:_LOOKED_AT]))).replace("’", "'")
    if len(said.split()) > _LONGEST_CONFIRMATION or "?" in said or "؟" in said:
        return False
    if DOUBTED.search(said):
        return False
    return CONFIRMED.search(said) is not None or (solved and _THANKS.search(said) is not None)


def _spoken_of(posts: Sequence[AnswerPost], place: int) -> int | None:
    """The post that one replies to, or else the one just before it, if that may be an answer."""
    replied = posts[place].reply_to
    if replied is not None and 0 <= replied < place:
        if replied:
            return replied if _may_answer(posts, replied) else None
        return None if posts[place - 1].person == posts[0].person else _just_before(posts, place)
    return _just_before(posts, place)


def _just_before(posts: Sequence[AnswerPost], place: int) -> int | None:
    """The nearest post before one that is no small talk; the asker's own ends the search."""
    for other in range(place - 1, 0, -1):
        if posts[other].person == posts[0].person:
            return None
        if not posts[other].small_talk:
            return other if _may_answer(posts, other) else None
    return None


def _may_answer(posts: Sequence[AnswerPost], place: int) -> bool:
    post = posts[place]
    own = bool(post.person) and post.person == posts[0].person
    if place == 0 or own or post.small_talk:
        return False
    said = _QUOTED.sub("", post.text[:_LOOKED_AT])
    asks_back = said.rstrip().endswith("?") and len(said.split()) < 30
    return len(said.split()) >= _FEWEST_WORDS and not asks_back


def _thanked(posts: Sequence[AnswerPost]) -> int | None:
    """The post with most votes, or else most thanks, if it has enough and leads clearly."""
    candidates = [place for place in range(1, len(posts)) if _may_answer(posts, place)]
    voted = [place for place in candidates if posts[place].score is not None]
    if voted:
        counts = {place: posts[place].score or 0 for place in voted}
        return _leading(counts, _FEWEST_VOTES)
    return _leading({place: _thanks(posts[place]) for place in candidates}, _FEWEST_THANKS)


def _leading(counts: Mapping[int, int], fewest: int) -> int | None:
    ranked = sorted(counts, key=lambda place: (-counts[place], place))
    if not ranked or counts[ranked[0]] < fewest:
        return None
    runner_up = counts[ranked[1]] if len(ranked) > 1 else 0
    return ranked[0] if counts[ranked[0]] >= _LEAD * max(runner_up, 1) else None


def _thanks(post: AnswerPost) -> int:
    return sum(
        count for name, count in post.reactions.items() if name.strip(": ").lower() in POSITIVE
    )
