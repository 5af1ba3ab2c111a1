"""Load model and index before somebody asks, so that no page waits for them."""

from __future__ import annotations

import gc
import threading
from typing import TYPE_CHECKING

import structlog

from kb.errors import KbError
from search.heap import one_heap

if TYPE_CHECKING:
    from web.services import Services


def warm_in_background(services: Services) -> threading.Thread:
    """Start loading in a thread that ends with the process; a fault is logged, pages show it."""
    one_heap()
    thread = threading.Thread(target=_warm, args=(services,), name="warm", daemon=True)
    thread.start()
    return thread


def _warm(services: Services) -> None:
    log = structlog.get_logger()
    try:
        services.searcher.warm()
    except KbError as error:
        log.warning("warm", fault=str(error))
    else:
        # What is loaded now stays until the process ends. Looking through it for garbage again and
        # again makes a question in ten wait for as long as its search takes (docs/performance.md).
        gc.collect()
        gc.freeze()
        log.info("warm", ready=True)
