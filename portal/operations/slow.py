"""Which statements cost the database most; PostgreSQL keeps them without what people typed."""

import re
from typing import NamedTuple

from django.db import DatabaseError, connection, transaction

SHOWN = 10
SLOW_MS = 100
LONGEST = 160

_SLOWEST = """
    SELECT query, calls, mean_exec_time, max_exec_time FROM monitoring.pg_stat_statements AS s
    WHERE s.userid = (SELECT oid FROM pg_roles WHERE rolname = current_user)
      AND s.dbid = (SELECT oid FROM pg_database WHERE datname = current_database())
      AND mean_exec_time >= %s AND query ~* '^\\s*(SELECT|INSERT|UPDATE|DELETE|WITH)'
    ORDER BY total_exec_time DESC LIMIT %s
"""
# What the server might have left in: texts, and long numbers.
_WRITTEN = re.compile(r"'(?:[^']|'')*'|\b\d{5,}\b")


class Statement(NamedTuple):
    text: str
    calls: int
    mean_ms: float
    max_ms: float


def slowest() -> list[Statement] | None:
    """Those of the app role here, by the time they took together; None when nobody measures."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(_SLOWEST, [SLOW_MS, SHOWN])
            rows = cursor.fetchall()
    except DatabaseError:
        return None
    return [Statement(without_values(text), *numbers) for text, *numbers in rows]


def without_values(text: str) -> str:
    """What the page shows of a statement: no text that somebody typed, and no long number."""
    # A space behind each comma, so that it breaks on a phone.
    told = " ".join(_WRITTEN.sub("?", text).replace(",", ", ").split())
    return told if len(told) <= LONGEST else f"{told[:LONGEST]}…"
