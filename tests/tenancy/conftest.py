from collections.abc import Iterator

import pytest
from django.db import connection


@pytest.fixture
def fresh_line(db: None) -> Iterator[None]:
    """Whatever this connection prepared, or failed to, in other tests."""
    _forget()
    yield
    _forget()


def _forget() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DEALLOCATE ALL")
    connection.connection.prepared.clear()
    connection.connection.find_out()
