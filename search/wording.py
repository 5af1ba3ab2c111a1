"""A question in words: what the keyword side is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from search.analysis import query_terms
from search.keyword_index import KeywordQuery
from search.synonyms import expansions, extra_terms

if TYPE_CHECKING:
    from collections.abc import Collection

    from kb.library import Glossary
    from search.query import ParsedQuery
    from search.synonyms import Stems

SUBJECT = 2.0  # what a word counts that stands in the first of several lines


def keyword_query(
    parsed: ParsedQuery, terms: tuple[Stems, ...], glossary: Glossary, languages: Collection[str]
) -> KeywordQuery:
    """The question for the keyword side.

    The first line of several is what the question is about: its words count twice. Other words for
    what it says count as much as their kind is worth, see `search.synonyms`.
    """
    subject = set(query_terms(parsed.subject, languages))
    weights = [SUBJECT if term in subject else 1.0 for term in terms]
    extra = extra_terms(expansions(parsed.text, glossary, languages), terms)
    return KeywordQuery(
        terms=(*terms, *(term for term, _ in extra)),
        phrases=parsed.phrases,
        without=parsed.without,
        weights=(*weights, *(weight for _, weight in extra)),
    )
