"""`kb evaluate` as people call it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kb.settings import Settings
from search.evaluation.vector_cache import VectorCache
from search.fakes import HashingEmbedder
from tests.instance import Finished, kb
from web.cli.evaluate import default_cache
from web.scratch import ScratchServices
from web.services import Services

TEXTS = {"valve": "A gate valve closes a main.", "pump": "Replace the bearing of a hot pump."}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A set of two documents and two questions."""
    made = tmp_path / "two"
    made.mkdir()
    corpus = [json.dumps({"_id": name, "text": text}) for name, text in TEXTS.items()]
    queries = [json.dumps({"_id": f"q-{name}", "text": f"Which {name}?"}) for name in TEXTS]
    answers = [json.dumps({"query_id": "q-pump", "answers": ["bearing"]})]
    (made / "corpus.jsonl").write_text("\n".join(corpus))
    (made / "queries.jsonl").write_text("\n".join(queries))
    (made / "answers.jsonl").write_text("\n".join(answers))
    rows = [f"q-{name}\t{name}\t1" for name in TEXTS]
    (made / "qrels.tsv").write_text("\n".join(["query-id\tcorpus-id\tscore", *rows]))
    return made


def evaluate(folder: Path, *options: str | Path) -> Finished:
    """Run the command with the small model alone, its cache beside the set."""
    return kb(
        "evaluate", folder, "--cache", folder.parent / "vectors.sqlite3", *options,
        home=folder.parent / "none", KB_MODEL="all-MiniLM-L6-v2", KB_ENGLISH_MODEL="",
    )  # fmt: skip


@pytest.mark.slow
def test_a_table_and_then_the_same_as_json(folder: Path) -> None:
    """The second run is served from the first one's vectors and finds the same."""
    shown = evaluate(folder, "--unanswerable", folder)
    assert shown.code == 0, shown.err
    rows = [[cell.strip() for cell in line.split("|")] for line in shown.out.splitlines()]
    assert rows[0][1:6] == ["set", "documents", "questions", "mode", "nDCG@10"]
    assert rows[2][1:6] == ["two", "2", "2", "keyword", "1.000"]
    assert [row[4] for row in rows[2:5]] == ["keyword", "vector", "hybrid"]
    assert "AUROC" in shown.out
    assert shown.err.startswith("two: 2 documents indexed in ")
    cached = folder.parent / "vectors.sqlite3"
    assert cached.stat().st_size > 0
    kept = folder.parent / "kept"
    found = evaluate(folder, "--json", "--home", kept, "--limit", "1").json
    assert found["model"] == "all-MiniLM-L6-v2"
    [one] = found["sets"]
    assert one["modes"]["hybrid"] == {
        "nDCG@10": 1.0, "MRR@10": 1.0, "recall@10": 1.0, "recall@100": 1.0, "hit@1": 1.0,
    }  # fmt: skip
    assert (one["queries"], one["left_out"], one["support"]) == (1, 1, None)
    assert (kept / "two" / "content" / "evaluation" / "guide" / "d0000001.md").exists()
    assert not (folder.parent / "none" / "content").exists()


def test_what_is_wrong_is_one_line(folder: Path) -> None:
    """A folder that is none, a set that is not whole, two of one name: exit code 2."""
    missing = evaluate(folder.parent / "nowhere")
    twice = evaluate(folder, folder)
    (folder / "qrels.tsv").write_text("q-pump\tnone\t1\n")
    unknown = evaluate(folder)
    for done in (missing, twice, unknown):
        assert (done.code, done.out) == (2, "")
        assert "Traceback" not in done.err
    assert "Two folders are called two" in twice.err
    assert "two/qrels.tsv:1: There is no document `none`" in unknown.err


def test_vectors_are_kept_where_a_machine_keeps_such_things(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """In XDG_CACHE_HOME where it is a whole path, else in ~/.cache."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert default_cache() == tmp_path / "wellspring" / "embeddings.sqlite3"
    for useless in ("", "relative"):
        monkeypatch.setenv("XDG_CACHE_HOME", useless)
        assert default_cache() == Path.home() / ".cache" / "wellspring" / "embeddings.sqlite3"


def test_a_scratch_instance_uses_the_real_models(tmp_path: Path) -> None:
    """In a home and a database of its own; another number format means other vectors."""
    cache = VectorCache(tmp_path / "vectors.sqlite3")
    asked = []
    for precision in ("float32", "bfloat16", "float32"):
        settings = Settings(home=tmp_path / "real", embed_precision=precision, database_url="x://")
        real = Services.of(settings.model_copy(update={"database_url": ""}))
        model = HashingEmbedder()
        real.__dict__["embedder"] = model
        real.__dict__["english_embedder"] = None
        made = ScratchServices.beside(real, tmp_path / "scratch", cache)
        assert made.database.url.database == str(tmp_path / "scratch" / "kb.sqlite3")
        assert made.embedder.fingerprint == model.fingerprint
        assert made.english_embedder is None
        made.embedder.embed_passages(["pump"])
        asked.append(model.embedded)
    assert asked == [["pump"], ["pump"], []]
    assert not (tmp_path / "real").exists()
    cache.close()
