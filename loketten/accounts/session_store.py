"""Django's sessions, found by a query that is composed once: every page of staff begins with it."""

from typing import Any

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session

from loketten.tenancy.composed import MOMENT, Asked, composed


@composed
def _alive() -> Any:
    return Session.objects.filter(session_key=Asked("key"), expire_date__gt=MOMENT)


class SessionStore(db.SessionStore):
    def _get_session_from_db(self) -> Session | None:
        found: Session | None = _alive.first(key=self.session_key)
        if found is None:
            self._session_key = None
        return found
