"""What a user may set: each by an environment variable `TOCSIN_…` or a line of `tocsin.env` in the folder."""

from __future__ import annotations

import os
from typing import Literal

from pydantic import Field, SecretStr, ValidationError
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
    accelerator: Literal["off", "endpoint", "gliner"] = Field(
        "off", description="A model that adds to what the rules read; see the guide. Default: off."
    )
    accelerator_url: str = Field(
        "",
        description="The base address of the endpoint, such as http://127.0.0.1:8080/v1. It gets the text of pages.",
    )
    accelerator_model: str = Field(
        "", description="The model: its name at the endpoint, or the folder of a GLiNER model."
    )
    accelerator_key: SecretStr = Field(SecretStr(""), description="The key that the endpoint asks for.")
    accelerator_seconds: float = Field(
        60.0, gt=0, description="How long one answer of the endpoint may take."
    )
    accelerator_window: int = Field(
        4000, ge=1000, le=100_000, description="Characters of a page in one question; windows overlap."
    )


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
