"""Summaries by an OpenAI-compatible chat API. The only module that speaks HTTP.

The address is the operator's, the answer is anybody's: it is taken only as JSON of the right shape,
up to `LARGEST` bytes, from that address itself (no redirects), within one limit of time for
everything from looking up the name to the last byte.
"""

from __future__ import annotations

import asyncio
import threading
from typing import TYPE_CHECKING

import httpx2
from pydantic import BaseModel, Field, ValidationError

from kb.errors import SummaryFault
from search.gate import Gate
from search.summary import messages, written_sentences

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kb.settings import Settings
    from search.results import Quote

LARGEST = 256_000  # bytes of an answer; four sentences with all that surrounds them have 2,000
_REFUSED = {
    401: "Check `KB_SUMMARY_KEY`.",
    403: "Check `KB_SUMMARY_KEY`.",
    404: "Check `KB_SUMMARY_URL` and `KB_SUMMARY_MODEL`.",
    429: "Try again later.",
}


class _Message(BaseModel):
    content: str | None


class _Choice(BaseModel):
    message: _Message


class _Completion(BaseModel):
    choices: list[_Choice] = Field(min_length=1)


class ChatEndpoint:
    """Asks ``<url>/chat/completions``; safe to share between threads.

    What is sent is what every such API takes, and no more: messages, the model's name, no stream.
    """

    def __init__(
        self,
        url: str,
        *,
        model: str = "",
        key: str = "",
        seconds: float = 8.0,
        gate: Gate | None = None,
    ) -> None:
        """Nothing is asked yet.

        Args:
            url: address of the API, such as ``http://localhost:11434/v1``.
            model: its name there; empty leaves it to the service.
            key: sent as bearer token; empty sends none.
            seconds: whole time that one summary may take.
            gate: who may ask; its own one unless given.
        """
        self._url = url.rstrip("/") + "/chat/completions"
        self._model = model
        self._headers = {"Accept": "application/json", "Accept-Encoding": "identity"}
        if key:
            self._headers["Authorization"] = f"Bearer {key}"
        self._seconds = seconds
        self._gate = gate or Gate()

    @classmethod
    def of(cls, settings: Settings) -> ChatEndpoint:
        """The endpoint of the settings, which must name one."""
        return cls(
            settings.summary_url,
            model=settings.summary_model,
            key=settings.summary_key.get_secret_value(),
            seconds=settings.summary_seconds,
        )

    def write(self, question: str, quotes: Sequence[Quote]) -> list[str]:
        """Sentences with citation marks, unchecked; see `search.summary.Summariser`.

        Raises:
            SummaryFault: no usable answer in time, or the gate is closed.
        """
        body: dict[str, object] = {"messages": messages(question, quotes), "stream": False}
        if self._model:
            body["model"] = self._model
        with self._gate.passing():
            return written_sentences(_content_of(self._within_time(body)))

    def _within_time(self, body: dict[str, object]) -> bytes:
        """Ask in a thread that is left behind when the time is over.

        Cancelling closes the connection. A name that is being looked up cannot be cancelled,
        and only that outlives the wait.
        """
        outcome: list[bytes | SummaryFault] = []
        asking = threading.Thread(
            target=lambda: outcome.append(self._outcome(body)), name="summary", daemon=True
        )
        asking.start()
        asking.join(self._seconds + 0.5)
        result = outcome[0] if outcome else _too_slow(self._seconds)
        if isinstance(result, SummaryFault):
            raise result
        return result

    def _outcome(self, body: dict[str, object]) -> bytes | SummaryFault:
        try:
            return asyncio.run(self._asked(body))
        except SummaryFault as fault:
            return fault
        except TimeoutError:
            return _too_slow(self._seconds)
        except (httpx2.HTTPError, httpx2.InvalidURL, OSError, ValueError):
            return SummaryFault("its service cannot be reached", "Check `KB_SUMMARY_URL`.")

    async def _asked(self, body: dict[str, object]) -> bytes:
        async with (
            asyncio.timeout(self._seconds),
            httpx2.AsyncClient(timeout=None, follow_redirects=False) as client,
            client.stream("POST", self._url, json=body, headers=self._headers) as response,
        ):
            _require_json(response)
            received = bytearray()
            async for chunk in response.aiter_raw():
                received += chunk
                if len(received) > LARGEST:
                    raise SummaryFault("its service answered with far too much")
            return bytes(received)


def _require_json(response: httpx2.Response) -> None:
    status = response.status_code
    if response.is_redirect:
        raise SummaryFault(
            f"its service points elsewhere (HTTP {status})", "Set `KB_SUMMARY_URL` to that address."
        )
    if status != httpx2.codes.OK:
        raise SummaryFault(f"its service refused (HTTP {status})", _REFUSED.get(status, ""))
    kind = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        raise SummaryFault("its service did not answer with JSON", "Check `KB_SUMMARY_URL`.")


def _content_of(body: bytes) -> str:
    try:
        content = _Completion.model_validate_json(body).choices[0].message.content
    except ValidationError:
        raise SummaryFault("its service's answer cannot be read") from None
    return content or ""


def _too_slow(seconds: float) -> SummaryFault:
    return SummaryFault(f"its service took longer than {seconds:g} seconds")
