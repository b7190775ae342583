"""Moments as the store keeps them: whole microseconds since 1970 UTC."""

from __future__ import annotations

import datetime as dt

_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_MICROSECOND = dt.timedelta(microseconds=1)


def moment(when: dt.datetime) -> int:
    """Microseconds since 1970 UTC; a time without a zone is taken as UTC."""
    return ((when if when.tzinfo else when.replace(tzinfo=dt.UTC)) - _EPOCH) // _MICROSECOND


def from_moment(count: int) -> dt.datetime:
    return _EPOCH + count * _MICROSECOND


def utc_now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)
