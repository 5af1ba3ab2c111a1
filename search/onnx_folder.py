"""The folder an exported model lies in: what it holds, whether it is whole, how it is made."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kb.errors import ModelFault

if TYPE_CHECKING:
    from search.model_files import ModelSource

GRAPH, DATA, TOKENIZER, DESCRIPTION = "model.onnx", "model.data", "tokenizer.json", "export.json"
FORMAT = 3  # what is written; another number means every model is exported anew
# Embedded by torch at export and by ONNX Runtime at loading: the two have to agree.
PROBES = (
    "How much water is lost at night?",
    "El Caudal Mínimo Nocturno se mide entre las dos y las cuatro.",
    "水漏れ ﬁltre  ½ مياه 😀",
    "pump " * 60,
)
_REMEDY = "Nothing to do: the model is used through torch instead."
_SECONDS = 1800.0  # an export may take; a minute is usual


class OnnxFolder:
    """Where the export of one model lies: ``<home>/models/.onnx/<fingerprint>-<format>``."""

    def __init__(self, source: ModelSource) -> None:
        """Nothing is looked at yet."""
        self._source = source

    @property
    def path(self) -> Path:
        """The folder, there or not; equal models share it, whatever their prompts."""
        return self._source.home.models / ".onnx" / f"{self._source.fingerprint}-{FORMAT}"

    def open(self) -> dict[str, Any]:
        """Export the model where that has not been done.

        Returns:
            The export's description.

        Raises:
            ModelFault: the model cannot be exported, or not here.
        """
        path = self.path
        description = read_description(path)
        if description is None:
            said = self._run(path)
            description = read_description(path)
            if description is None:
                raise ModelFault(f"{self._source.name} was not exported ({said})", _REMEDY)
        if "fault" in description:
            raise ModelFault(
                f"{self._source.name} cannot be exported ({description['fault']})", _REMEDY
            )
        return description

    def discard(self) -> None:
        """Remove an export that is of no use, for the next `open` to make it again."""
        shutil.rmtree(self.path, ignore_errors=True)

    def _run(self, path: Path) -> str:
        """Export in a process of its own: torch's memory goes with it.

        Returns:
            The last line it wrote.
        """
        root = str(Path(__file__).parents[1])
        folders = os.pathsep.join(filter(None, [root, os.environ.get("PYTHONPATH", "")]))
        lock = self._source.home.locks / "onnx.lock"
        try:
            done = subprocess.run(
                [sys.executable, "-m", "search.onnx_export", self._source.name, path, lock],
                env={**os.environ, "PYTHONPATH": folders},
                capture_output=True,
                text=True,
                check=False,
                timeout=_SECONDS,
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            return str(error)[:300]
        lines = done.stderr.strip().splitlines()
        return lines[-1][:300] if lines else f"the exporting process ended with {done.returncode}"


def read_description(folder: Path) -> dict[str, Any] | None:
    """What an export says of itself; ``None`` where it is not there or not whole."""
    try:
        description = json.loads((folder / DESCRIPTION).read_text("utf-8"))
        if "fault" in description:
            return {"fault": str(description["fault"])}
        whole = (folder / DATA).stat().st_size == description["bytes"] and all(
            (folder / name).stat().st_size for name in (GRAPH, TOKENIZER)
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return description if whole else None
