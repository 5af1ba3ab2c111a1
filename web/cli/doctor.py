"""``kb doctor``: check files, database and index against one another."""

from __future__ import annotations

import click

from web.cli.common import json_option, open_services, print_json, say
from web.health import find_faults


@click.command()
@json_option
def command(*, as_json: bool) -> int:
    """Check files, database and index against one another; names each mend.

    Exit code 1 where something does not agree.
    """
    faults = find_faults(open_services())
    if as_json:
        print_json({"ok": not faults, "faults": [vars(fault) for fault in faults]})
    else:
        for fault in faults:
            say(f"{fault.kind}: {fault.what}. {fault.mend}")
        say("All is well." if not faults else f"{len(faults)} faults.")
    return 1 if faults else 0
