"""What a thread's front matter says, made of its posts."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from kb.library.thread import Participant

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kb.library import Post, ThreadFacts
    from kb.library.thread import Role

# Front matter has a limit on values, and a list of a thousand people is read by nobody.
MOST_PEOPLE = 300


def facts_of(posts: Sequence[Post], about: ThreadFacts) -> ThreadFacts:
    """What the front matter says of a thread, made of its posts.

    Args:
        posts: in reading order.
        about: what does not stand in the posts, and keys that we do not know.
    """
    days = sorted(post.at.date() for post in posts if post.at)
    answer = next((post for post in posts if post.answer), None)
    changed = {
        "started": days[0] if days else None,
        "last": days[-1] if days else None,
        "posts": len(posts),
        "answer": answer.number if answer else None,
        "answered_by": answer.answer if answer else None,
        "people": _people(posts, answer),
    }
    return about.model_copy(update=changed)


def _people(posts: Sequence[Post], answer: Post | None) -> list[Participant]:
    """Everybody who wrote, the one who asked first, up to a number that a page can hold."""
    written = Counter(post.person for post in posts if post.person)
    names = {post.person: post.name for post in reversed(posts) if post.person}
    asked = posts[0].person if posts else ""

    def role(person: str) -> Role:
        if person == asked:
            return "asked"
        return "answered" if answer is not None and person == answer.person else "took-part"

    return [
        Participant(person=person, name=names[person], role=role(person), posts=count)
        for person, count in list(written.items())[:MOST_PEOPLE]
    ]
