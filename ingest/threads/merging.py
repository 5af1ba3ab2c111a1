"""A thread's posts with those that a further export brings: numbers stay, so links to them hold."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ingest.threads.order import by_time, parents_first
from kb.library import Post

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ingest.threads.drafts import Draft, Transcript
    from kb.library.thread import AnswerReason


def merged(existing: Sequence[Post], transcript: Transcript, *, edited: bool = False) -> list[Post]:
    """The posts of a thread in reading order.

    Posts that are there keep their numbers, also those that this export lacks; new ones get the
    next numbers and their place in order of time.

    Args:
        existing: the posts of the thread's document; empty for a new thread.
        transcript: what the export says.
        edited: somebody has changed the document by hand: the posts in it stay as they are.
    """
    before = {post.key: post for post in existing}
    drafts = {draft.key: draft for draft in transcript.drafts}
    numbers, keys = _placed(before, drafts)
    places = {key: place for place, key in enumerate(keys)}
    answer = _answer(before, transcript, edited=edited)
    posts = []
    for key in keys:
        draft = drafts.get(key)
        if draft is None or (edited and key in before):
            posts.append(before[key])
            continue
        parent = draft.parent
        earlier = parent is not None and places.get(parent, len(keys)) < places[key]
        reply_to = numbers[parent] if parent is not None and earlier else None
        posts.append(_post(draft, numbers[key], reply_to, answer.get(key)))
    return _one_answer(posts, answer)


def _placed(
    before: Mapping[str, Post], drafts: Mapping[str, Draft]
) -> tuple[dict[str, int], list[str]]:
    """Number of each key, and the keys in reading order."""
    keyed = {post.number: post.key for post in before.values()}
    parents = {post.key: keyed[post.reply_to] for post in before.values() if post.reply_to in keyed}
    parents |= {draft.key: draft.parent for draft in drafts.values() if draft.parent is not None}
    known = [(post.key, post.at) for post in before.values()]
    new = [(draft.key, draft.at) for draft in drafts.values() if draft.key not in before]
    keys = parents_first(by_time(known, new), parents)
    numbers = {post.key: post.number for post in before.values()}
    following = max(numbers.values(), default=0) + 1
    new_keys = [key for key in keys if key not in before]
    return numbers | {key: number for number, key in enumerate(new_keys, following)}, keys


def _answer(
    before: Mapping[str, Post], transcript: Transcript, *, edited: bool
) -> dict[str, AnswerReason]:
    """Key and reason of the post that answers.

    An export that lacks posts we have cannot take an answer back: what made it one may be in them.
    """
    kept = {post.key: post.answer for post in before.values() if post.answer}
    if edited and kept:
        return kept
    if transcript.answer is not None:
        key, reason = transcript.answer
        return {key: reason}
    lacking = before.keys() - {draft.key for draft in transcript.drafts}
    return kept if lacking else {}


def _one_answer(posts: list[Post], answer: Mapping[str, AnswerReason]) -> list[Post]:
    """Posts of which none but the answer is marked as such."""
    return [
        post if post.answer == answer.get(post.key) else replace(post, answer=answer.get(post.key))
        for post in posts
    ]


def _post(draft: Draft, number: int, reply_to: int | None, answer: AnswerReason | None) -> Post:
    return Post(
        number=number,
        key=draft.key,
        person=draft.person,
        name=draft.name,
        text=draft.text,
        at=draft.at,
        reply_to=reply_to,
        reactions=draft.reactions,
        score=draft.score,
        answer=answer,
        small_talk=draft.small_talk,
        attachments=draft.attachments,
    )
