"""A thread cut into passages: each post by itself, so that a hit is the post and not the thread.

What a post says is embedded under the thread's title, which is all that most replies leave unsaid.
Greetings and thanks are no passages: they are near every question that begins politely.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kb.library.anchors import Anchor
from kb.library.thread_format import parse_posts
from search.passages import Passage, split

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kb.library import Document


def passages_of(document: Document) -> list[Passage]:
    """The passages of any document: a thread's by post, all others' by section.

    Raises:
        LibraryFault: a thread's posts cannot be read.
    """
    said = [document.title, document.summary or "", *document.answers]
    about = [text for text in said if text.strip()]
    if document.thread is None:
        return split(document.body, document.language, about)
    return _by_post(document, about)


def _by_post(document: Document, about: Sequence[str]) -> list[Passage]:
    found = split("", document.language, about)
    ordinal = 0
    for post in parse_posts(document.body, document.id):
        if post.small_talk or post.removed:
            continue
        anchor = Anchor("post", post.number)
        for passage in split(post.text, document.language):
            found.append(replace(passage, ordinal=ordinal, anchor=anchor))
            ordinal += 1
    return found
