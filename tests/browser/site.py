"""A real server over the hand-built home, run as a process of its own: ``python -m`` this."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.web.fakes import FakeServices, write_home
from web.app import create_app
from web.cli.serve import listen, shown_address


def main(root: Path) -> None:
    """Serve the hand-built home until killed; the first line printed is the address."""
    server = listen(create_app(FakeServices.open(write_home(root))), "127.0.0.1", 0, 4)
    print(shown_address(server), flush=True)
    server.run()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
