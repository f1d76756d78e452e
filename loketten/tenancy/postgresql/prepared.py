"""Statements that are planned once by each connection.

Reading and planning the question of a client's file takes PostgreSQL longer than answering it:
some thirty tables, each with its condition of row-level security. Prepared, it is planned when it
is first asked; whose desk is open is looked up each time, as before.
"""

from collections.abc import Collection, Sequence
from itertools import count
from typing import Any

from psycopg2 import Error, IntegrityError
from psycopg2.extensions import connection, cursor

_numbers = count()
# There are some sixty. Only the pages of long timelines are more, and of each the server remembers
# a sixth of a megabyte.
_MOST = 100


class Repeated(str):
    """A statement that is asked again and again. `holes` are the places of the parameters that
    differ each time; the others never do."""

    __slots__ = ("holes", "name")

    def __new__(cls, statement: str, holes: Collection[int]) -> "Repeated":
        made = super().__new__(cls, statement)
        made.holes = frozenset(holes)
        made.name = f"loketten_{next(_numbers)}"
        return made

    holes: frozenset[int]
    name: str


class Line(connection):  # type: ignore[misc]  # psycopg2 tells no types
    """A connection that knows what it prepared. Behind a pooler it prepares nothing: there the next
    statement may go to another server process, which knows nothing of it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.prepared: set[str] = set()
        self.is_direct = False

    def find_out(self) -> None:
        """A pooler tells another number than that of the process that answers."""
        with self.cursor() as asking:
            asking.execute("SELECT pg_backend_pid()")
            self.is_direct = asking.fetchone() == (self.info.backend_pid,)

    def prepares(self, statement: Repeated) -> bool:
        """What comes when it remembers enough is asked in full, and the others as before."""
        is_room = len(self.prepared) < _MOST
        return self.is_direct and (is_room or statement.name in self.prepared)


class PreparingCursor(cursor):  # type: ignore[misc]
    connection: Line

    def execute(self, query: Any, vars: Any = None) -> None:
        """As ever; what is `Repeated` by its name."""
        if not (isinstance(query, Repeated) and self.connection.prepares(query)):
            super().execute(query, vars)
            return
        try:
            if query.name not in self.connection.prepared:
                self._prepare(query, vars)
            self._execute_by_name(query, vars)
        except IntegrityError:
            # A rule of the table said no; the plan is right.
            raise
        except Error:
            # Perhaps the plan is of yesterday: a migration gave a column another type. Or work was
            # cut off before we knew that the server had prepared. Whoever asks next on this line
            # asks in full.
            self.connection.is_direct = False
            raise

    def _prepare(self, query: Repeated, values: Sequence[Any] | None) -> None:
        numbers = count(1)
        written = [
            f"${next(numbers)}" if place in query.holes else self.mogrify("%s", [value]).decode()
            for place, value in enumerate(values or ())
        ]
        text = str(query) % tuple(written) if values is not None else str(query)
        super().execute(f"PREPARE {query.name} AS {text}")
        self.connection.prepared.add(query.name)

    def _execute_by_name(self, query: Repeated, values: Sequence[Any] | None) -> None:
        told = [value for place, value in enumerate(values or ()) if place in query.holes]
        named = f"EXECUTE {query.name}"
        if told:
            named += f" ({', '.join(['%s'] * len(told))})"
        super().execute(named, told)
