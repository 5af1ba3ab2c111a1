"""The language model's service: one that behaves, and every way of misbehaving."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from pydantic import SecretStr

from kb.errors import SummaryFault
from kb.settings import Settings
from search.chat_endpoint import ChatEndpoint
from search.summarised_answerer import SummarisedAnswerer
from tests.search.chat_server import GOOD, MISBEHAVIOURS, SLOW, says, serving

if TYPE_CHECKING:
    from search.results import AnswerResult
    from tests.search.conftest import Searchable

QUESTION = "When is the minimum night flow measured?"
SENTENCE = "Measure the minimum night flow between two and four in the morning"
SECONDS = 0.4


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """A proxy of this machine has no business with a service on it."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")


def asked(waterworks: Searchable, endpoint: ChatEndpoint) -> AnswerResult:
    """The answer to `QUESTION`, summarised."""
    answerer = SummarisedAnswerer(waterworks.answerer, endpoint, waterworks.embedder)
    return answerer.ask(QUESTION)


def test_a_service_that_behaves_writes_a_summary(waterworks: Searchable) -> None:
    """Its sentence is shown with the quote it cites; question and quotes alone were sent."""
    with serving(says(f"- {SENTENCE}. [1]")) as server:
        endpoint = ChatEndpoint.of(
            Settings(summary_url=server.url, summary_model="small", summary_key=SecretStr("k-1"))
        )
        result = asked(waterworks, endpoint)
    assert [(s.text, s.citations) for s in result.summary] == [(f"{SENTENCE}.", (1,))]
    assert result.notes == ()
    (seen,) = server.seen
    assert seen["path"] == "/v1/chat/completions"
    assert seen["headers"]["Authorization"] == "Bearer k-1"
    assert set(seen["body"]) == {"messages", "stream", "model"}
    system, user = seen["body"]["messages"]
    assert (system["role"], user["role"]) == ("system", "user")
    assert QUESTION in user["content"]
    assert result.quotes[0].text in user["content"]


@pytest.mark.parametrize("name", MISBEHAVIOURS)
def test_a_service_that_misbehaves_leaves_the_quotes(waterworks: Searchable, name: str) -> None:
    """The same quotes and verdict, no summary, one plain note, within the time allowed."""
    plain = waterworks.answerer.ask(QUESTION)
    case = MISBEHAVIOURS[name]
    seconds = SECONDS if case.told == SLOW else 10.0
    with serving(case.does) as server:
        started = time.monotonic()
        result = asked(waterworks, ChatEndpoint(server.url, key="k-1", seconds=seconds))
        taken = time.monotonic() - started
    assert len(server.seen) == 1
    assert (result.verdict, result.support) == ("answer", plain.support)
    assert [q.text for q in result.quotes] == [q.text for q in plain.quotes]
    assert result.summary == ()
    (note,) = result.notes
    assert note.startswith("The summary could not be written: ")
    assert case.told in note
    assert "k-1" not in note
    assert taken < seconds + 2  # the machine may be busy


def test_a_service_that_is_given_up_is_hung_up_on() -> None:
    """Nothing goes on in the background: the connection is closed when the time is over."""
    with serving(MISBEHAVIOURS["streams for ever"].does) as server:
        with pytest.raises(SummaryFault, match=SLOW):
            ChatEndpoint(server.url, seconds=SECONDS).write(QUESTION, [])
        assert server.hung_up.wait(5)


@pytest.mark.parametrize("url", ["http://127.0.0.1:1/v1", "http://[::1", "http://a..b/v1"])
def test_a_service_that_is_not_there(url: str) -> None:
    """Nobody listens, or the address is none: a fault, not a traceback."""
    with pytest.raises(SummaryFault, match="reached"):
        ChatEndpoint(url, seconds=5).write(QUESTION, [])


def test_a_key_that_cannot_be_sent_is_a_fault() -> None:
    """Somebody pasted quotation marks of a word processor: neither a traceback nor the key."""
    with serving(lambda handler: handler.answer(GOOD)) as server:
        endpoint = ChatEndpoint(server.url, key="“secret”", seconds=5)
        with pytest.raises(SummaryFault) as caught:
            endpoint.write(QUESTION, [])
    assert "secret" not in str(caught.value)


def test_after_three_failures_it_is_left_alone(waterworks: Searchable) -> None:
    """No storm of requests at a service that is down."""
    with serving(MISBEHAVIOURS["breaks"].does) as server:
        endpoint = ChatEndpoint(server.url, seconds=5)
        notes = [asked(waterworks, endpoint).notes[0] for _ in range(5)]
    assert len(server.seen) == 3
    assert "failed several times" in notes[3]
    assert "HTTP 500" not in notes[4]
