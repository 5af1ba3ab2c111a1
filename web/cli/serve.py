"""``kb serve``: the site on a production server (waitress), in one process."""

from __future__ import annotations

import errno
import signal
from typing import TYPE_CHECKING, Any, NoReturn

import click

from kb.errors import UsageFault
from kb.settings import Settings

if TYPE_CHECKING:
    from flask import Flask

_HEADER_BYTES = 65_536


@click.command("serve")
@click.option("--host", help="Address to listen on; KB_HOST otherwise.")
@click.option("--port", type=click.IntRange(0, 65535), help="Port; KB_PORT otherwise, 0 any free.")
@click.option(
    "--threads",
    "--workers",
    "threads",
    type=click.IntRange(1, 256),
    help="Requests served at the same time; KB_THREADS otherwise.",
)
def command(host: str | None, port: int | None, threads: int | None) -> None:
    """Serve the site until it is stopped (Ctrl-C or SIGTERM)."""
    from web.app import create_app
    from web.request_log import configure_logging
    from web.services import Services
    from web.warm import warm_in_background

    settings = Settings.load()
    configure_logging(settings.log_level)
    services = Services.open(settings)
    app = create_app(services)
    address = (host or settings.host, settings.port if port is None else port)
    server = listen(app, *address, threads or settings.threads)
    signal.signal(signal.SIGTERM, _stop)
    warm_in_background(services)
    click.echo(f"{settings.site_name} answers at {shown_address(server)}  (stop with Ctrl-C)")
    try:
        server.run()
    finally:
        server.close()
        services.database.close()
        click.echo("Stopped.")


def listen(app: Flask, host: str, port: int, threads: int) -> Any:
    """Take the port.

    Raises:
        UsageFault: the port is taken or not allowed, or the address is not this machine's.
    """
    from waitress.server import create_server

    try:
        return create_server(
            app,
            host=host,
            port=port,
            threads=threads,
            ident=None,
            max_request_header_size=_HEADER_BYTES,
            max_request_body_size=app.config["MAX_CONTENT_LENGTH"],
        )
    except (OSError, ValueError) as error:
        raise _address_fault(error, host, port) from error


def shown_address(server: Any) -> str:
    """The address to open, with the port that was really taken."""
    sockets = getattr(server, "effective_listen", None) or [
        (server.effective_host, server.effective_port)
    ]
    host, port = sockets[0][:2]
    name = {"0.0.0.0": "localhost", "::": "localhost"}.get(host, host)  # noqa: S104  # shown only
    return f"http://[{name}]:{port}/" if ":" in name else f"http://{name}:{port}/"


def _address_fault(error: OSError | ValueError, host: str, port: int) -> UsageFault:
    number = error.errno if isinstance(error, OSError) else None
    if number == errno.EADDRINUSE:
        return UsageFault(
            f"Port {port} is taken by another program",
            f"Stop that program, or choose another port: `kb serve --port {port + 1}`.",
        )
    if number == errno.EACCES:
        return UsageFault(
            f"Port {port} is not allowed for this user",
            "Choose one above 1023: `kb serve --port 8000`.",
        )
    return UsageFault(
        f"{host} is not an address of this machine",
        "Use `--host 127.0.0.1` for this machine only, or `--host 0.0.0.0` for everybody.",
    )


def _stop(_signal: int, _frame: object) -> NoReturn:
    raise SystemExit(0)
