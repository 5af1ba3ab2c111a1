"""What front matter says about a document, and search."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.search.conftest import Searchable


def test_a_document_is_found_by_a_question_that_it_answers(instance: Searchable) -> None:
    """In words that its text does not hold; nothing else matches, so that is what is shown."""
    instance.add("valves", "Set the outlet to 30 metres.", answers=["Why do taps hiss at night?"])
    instance.add("pumps", "Grease the bearings.")
    hits = instance.index().searcher.search("taps that hiss", mode="keyword").hits
    assert [hit.document.id for hit in hits] == ["valves"]
    assert "hiss" in hits[0].passage.excerpt
    assert hits[0].about is None


def test_a_hit_shows_its_text_beside_the_question_that_matched(instance: Searchable) -> None:
    """The passage is the document's own; the question stands by itself and is never quoted."""
    instance.add(
        "valves", "The outlet valve is set to thirty metres.", answers=["Which valve hisses?"]
    )
    found = instance.index()
    [hit] = found.searcher.search("valve hissing", mode="keyword").hits
    assert hit.passage.excerpt == "The outlet valve is set to thirty metres."
    assert hit.about is not None
    assert hit.about.excerpt == "Which valve hisses?"
    quotes = found.answerer.ask("Which valve hisses?").quotes
    assert "Which valve hisses?" not in {quote.text for quote in quotes}


def test_a_changed_summary_is_found_after_the_next_index(instance: Searchable) -> None:
    """Front matter is part of the file, so changing it changes what is found."""
    instance.add("valves", "Set the outlet.", summary="About hissing taps.")
    instance.index()
    instance.add("valves", "Set the outlet.", summary="About humming pipes.")
    searcher = instance.index().searcher
    assert searcher.search("humming", mode="keyword").total == 1
    assert searcher.search("hissing", mode="keyword").total == 0


def test_what_is_said_is_shown_only_where_it_matched_best(instance: Searchable) -> None:
    """A question that shares one word stands back where the text itself has both."""
    text = "The outlet valve is set to thirty metres. The outlet valve is then locked."
    instance.add("valves", text, answers=["How many people of the town does a valve serve?"])
    [hit] = instance.index().searcher.search("outlet valve", mode="keyword").hits
    assert hit.passage.excerpt.startswith("The outlet valve")
    assert hit.about is None
