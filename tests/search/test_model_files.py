"""What a model's files say without loading it."""

from __future__ import annotations

import json
import shutil
import sys
from typing import TYPE_CHECKING

import pytest

from kb.errors import ModelFault
from kb.settings import Settings
from search.model_files import ModelSource
from search.sentence_transformer import SentenceTransformerEmbedder

if TYPE_CHECKING:
    from pathlib import Path


def model_folder(folder: Path, *, prompts: dict[str, str] | None = None, name: str = "x") -> Path:
    """A folder that looks like a sentence-transformers model."""
    folder.mkdir(parents=True)
    (folder / "config.json").write_text(json.dumps({"hidden_size": 12, "_name_or_path": name}))
    (folder / "modules.json").write_text(json.dumps([{"path": ""}, {"path": "1_Pooling"}]))
    config = {"prompts": prompts} if prompts else {}
    (folder / "config_sentence_transformers.json").write_text(json.dumps(config))
    (folder / "model.safetensors").write_bytes(b"weights" * 50_000)
    return folder


def test_the_bundled_model_is_the_default() -> None:
    """Its dimension is known and it takes no prompts."""
    source = ModelSource.of(Settings())
    assert source.dimension == 384
    assert (source.query_prompt, source.passage_prompt) == ("", "")
    assert source.folder is not None


def test_a_folder_is_taken_by_path_or_by_name_in_the_home(tmp_path: Path) -> None:
    """``<home>/models/<name>`` needs only the name."""
    folder = model_folder(tmp_path / "models" / "mine")
    by_path = ModelSource.of(Settings(model=str(folder)))
    by_name = ModelSource.of(Settings(model="mine", home=tmp_path))
    assert by_path.folder == by_name.folder == folder
    assert by_path.dimension == 12


@pytest.mark.parametrize(
    ("prompts", "name", "expected"),
    [
        ({"query": "q: ", "passage": "p: "}, "x", ("q: ", "p: ")),
        ({"query": "q: ", "document": "d: "}, "x", ("q: ", "d: ")),
        (None, "intfloat/multilingual-e5-small", ("query: ", "passage: ")),
        (None, "sentence-transformers/all-MiniLM-L6-v2", ("", "")),
    ],
)
def test_prompts_are_the_models_own_or_its_familys(
    tmp_path: Path, prompts: dict[str, str] | None, name: str, expected: tuple[str, str]
) -> None:
    """Config first, then what is known of e5."""
    source = ModelSource.of(Settings(model=str(model_folder(tmp_path / "m", prompts=prompts,
                                                            name=name))))  # fmt: skip
    assert (source.query_prompt, source.passage_prompt) == expected


def test_settings_override_prompts() -> None:
    """Even with nothing at all."""
    settings = Settings(model="intfloat/e5-base", query_prompt="", passage_prompt="doc: ")
    source = ModelSource.of(settings)
    assert (source.query_prompt, source.passage_prompt) == ("", "doc: ")


def test_the_fingerprint_names_files_and_passage_prompt(tmp_path: Path) -> None:
    """A copy is the same model; other weights or another passage prompt are not."""
    folder = model_folder(tmp_path / "a")
    copy = shutil.copytree(folder, tmp_path / "b")
    first = ModelSource.of(Settings(model=str(folder))).fingerprint
    assert ModelSource.of(Settings(model=str(copy))).fingerprint == first
    assert ModelSource.of(Settings(model=str(copy), query_prompt="q ")).fingerprint == first
    assert ModelSource.of(Settings(model=str(copy), passage_prompt="p ")).fingerprint != first
    (copy / "model.safetensors").write_bytes(b"WEIGHTS" * 50_000)
    assert ModelSource.of(Settings(model=str(copy))).fingerprint != first


def test_a_model_that_is_not_there_is_a_fault_with_its_remedy(tmp_path: Path) -> None:
    """Named, with the setting; and the second text fails as fast as it can."""
    embedder = SentenceTransformerEmbedder.of(Settings(model=str(tmp_path / "none")))
    for _ in range(2):
        with pytest.raises(ModelFault, match="KB_MODEL"):
            embedder.embed_query("water")


def test_what_is_known_of_the_model_needs_no_torch() -> None:
    """In a process of its own."""
    import subprocess

    code = (
        "import sys; from kb.settings import Settings;"
        "from search.sentence_transformer import SentenceTransformerEmbedder as E;"
        "e = E.of(Settings()); e.fingerprint; assert e.dimension == 384;"
        "print({'torch', 'transformers', 'sentence_transformers'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
