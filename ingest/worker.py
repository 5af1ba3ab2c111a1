"""The process that converts one file: ``python -m ingest.worker``, started by `ingest.sandbox`.

It reads a request (a line of JSON) from standard input, limits its own memory and processor time,
converts, and writes one line of JSON to standard output. A file that breaks it breaks nothing else.
It ends, with whatever it started, when the process that started it does.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import sys
import threading
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path
from typing import IO, Any

from ingest.converters.base import ConversionOptions, ConvertedDocument, SourceFile
from ingest.converters.registry import ConverterRegistry
from kb.errors import ConversionFault
from kb.library.front_matter import CONTROL

TOO_MUCH_MEMORY = "needs more memory than one file may take"


def convert_request(request: dict[str, Any], events: IO[str]) -> dict[str, Any]:
    """Convert the file a request names.

    Args:
        request: ``path``, ``name`` and ``options`` (fields of `ConversionOptions`).
        events: where lines about the work under way are written, one JSON object each.

    Returns:
        ``{"document": …}`` or ``{"fault": {"message", "remedy"}}``.
    """

    def starts_ocr(pages: int) -> None:
        print(json.dumps({"ocr_pages": pages}), file=events, flush=True)

    options = replace(ConversionOptions(**request["options"]), on_ocr=starts_ocr)
    try:
        source = SourceFile.of(Path(request["path"]), request["name"])
        converter = ConverterRegistry.default().for_source(source)
        document = converter.convert(source, options)
    except ConversionFault as fault:
        return {"fault": {"message": fault.message, "remedy": fault.remedy}}
    except OSError as error:
        reason = f"cannot be read ({error.strerror or error})"
        return {"fault": {"message": reason, "remedy": "See whether it is still there."}}
    except MemoryError:
        return {
            "fault": {
                "message": TOO_MUCH_MEMORY,
                "remedy": "Split it or raise KB_CONVERT_MEMORY_MB.",
            }
        }
    except RecursionError:
        return {
            "fault": {
                "message": "damaged: nested without end",
                "remedy": "Save it again and retry.",
            }
        }
    return {"document": _as_json(document)}


def _as_json(document: ConvertedDocument) -> dict[str, Any]:
    fields = asdict(document)
    fields["published"] = document.published.isoformat() if document.published else None
    return fields


def document_from_json(fields: dict[str, Any]) -> ConvertedDocument:
    """The document that a worker's JSON describes, without characters that no file should hold."""
    published = fields["published"]
    texts = {name: _clean(value) for name, value in fields.items() if isinstance(value, str)}
    return ConvertedDocument(
        **{
            **fields,
            **texts,
            "published": date.fromisoformat(published) if published else None,
            "warnings": tuple(fields["warnings"]),
        }
    )


def _clean(text: str) -> str:
    """Text without control characters and halves of characters, which UTF-8 cannot hold."""
    return CONTROL.sub("", text)


def _end_with_parent() -> None:
    """Nothing more comes from the parent: once the pipe ends, it has died."""
    sys.stdin.read()
    os.killpg(0, signal.SIGKILL)


def _limit(memory_bytes: int, processor_seconds: int) -> None:
    for kind, wanted in (
        (resource.RLIMIT_AS, memory_bytes),
        (resource.RLIMIT_CPU, processor_seconds),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 2**31),
    ):
        hard = resource.getrlimit(kind)[1]  # whoever runs us may have set a lower one
        most = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(kind, (most, most))


def main() -> None:
    """Read the request, convert, answer."""
    request = json.loads(sys.stdin.readline())
    if os.getpid() == os.getpgid(0):
        threading.Thread(target=_end_with_parent, daemon=True).start()
    _limit(request["memory_bytes"], request["processor_seconds"])
    # Libraries print to standard output at times: the answer goes out on a descriptor of its own.
    with os.fdopen(os.dup(1), "w", encoding="utf-8") as answers:
        os.dup2(2, 1)
        answer = convert_request(request, answers)
        print(json.dumps(answer), file=answers, flush=True)
    os._exit(0)  # a library's broken finaliser must not turn a good answer into a crash


if __name__ == "__main__":
    main()
