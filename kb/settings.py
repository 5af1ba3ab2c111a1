"""Every setting of an instance: an environment variable ``KB_…`` with a default.

docs/settings.md is made from this module and a guard test keeps the two in step, so a field's
description is what an operator reads.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from kb.errors import UsageFault


class Settings(BaseSettings):
    """The settings of one instance, read from the environment."""

    model_config = SettingsConfigDict(env_prefix="KB_", frozen=True, extra="ignore")

    home: Path = Field(Path("var"), description="Folder that holds everything this instance owns.")
    database_url: str = Field(
        "",
        description=(
            "SQLAlchemy address of the database; empty means SQLite in the home folder. "
            "PostgreSQL: `postgresql+psycopg://user:password@host/name`."
        ),
    )
    database_timeout: float = Field(
        15.0, gt=0, description="Seconds to wait for a locked SQLite database."
    )
    model: str = Field(
        "multilingual-e5-small",
        description="Embedding model for every language: a bundled one (`multilingual-e5-small`, "
        "`all-MiniLM-L6-v2`), a folder, the name of a folder in the home's `models`, or a name on "
        "a model hub.",
    )
    english_model: str = Field(
        "all-MiniLM-L6-v2",
        description="Second embedding model, for English passages and questions, named in the same "
        "ways; empty means none.",
    )
    rerank_model: str = Field(
        "",
        description="Cross-encoder that reads the first documents of a search again: a folder or a "
        "name on a model hub; empty for none. Seconds for each question on a small server.",
    )
    query_prompt: str | None = Field(
        None,
        description="Text put before a question for `KB_MODEL`; unset takes the model's own "
        "(`query: ` for the e5 family).",
    )
    passage_prompt: str | None = Field(
        None,
        description="Text put before a passage for `KB_MODEL`; unset takes the model's own "
        "(`passage: ` for the e5 family).",
    )
    embed_threads: int = Field(
        0, ge=0, description="Processor threads for embedding; 0 means one for each core."
    )
    embed_precision: Literal["auto", "float32", "bfloat16"] = Field(
        "auto",
        description="Number format of a model on torch; `auto` takes bfloat16 where the processor "
        "has instructions for it.",
    )
    embed_runtime: Literal["onnx", "torch"] = Field(
        "onnx",
        description="What runs the models. `onnx`: ONNX Runtime, after an export that is made once "
        "(a minute, below the home's `models`), which is several times as fast and takes less "
        "memory; a model that cannot be exported runs on torch. `torch`: torch, for everything.",
    )
    keyword_engine: Literal["auto", "whoosh", "tantivy"] = Field(
        "auto",
        description="What holds the words of the index; `auto` takes Whoosh for a small library "
        "and tantivy above 5,000 passages. Another engine means the next `kb sync` builds the "
        "index anew beside the old one, without embedding again.",
    )
    summary_url: str = Field(
        "",
        description="Address of an OpenAI-compatible API that may write a summary above quoted "
        "answers, such as `http://localhost:11434/v1`; empty means no summaries. Question and "
        "quotes are sent there.",
    )
    summary_model: str = Field(
        "", description="Model that `KB_SUMMARY_URL` is asked for; empty leaves it to the service."
    )
    summary_key: SecretStr = Field(
        SecretStr(""), description="Key for `KB_SUMMARY_URL`, sent as bearer token; never shown."
    )
    summary_seconds: float = Field(
        8.0, gt=0, le=120, description="Seconds that one summary may take, all in all."
    )
    convert_seconds: float = Field(
        25.0, gt=0, description="Seconds one file may take to convert, before size is added."
    )
    convert_seconds_per_mb: float = Field(
        1.0, ge=0, description="Further seconds for each megabyte of the file."
    )
    convert_memory_mb: int = Field(
        1800, ge=256, description="Megabytes of memory one file may take to convert."
    )
    convert_workers: int = Field(
        0, ge=0, description="Files converted at the same time; 0 means one for each core."
    )
    ocr: Literal["auto", "off"] = Field(
        "auto", description="Read scanned pages with Tesseract where it is installed, or never."
    )
    ocr_languages: str = Field(
        "eng", description="Tesseract languages of scanned pages, joined by `+`: `eng+fra`."
    )
    ocr_page_seconds: int = Field(
        20, gt=0, description="Seconds one scanned page may take; added to the file's time."
    )
    ocr_pages: int = Field(
        200, gt=0, description="Scanned pages read in one file; further ones are named as left out."
    )
    host: str = Field("127.0.0.1", description="Address the site listens on.")
    port: int = Field(8000, ge=0, le=65535, description="Port the site listens on.")
    threads: int = Field(4, ge=1, description="Requests served at the same time.")
    site_name: str = Field("Wellspring", description="Name shown on every page.")
    site_url: str = Field(
        "", description="Public address of the site, for citations; empty uses the request's own."
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        "INFO", description="Least severe log line written to standard error."
    )

    @field_validator("summary_url")
    @classmethod
    def _address_without_password(cls, given: str) -> str:
        """The address is shown by `kb settings`; what is secret belongs into the key."""
        if given and not re.fullmatch(r"https?://[^\s/?#@]+(/[^\s?#]*)?", given):
            raise ValueError("it must begin with http:// or https://, without password or query")
        return given

    @classmethod
    def load(cls) -> Settings:
        """Read the environment.

        Raises:
            UsageFault: naming the variable whose value does not fit.
        """
        try:
            return cls()
        except ValidationError as error:
            first = error.errors()[0]
            name = "KB_" + "_".join(str(part) for part in first["loc"]).upper()
            raise UsageFault(
                f"{name} is not usable: {first['msg']}", "See docs/settings.md for what it takes."
            ) from error
