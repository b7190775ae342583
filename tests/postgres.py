"""Fixtures of PostgreSQL for any test: a server for the session, an empty schema for each test.

`TOCSIN_TEST_POSTGRES` names a server to use; without it a private one is started from the system's binaries;
without those the tests that need it are skipped, and say so.
"""

from __future__ import annotations

import itertools
import os
from collections.abc import Iterator

import pytest

from bench.postgres import NoServerError, private_server

_NUMBERS = itertools.count()


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    given = os.environ.get("TOCSIN_TEST_POSTGRES")
    if given:
        yield given
        return
    try:
        context = private_server()
        url = context.__enter__()
    except NoServerError as error:
        pytest.skip(str(error))
    try:
        yield url
    finally:
        context.__exit__(None, None, None)


@pytest.fixture
def postgres_url(postgres_server: str) -> Iterator[str]:
    """An address whose tables lie in a schema of this test's own."""
    import psycopg

    schema = f"test_{os.getpid()}_{next(_NUMBERS)}"
    with psycopg.connect(postgres_server, autocommit=True) as connection:
        connection.execute(f'CREATE SCHEMA "{schema}"')
        yield f"{postgres_server}?options=-csearch_path%3D{schema}"
        connection.execute(f'DROP SCHEMA "{schema}" CASCADE')
