"""Django's PostgreSQL backend, except that no connection of an unsafe role can be opened."""

from django.db.backends.postgresql import base

from loketten.tenancy.guard import refuse_unsafe_role


class DatabaseWrapper(base.DatabaseWrapper):
    """Web, worker, beat, shell and commands all connect through here; migrations do not."""

    def init_connection_state(self) -> None:
        super().init_connection_state()
        refuse_unsafe_role(self)
