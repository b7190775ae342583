"""What a user may set: each by an environment variable `TOCSIN_…` or a line of `tocsin.env` in the folder."""

from __future__ import annotations

import os
from typing import Literal

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from tocsin.errors import SettingsError


class Settings(BaseSettings):
    """Every setting with its line of help; the reference page is made from this class."""

    model_config = SettingsConfigDict(
        env_prefix="TOCSIN_", env_file="tocsin.env", extra="forbid", frozen=True, env_ignore_empty=True
    )

    store: str = Field("tocsin.sqlite", description="The store: a path (SQLite) or a postgresql:// address.")
    catalogue: str = Field(
        "sources.yaml", description="The catalogue of sources: a YAML file or a folder of them."
    )
    shelf: str = Field(
        "screening.sqlite", description="The file of designation lists, decisions and the watch list."
    )
    workers: int = Field(
        default_factory=lambda: os.cpu_count() or 1,
        ge=1,
        le=256,
        description="Processes that read documents side by side. Default: one for each processor.",
    )
    document_seconds: float = Field(
        120.0, gt=0, description="How long reading one document may take before it is given up as a problem."
    )
    max_document_bytes: int = Field(
        64 * 2**20, gt=0, description="Documents larger than this, in bytes, are not read."
    )
    contact: str = Field(
        "", description="An address that the User-Agent names, so that sites can write to you."
    )
    allow_private: list[str] = Field(
        default_factory=list, description="Hosts inside private networks that may be fetched. Default: none."
    )
    language: Literal["en", "ru"] = Field("en", description="Language of labels in briefs and pages.")


def load_settings() -> Settings:
    """Raises SettingsError, in one line a setting, when a value does not fit."""
    try:
        return Settings()  # type: ignore[call-arg]
    except ValidationError as error:
        lines = [
            f"TOCSIN_{'_'.join(map(str, item['loc'])).upper()}: {item['msg']}" for item in error.errors()
        ]
        raise SettingsError("; ".join(lines)) from error
    except ValueError as error:  # a list that is not JSON, raised by the environment reader
        raise SettingsError(str(error)) from error
