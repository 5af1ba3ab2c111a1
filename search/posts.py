"""Which posts of a thread speak for it: the one that answers, and never the one that asks.

A question that somebody asked is nearer to the same question than any answer is, and quoting it
back would look like an answer. Where it is known which post answers, that post is what people are
shown and what is quoted.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from kb.library.anchors import Anchor
    from kb.queries import DocumentFacts
    from search.found import Found
    from search.fusion import Group
    from search.store import StoredPassage

AMONG = 30  # documents from the best on whose posts are looked at
_FIRST = 1


def answers(document: DocumentFacts, anchor: Anchor | None) -> bool:
    """Whether a passage is of the post that answers its thread's question."""
    number = _number(document, anchor)
    return number is not None and number == document.answer_post


def asks(document: DocumentFacts, anchor: Anchor | None) -> bool:
    """Whether a passage is of the post that a thread begins with."""
    return _number(document, anchor) == _FIRST


def speaking(found: Found) -> tuple[Group, ...]:
    """What was found, in answered threads the passages of the answer before all others."""
    groups = list(found.groups)
    answered = [
        place
        for place, group in enumerate(groups[:AMONG])
        if found.documents[group.document_id].answer_post is not None
    ]
    looked_at = [item.id for place in answered for item in groups[place].passages]
    stored = found.read(looked_at) if looked_at else {}
    for place in answered:
        document = found.documents[groups[place].document_id]
        saying = {
            item.id
            for item in groups[place].passages
            if item.id in stored and answers(document, stored[item.id].anchor)
        }
        groups[place] = _led_by(groups[place], saying, found.about)
    return tuple(groups)


def _led_by(group: Group, saying: Collection[int], about: Collection[int]) -> Group:
    """The group with these passages before others of its text, and scored like the best of them."""
    text = [item for item in group.passages if item.id not in about]
    if not saying or text[0].id in saying:
        return group
    said = [item._replace(score=text[0].score) for item in text if item.id in saying]
    rest = [item for item in text if item.id not in saying]
    first = [item for item in group.passages[:1] if item.id in about]
    others = [item for item in group.passages[1:] if item.id in about]
    return replace(group, passages=[*first, *said, *rest, *others])


def quotable(
    passages: Iterable[StoredPassage], documents: Mapping[str, DocumentFacts]
) -> Sequence[StoredPassage]:
    """Passages whose sentences may answer: of an answered thread the answer's, if it is here."""
    given = [(one, documents[one.document_id]) for one in passages]
    saying = {one.id for one, document in given if answers(document, one.anchor)}
    spoken = {one.document_id for one, _ in given if one.id in saying}
    return [
        one
        for one, document in given
        if one.id in saying or not (one.document_id in spoken or asks(document, one.anchor))
    ]


def _number(document: DocumentFacts, anchor: Anchor | None) -> int | None:
    """The post's number; ``None`` in documents that are no threads."""
    if document.posts is None or anchor is None or anchor.unit != "post":
        return None
    return anchor.number
