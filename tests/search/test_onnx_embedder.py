"""Models on ONNX Runtime: as torch has them, without torch, whatever happens to the export."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from types import SimpleNamespace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.errors import ModelFault
from kb.home import Home
from search.model_files import ModelSource
from search.onnx_attention import OtherAttentionError, _attend
from search.onnx_embedder import OnnxEmbedder, batches
from search.onnx_folder import DATA, DESCRIPTION, OnnxFolder
from search.sentence_transformer import SentenceTransformerEmbedder
from tests.search.tiny_model import HIDDEN, TEXTS, tiny_model

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module", params=["mean", "cls"])
def exported(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home's folder with a tiny model, exported."""
    root = tmp_path_factory.mktemp(request.param)
    tiny_model(root / "models" / "tiny", pooling=request.param)
    OnnxEmbedder(ModelSource("tiny", Home(root))).load()
    return root


@pytest.fixture
def source(exported: Path, tmp_path: Path) -> ModelSource:
    """The tiny model in a home of the test's own, exported."""
    shutil.copytree(exported, tmp_path, dirs_exist_ok=True)
    return ModelSource("tiny", Home(tmp_path))


def test_vectors_are_those_of_torch(source: ModelSource) -> None:
    """Pooling, normalising, padding and cutting at the longest length included."""
    onnx = OnnxEmbedder(source)
    assert not onnx.loaded
    found = onnx.embed_passages(TEXTS)
    assert onnx.loaded
    assert (found.shape, found.dtype) == ((len(TEXTS), HIDDEN), np.float32)
    expected = SentenceTransformerEmbedder(source, precision="float32").embed_passages(TEXTS)
    assert (found * expected).sum(axis=1).min() > 0.99
    assert np.allclose(np.linalg.norm(found, axis=1), 1, atol=1e-5)
    assert onnx.embed_passages([]).shape == (0, HIDDEN)


def test_prompts_are_put_before_texts(source: ModelSource) -> None:
    """The source's own, each before its kind of text."""
    prompted = ModelSource(source.model, source.home, "KB_MODEL", "water ", "pump ")
    shutil.copytree(OnnxFolder(source).path, OnnxFolder(prompted).path)
    plain, other = OnnxEmbedder(source), OnnxEmbedder(prompted)
    assert np.allclose(other.embed_query("flow"), plain.embed_query("water flow"), atol=1e-5)
    assert np.allclose(other.embed_passages(["x"]), plain.embed_passages(["pump x"]), atol=1e-5)


def test_an_exported_model_needs_no_torch(source: ModelSource) -> None:
    """In a process of its own, as the one that serves."""
    code = (
        "import sys; from pathlib import Path; from kb.home import Home\n"
        "from search.embedding import embedder_of; from search.model_files import ModelSource\n"
        "from kb.settings import Settings\n"
        "embedder = embedder_of(ModelSource('tiny', Home(Path(sys.argv[1]))), Settings())\n"
        "assert embedder.embed_query('water').any() and embedder.loaded\n"
        "print({'torch', 'transformers', 'sentence_transformers', 'onnx'} & set(sys.modules))"
    )
    arguments = [sys.executable, "-c", code, str(source.home.root)]
    done = subprocess.run(arguments, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


@pytest.mark.parametrize("exported", ["mean"], indirect=True)
@pytest.mark.parametrize("harm", ["cut", "changed", "undescribed"])
def test_a_damaged_export_is_made_again(source: ModelSource, harm: str) -> None:
    """Cut short, with other weights, or without its description."""
    folder = OnnxFolder(source).path
    data = (folder / DATA).read_bytes()
    if harm == "undescribed":
        (folder / DESCRIPTION).write_text("{")
    else:
        (folder / DATA).write_bytes(data[:-9] if harm == "cut" else data[::-1])
    assert OnnxEmbedder(source).embed_query("water").any()
    assert (folder / DATA).read_bytes() == data


def test_a_model_that_cannot_be_exported_says_why_once(tmp_path: Path) -> None:
    """The reason is kept, so that no later start tries again."""
    tiny_model(tmp_path / "models" / "tiny", architecture="unheard-of")
    source = ModelSource("tiny", Home(tmp_path))
    for _ in range(2):
        with pytest.raises(ModelFault, match="cannot be exported"):
            OnnxEmbedder(source).load()
    assert "fault" in json.loads((OnnxFolder(source).path / DESCRIPTION).read_text())


def test_an_export_in_an_earlier_format_goes(tmp_path: Path) -> None:
    """With the new one made; those of other models stay."""
    tiny_model(tmp_path / "models" / "tiny")
    source = ModelSource("tiny", Home(tmp_path))
    folder = OnnxFolder(source).path
    earlier = folder.with_name(f"{source.fingerprint}-0")
    other = folder.with_name("another-0")
    for one in (earlier, other):
        one.mkdir(parents=True)
    OnnxEmbedder(source).load()
    assert set(folder.parent.iterdir()) == {folder, other}


def test_two_processes_export_once(tmp_path: Path) -> None:
    """The second waits for the first and leaves what it finds."""
    tiny_model(tmp_path / "models" / "tiny")
    source = ModelSource("tiny", Home(tmp_path))
    folder = OnnxFolder(source).path
    command = [sys.executable, "-m", "search.onnx_export"]
    arguments = [source.name, str(folder), str(source.home.locks / "onnx.lock")]
    running = [subprocess.Popen([*command, *arguments]) for _ in range(2)]
    assert [process.wait() for process in running] == [0, 0]
    assert list(folder.parent.iterdir()) == [folder]
    assert OnnxEmbedder(source).embed_query("water").any()


@pytest.mark.parametrize(
    ("causal", "heads", "more"),
    [
        (True, 2, {}),
        (False, 1, {}),
        (False, 2, {"attention_mask": 1}),
        (False, 2, {"softcap": 9.0}),
    ],
)
def test_attention_that_asks_for_more_is_exported_as_it_is(
    causal: bool, heads: int, more: dict[str, object]
) -> None:
    """Decoders, shared keys, masks and whatever a model adds: never silently left out."""
    import torch

    query, key = torch.zeros(1, 2, 3, 4), torch.zeros(1, heads, 3, 4)
    given = {"attention_mask": None} | more
    with pytest.raises(OtherAttentionError):
        _attend(SimpleNamespace(is_causal=causal), query, key, key, **given)


@given(st.lists(st.integers(0, 512), max_size=200))
def test_batches_hold_every_text_once_and_are_bounded(lengths: list[int]) -> None:
    """Of one length each, longest first: nothing is padded."""
    found = list(batches(lengths))
    assert sorted(i for batch in found for i in batch) == list(range(len(lengths)))
    assert all(len({lengths[i] for i in one}) == 1 for one in found)
    assert all(len(one) * lengths[one[0]] <= 512 for one in found)
    assert [lengths[i] for batch in found for i in batch] == sorted(lengths, reverse=True)
