"""The family of errors that Tocsin raises.

::

    TocsinError
    ├── SkipError                  this document or item is left out and kept as a problem; the run goes on
    │   ├── SourceError            it could not be fetched or read
    │   │   ├── FetchError         network, HTTP status, time-out
    │   │   ├── RobotsDeniedError  the site asks robots not to
    │   │   └── PrivateAddressError  the address points inside a private network
    │   ├── DocumentError          its bytes could not be turned into text
    │   │   ├── EmptyDocumentError
    │   │   ├── UnsupportedFormatError
    │   │   ├── DamagedDocumentError
    │   │   └── TooLargeError      over a limit of size, count, depth or time
    │   └── ExtractionError        an extractor failed on it
    └── StopError                  the run ends; nothing that was written is lost
        ├── SettingsError
        ├── CatalogueError         a catalogue of sources that cannot be read
        ├── NotFoundError          what the user named does not exist
        ├── LedgerError            a log of decisions that cannot be read or whose chain is broken
        └── StoreError
            ├── StoreMissingError
            ├── StoreVersionError  made by another version; run `tocsin store migrate`
            ├── StoreReadOnlyError
            ├── StoreFullError
            ├── StoreBusyError
            └── StoreDamagedError

Two severities only: `SkipError` skips one item, `StopError` stops the run.
"""

from __future__ import annotations


class TocsinError(Exception):
    """Any error of ours. `code` is stable and is what `tocsin problems` groups by."""

    code = "error"

    def __init__(self, message: str, *, where: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.where = where

    def __str__(self) -> str:
        return f"{self.where}: {self.message}" if self.where else self.message

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild, (type(self), self.message, self.where)


def _rebuild(kind: type[TocsinError], message: str, where: str | None) -> TocsinError:
    return kind(message, where=where)


class SkipError(TocsinError):
    """One item is left out; the run goes on."""

    code = "skip"


class SourceError(SkipError):
    code = "source"


class FetchError(SourceError):
    code = "fetch"


class RobotsDeniedError(SourceError):
    code = "robots"


class PrivateAddressError(SourceError):
    code = "private-address"


class DocumentError(SkipError):
    code = "document"


class EmptyDocumentError(DocumentError):
    code = "empty"


class UnsupportedFormatError(DocumentError):
    code = "unsupported-format"


class DamagedDocumentError(DocumentError):
    code = "damaged"


class TooLargeError(DocumentError):
    code = "too-large"


class ExtractionError(SkipError):
    code = "extraction"


class StopError(TocsinError):
    """The run ends."""

    code = "stop"


class SettingsError(StopError, ValueError):
    code = "settings"


class CatalogueError(StopError, ValueError):
    code = "catalogue"


class LedgerError(StopError, ValueError):
    code = "ledger"


class NotFoundError(StopError, LookupError):
    code = "not-found"


class StoreError(StopError):
    code = "store"


class StoreMissingError(StoreError):
    code = "store-missing"


class StoreVersionError(StoreError):
    code = "store-version"


class StoreReadOnlyError(StoreError):
    code = "store-read-only"


class StoreFullError(StoreError):
    code = "store-full"


class StoreBusyError(StoreError):
    code = "store-busy"


class StoreDamagedError(StoreError):
    code = "store-damaged"
