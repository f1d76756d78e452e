"""Django's PostgreSQL backend, except that no connection of an unsafe role can be opened."""

import select

from django.db.backends.postgresql import base

from loketten.tenancy.guard import refuse_unsafe_role


class DatabaseWrapper(base.DatabaseWrapper):
    """Web, worker, beat, shell and commands all connect through here; migrations do not."""

    def init_connection_state(self) -> None:
        super().init_connection_state()
        refuse_unsafe_role(self)

    def is_usable(self) -> bool:
        """Asked before each request. A server that goes away closes the line, and then there is
        something to read; a query to find that out would cost every page a turn of its own."""
        line = select.poll()
        try:
            line.register(self.connection, select.POLLIN)
        except self.Database.InterfaceError:  # closed on this side
            return False
        return not line.poll(0)
