"""A library of any size out of public sets: their documents, then the same with words changed."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from dataclasses import dataclass
from itertools import chain, count, islice, zip_longest
from typing import TYPE_CHECKING

from kb.language import detect_language
from search.evaluation.beir import read_set
from search.evaluation.plain import markdown, one_line, question
from search.passages import split

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from search.evaluation.beir import BeirSet, CorpusDocument

# The other two sets of ../shared/eval hold the English half of xquad_mixed_en_es again.
SETS = (
    "stackfaq",
    "xquad_mixed_en_es",
    "se_answers_beer",
    "vaswani_npl",
    "discourse_urho3d_linked",
)
DISTINCT = 5_000  # passages taken as they are, each with its own vector
CHANGED = 0.2  # share of the words of a repeated document that are other ones
_WORD = re.compile(r"[^\W\d_]{4,}")
_LONGEST_TITLE = 200


@dataclass(frozen=True)
class BenchDocument:
    """A document of the library that is searched.

    Attributes:
        id: its id.
        title: its title.
        language: two letters.
        body: Markdown.
        passages: the texts that its passages are embedded as, its title's first.
        first: number of the first of the distinct passages that it has or repeats.
        distinct: how many those are.
        turn: 0 as the set has it; above, the how manieth repetition.
    """

    id: str
    title: str
    language: str
    body: str
    passages: tuple[str, ...]
    first: int
    distinct: int
    turn: int = 0


def sets_in(folder: Path) -> list[BeirSet]:
    """The sets, in a fixed order.

    Raises:
        UsageFault: one is missing.
    """
    return [read_set(folder / name) for name in SETS]


def library(
    sets: Sequence[BeirSet], passages: int, distinct: int = DISTINCT
) -> list[BenchDocument]:
    """Documents with at least so many passages together, the last one whole.

    Args:
        sets: where texts come from, a document of each in turn.
        passages: how many are wanted.
        distinct: how many at most are taken as they are; the others repeat these with `CHANGED` of
            their words drawn from the same language's texts, by a fixed seed.
    """
    originals = list(_until(min(passages, distinct), _originals(sets)))
    return list(_until(passages, chain(originals, _repeated(originals))))


def _until(passages: int, documents: Iterable[BenchDocument]) -> Iterator[BenchDocument]:
    found = 0
    for document in documents:
        if found >= passages:
            return
        found += len(document.passages)
        yield document


def _originals(sets: Sequence[BeirSet]) -> Iterator[BenchDocument]:
    first = 0
    turns = zip_longest(*(one.corpus.values() for one in sets))
    given = (document for turn in turns for document in turn if document is not None)
    for number, document in enumerate(given):
        language = document.language or detect_language(f"{document.title}\n{document.text[:2000]}")
        made = _made(f"d{number:07}", _title(document), language, markdown(document.text))
        if made:
            yield BenchDocument(*made, first, len(made[-1]))
            first += len(made[-1])


def _repeated(originals: Sequence[BenchDocument]) -> Iterator[BenchDocument]:
    draw = random.Random(20_000)
    words: dict[str, list[str]] = defaultdict(list)
    for one in originals:
        words[one.language] += _WORD.findall(one.body)
    for turn in count(1):
        for one in originals:
            pool = words[one.language]

            def other(match: re.Match[str], pool: Sequence[str] = pool) -> str:
                return draw.choice(pool) if pool and draw.random() < CHANGED else match[0]

            title, body = _WORD.sub(other, one.title), _WORD.sub(other, one.body)
            made = _made(f"{one.id}r{turn}", title, one.language, body)
            if made:
                yield BenchDocument(*made, one.first, one.distinct, turn)


def _title(document: CorpusDocument) -> str:
    return one_line(document.title or document.text)[:_LONGEST_TITLE].strip()


def _made(
    identity: str, title: str, language: str, body: str
) -> tuple[str, str, str, str, tuple[str, ...]] | None:
    """A document’s fields, its text cut as the indexer cuts it; ``None`` where none is left."""
    passages = split(body, language, [title])
    texts = tuple(passage.embedded(title) for passage in passages)
    return (identity, title, language, body, texts) if title and len(texts) > 1 else None


def questions(sets: Sequence[BeirSet], **wanted: int) -> dict[str, list[str]]:
    """Questions of the sets in turn, by a fixed seed: none twice, so no cache answers any.

    Args:
        sets: where they come from.
        wanted: how many for what; given back under the same names.
    """
    draw = random.Random(4)
    mixed = []
    for one in sets:
        texts = sorted({question(text) for text in one.measured.values()})
        mixed.append(draw.sample(texts, len(texts)))
    turns = (text for turn in zip_longest(*mixed) for text in turn if text)
    return {name: list(islice(turns, number)) for name, number in wanted.items()}
