"""Commands with the default models, and with models that are none."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from kb.settings import Settings
from search.model_files import MULTILINGUAL
from tests.instance import document_text, kb
from web.services import Services


@pytest.fixture(scope="module")
def watered(initialised: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with one document, indexed with the small model; no test changes it."""
    home = Path(shutil.copytree(initialised, tmp_path_factory.mktemp("watered") / "home"))
    path = home / "content" / "water-distribution" / "guide" / "night-flow.md"
    path.parent.mkdir()
    path.write_text(document_text("night-flow", "Measure the flow at night.\n"))
    assert kb("sync", home=home).code == 0
    return home


def no_model(folder: Path, kind: str) -> dict[str, str]:
    """The environment that names a folder without a model, and the folder."""
    files = {"empty": {}, "notes": {"a.txt": "x"}, "broken": {"config.json": "{}"}}
    if kind in files:
        folder.mkdir()
        for name, text in files[kind].items():
            (folder / name).write_text(text)
    return {"KB_MODEL": str(folder)}


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["missing", "empty", "notes", "broken"])
def test_a_folder_without_a_model_is_one_line_with_its_remedy(
    watered: Path, tmp_path: Path, kind: str
) -> None:
    """By every command that cannot do without; search by words goes on, and says so."""
    model = no_model(tmp_path / "model", kind)
    synced = kb("sync", home=watered, **model)
    for done in (synced, kb("search", "flow", "--mode", "vector", home=watered, **model)):
        assert (done.code, done.out, done.err.count("\n")) == (1, "", 1), done.err
        assert done.err.startswith("kb: ")
    assert "Set KB_MODEL to a folder" in synced.err
    found = kb("search", "flow", "--json", home=watered, **model)
    assert found.code == 0, found.err
    assert [hit["document"]["id"] for hit in found.json["hits"]] == ["night-flow"]
    assert any("Only words were compared" in note for note in found.json["notes"])
    asked = kb("ask", "When is the flow measured?", "--json", home=watered, **model)
    assert (asked.code, asked.json["question"]) == (0, "When is the flow measured?"), asked.err


@pytest.mark.slow
def test_a_hub_that_cannot_be_reached_costs_no_minute(watered: Path) -> None:
    """One line says so, with the setting to change."""
    hub = {"KB_MODEL": "nobody/nothing", "HF_ENDPOINT": "http://127.0.0.1:9"}
    done = kb("sync", home=watered, **hub)
    assert (done.code, done.err.count("\n")) == (1, 1), done.err
    assert "nobody/nothing cannot be loaded" in done.err
    assert "Set KB_MODEL" in done.err


@pytest.mark.slow
def test_init_unpacks_the_default_model_once(tmp_path: Path) -> None:
    """With a line that says so; a home whose models are gone gets it back with the next sync."""
    home = tmp_path / "home"
    default = {"KB_MODEL": MULTILINGUAL}
    try:
        made = kb("init", "--no-starter", home=home, **default)
        assert made.code == 0, made.err
        assert made.err.count("Unpacking the model") == 1
        weights = home / "models" / MULTILINGUAL / "model.safetensors"
        before = weights.stat().st_mtime_ns
        again = kb("init", "--no-starter", home=home, **default)
        assert (again.code, "Unpacking" in again.err) == (0, False)
        assert weights.stat().st_mtime_ns == before
        shutil.rmtree(home / "models")
        synced = kb("sync", "--json", home=home, **default)
        assert (synced.code, "Unpacking" in synced.err) == (0, True)
        assert json.loads(synced.out)["index"]["embedded"] == 0
    finally:
        shutil.rmtree(home / "models", ignore_errors=True)  # half a gigabyte


def test_services_hold_both_models(tmp_path: Path) -> None:
    """The second is left out where its setting is empty; making them loads and unpacks nothing."""
    services = Services.of(Settings(home=tmp_path))
    assert services.english_embedder is not None
    assert services.english_embedder.dimension == 384
    assert not services.embedder.loaded
    assert Services.of(Settings(home=tmp_path, english_model="")).english_embedder is None
    assert list(tmp_path.iterdir()) == []
