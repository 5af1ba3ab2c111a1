"""Stands in for `ingest.worker`: does what the first line of the file tells it to.

Speaks the same lines of JSON, needs no converter, and notes each conversion in the file named by
its argument.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path


def say(message: object) -> None:
    """One line to the process that watches."""
    print(json.dumps(message), flush=True)


def document(markdown: str, **fields: object) -> dict[str, object]:
    """A converted document as the real worker writes it."""
    known = {"markdown": markdown, "title": None, "language": None, "published": None,
             "country": None, "pages": None, "unit": None, "warnings": []}  # fmt: skip
    return {"document": known | fields}


def crash(how: str) -> None:
    """End in one of the ways in which converters end."""
    if how == "segv":
        os.kill(os.getpid(), signal.SIGSEGV)
    elif how == "exit":
        sys.exit(1)
    elif how == "garbage":
        print("not json at all", flush=True)
    elif how == "half":
        sys.stdout.write('{"document": {"mark')
        sys.stdout.flush()
    elif how == "number":
        print("17", flush=True)
    elif how == "cpu":
        os.kill(os.getpid(), signal.SIGXCPU)


def misbehave(how: str, path: Path) -> None:
    """Use up what is limited."""
    if how == "memory":
        held = [bytes(b"x" * 2**20) for _ in range(600)]
        time.sleep(30)
        del held
    elif how == "child":
        child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
        path.with_suffix(".pid").write_text(str(child.pid))
        time.sleep(60)
    elif how == "close":
        os.close(1)
        time.sleep(60)
    elif how == "sleep":
        path.with_suffix(".pid").write_text(str(os.getpid()))
        time.sleep(60)


def main() -> None:
    """Read the request, do as the file says."""
    request = json.loads(sys.stdin.readline())
    path = Path(request["path"])
    if len(sys.argv) > 1:
        with Path(sys.argv[1]).open("a") as log:
            log.write(request["name"] + "\n")
    text = path.read_text()
    order, _, rest = text.partition("\n")
    if order == "!fail":
        say({"fault": {"message": "broken", "remedy": "Mend it."}})
    elif order == "!ocr":
        say({"ocr_pages": int(rest)})
        time.sleep(1.2)
        say(document("read\n"))
    elif order == "!environment":
        say(document("\n".join(sorted(os.environ)) + f"\n{Path.cwd()}\n"))
    elif order == "!language":
        say(document("Text.\n", language=rest.strip()))
    elif order == "!surrogate":
        say(document("a\ud800b\x00c\n", title="\x01 "))
    elif order == "!change":
        path.write_text("other bytes")
        say(document("read\n"))
    elif order.startswith("!slow"):
        time.sleep(float(order[5:]))
        say(document(rest))
    elif order.startswith("!"):
        crash(order[1:])
        misbehave(order[1:], path)
    else:
        say(document(text, title=order.lstrip("# ") or None, pages=1, unit="page"))


main()
