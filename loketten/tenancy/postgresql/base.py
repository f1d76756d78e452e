"""Django's PostgreSQL backend, except that no connection of an unsafe role can be opened, and that
what is asked again and again is planned once."""

import select
from typing import Any

from django.db.backends.postgresql import base

from loketten.tenancy.guard import refuse_unsafe_role
from loketten.tenancy.postgresql.prepared import Line, PreparingCursor

# Seconds. A server that falls silent without closing the line (its machine stopped, or a wall in
# between forgot us) is asked for a sign of life by the operating system, which then closes it.
_SIGNS_OF_LIFE = {"keepalives_idle": 5, "keepalives_interval": 2, "keepalives_count": 2}


class DatabaseWrapper(base.DatabaseWrapper):
    """Web, worker, beat, shell and commands all connect through here; migrations do not."""

    def get_connection_params(self) -> dict[str, Any]:
        made: dict[str, Any] = super().get_connection_params()
        made = _SIGNS_OF_LIFE | made
        return made | {"connection_factory": Line, "cursor_factory": PreparingCursor}

    def init_connection_state(self) -> None:
        super().init_connection_state()
        refuse_unsafe_role(self)
        self.connection.find_out()

    def is_usable(self) -> bool:
        """Asked before each request. A server that goes away closes the line, and then there is
        something to read; a query to find that out would cost every page a turn of its own."""
        line = select.poll()
        try:
            line.register(self.connection, select.POLLIN)
        except self.Database.InterfaceError:  # closed on this side
            return False
        return not line.poll(0)
