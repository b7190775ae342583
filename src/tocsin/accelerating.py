"""The accelerator that the settings name, put together: a stage of `statements`, a transport of `sources`.

The entry point `tocsin.extractors:accelerator` gives it to the cascade; None where it is off.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from tocsin.errors import SettingsError
from tocsin.settings import Settings, load_settings
from tocsin.statements.accelerators.asking import AskingExtractor
from tocsin.statements.accelerators.marking import GlinerMarks, MarkingExtractor
from tocsin.statements.accelerators.port import Question

Accelerator = AskingExtractor | MarkingExtractor


@dataclass(frozen=True, slots=True)
class EndpointAnswers:
    """The port of `statements` over the endpoint of `sources`."""

    url: str
    model: str
    seconds: float
    key: str = ""

    def __repr__(self) -> str:
        return f"EndpointAnswers({self.url!r}, {self.model!r})"

    def answer(self, question: Question) -> str:
        from tocsin.sources.endpoint import Endpoint

        endpoint = Endpoint(self.url, self.model, self.seconds, self.key)
        return endpoint.complete(question.instructions, question.text)


def configured() -> Accelerator | None:
    """The accelerator of the settings of this process; None where it is off or the settings cannot be read.

    A command that needs the settings says what is wrong with them; reading must not die of it here.
    """
    try:
        return accelerator(load_settings())
    except SettingsError:
        return None


def accelerator(settings: Settings) -> Accelerator | None:
    """Raises SettingsError when what it needs is not set or not installed."""
    if settings.accelerator == "off":
        return None
    slug = re.sub(r"[^a-z0-9]+", "-", settings.accelerator_model.lower()).strip("-")[-40:] or "model"
    if settings.accelerator == "gliner":
        return MarkingExtractor(GlinerMarks(settings.accelerator_model), f"gliner.{slug}.v1")
    if not settings.accelerator_url or not settings.accelerator_model:
        raise SettingsError(
            "the accelerator `endpoint` needs TOCSIN_ACCELERATOR_URL and TOCSIN_ACCELERATOR_MODEL"
        )
    answers = EndpointAnswers(
        settings.accelerator_url, settings.accelerator_model, settings.accelerator_seconds,
        settings.accelerator_key.get_secret_value(),
    )  # fmt: skip
    return AskingExtractor(answers, f"endpoint.{slug}.v1", size=settings.accelerator_window)
