"""Every setting of an instance: an environment variable ``KB_…`` with a default.

docs/settings.md is made from this module and a guard test keeps the two in step, so a field's
description is what an operator reads.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError
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
        "all-MiniLM-L6-v2",
        description="Embedding model: the bundled one, a folder, or a name on a model hub.",
    )
    query_prompt: str | None = Field(
        None,
        description="Text put before a question when embedding; unset takes the model's own "
        "(`query: ` for the e5 family).",
    )
    passage_prompt: str | None = Field(
        None,
        description="Text put before a passage when embedding; unset takes the model's own "
        "(`passage: ` for the e5 family).",
    )
    embed_threads: int = Field(
        0, ge=0, description="Processor threads for embedding; 0 means one for each core."
    )
    embed_precision: Literal["auto", "float32", "bfloat16"] = Field(
        "auto",
        description="Number format of the model; `auto` takes bfloat16 where the processor has "
        "instructions for it.",
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
