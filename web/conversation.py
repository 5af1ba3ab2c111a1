"""A thread as a conversation: its posts in reading order, each under what it answers, in parts."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb.library.anchors import Anchor
from kb.library.thread_format import parse_posts
from web.rendering.outline import Outline, Part
from web.rendering.posts import as_post

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markupsafe import Markup

    from kb.library import Document, Post
    from web.rendering import TermMarks
    from web.rendering.renderer import Renderer

DEEPEST = 2  # replies are set in so far and no farther: phones are narrow


@dataclass(frozen=True)
class Turn:
    """A post as it is shown; one of enormous length takes several parts of the page.

    Attributes:
        post: the post.
        depth: how far it is set in, 0 to `DEEPEST`.
        parent: the post that it answers; ``None`` where that is plain from its place.
        stretch: which stretch of its text, from 1.
    """

    post: Post
    depth: int
    parent: Post | None
    stretch: int = 1

    @property
    def size(self) -> int:
        """UTF-8 bytes of its text, roughly."""
        return 2 * len(self.post.text) + 200


class Conversation:
    """The posts of one document, cut into parts as long documents are."""

    def __init__(self, document: Document, renderer: Renderer, marks: TermMarks) -> None:
        """Read the posts.

        Args:
            document: a thread.
            renderer: renders and remembers what is shown.
            marks: the glossary's terms in the thread's language.

        Raises:
            LibraryFault: its posts cannot be read.
        """
        assert document.thread is not None
        self.facts = document.thread
        self._renderer = renderer
        self._marks = marks
        posts = parse_posts(document.body, document.id)
        self.posts = {post.number: post for post in posts}
        self._parts = self._cut(posts)

    @property
    def answer(self) -> Post | None:
        """The post that answers."""
        return self.posts.get(self.facts.answer or 0)

    @property
    def roles(self) -> dict[str, str]:
        """What each person did, by code."""
        return {one.person: one.role for one in self.facts.people}

    @property
    def outline(self) -> Outline:
        """Where each post is, as documents have it for their places."""
        places = tuple(
            (Anchor("post", turn.post.number), number)
            for number, turns in enumerate(self._parts, 1)
            for turn in turns
            if turn.stretch == 1
        )
        return Outline((), places, tuple(Part("", ()) for _ in self._parts))

    def turns(self, part: int) -> list[tuple[Turn, Markup]]:
        """The posts of a part, from 1, with their HTML."""
        return [(turn, self._html(turn)) for turn in self._parts[part - 1]]

    def _html(self, turn: Turn) -> Markup:
        html = self._renderer.part(turn.post.text, turn.stretch, self._marks)
        return as_post(html, turn.post.number)

    def _cut(self, posts: Sequence[Post]) -> list[list[Turn]]:
        parts: list[list[Turn]] = [[]]
        filled = 0
        for turn in self._stretches(posts):
            size = min(turn.size, self._renderer.part_bytes)
            if parts[-1] and filled + size > self._renderer.part_bytes:
                parts.append([])
                filled = 0
            parts[-1].append(turn)
            filled += size
        return parts

    def _stretches(self, posts: Sequence[Post]) -> Iterator[Turn]:
        for turn in in_reading_order(posts):
            yield turn
            if turn.size > self._renderer.part_bytes:
                count = len(self._renderer.outline(turn.post.text).parts)
                for stretch in range(2, count + 1):
                    yield Turn(turn.post, turn.depth, None, stretch)


def in_reading_order(posts: Sequence[Post]) -> list[Turn]:
    """Posts with replies below what they answer, otherwise in their own order.

    Answers to the first post are set in as little as posts to everybody: they answer the question.
    Posts that answer one another in a circle, as only a hand can write them, come last.
    """
    known = {post.number: post for post in posts}
    first = posts[0].number if posts else 0
    replies: defaultdict[int, list[Post]] = defaultdict(list)
    for post in posts:
        parent = post.reply_to if post.reply_to in known and post.reply_to != first else None
        replies[parent or 0].append(post)
    turns: list[Turn] = []
    shown: set[int] = set()
    waiting = [(post, 0) for post in reversed(replies[0])]
    rest = list(reversed(posts))
    while waiting or rest:
        post, depth = waiting.pop() if waiting else (rest.pop(), 0)
        if post.number in shown:
            continue
        shown.add(post.number)
        turns.append(Turn(post, depth, _said_to(post, known, turns)))
        below = min(depth + 1, DEEPEST)
        waiting += [(reply, below) for reply in reversed(replies[post.number])]
    return turns


def _said_to(post: Post, known: dict[int, Post], before: Sequence[Turn]) -> Post | None:
    """Whom a post answers, unless that is the one right above it."""
    parent = known.get(post.reply_to or 0)
    above = before[-1].post if before else None
    return None if parent is None or parent is above else parent
