"""Keys of other systems for tests, and what they ask."""

import json
import uuid
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.test import Client as Browser

from loketten.accounts.actions.desk_keys import make_key
from loketten.accounts.models import DeskKey
from loketten.accounts.models.desk_key import Scope
from tests.cast import Somebody

API = "/api/v1"
ALL = tuple(Scope.values)


@dataclass(frozen=True)
class System:
    """Another system with its key."""

    key: DeskKey
    secret: str

    def get(self, address: str, **headers: str) -> Any:
        return Browser().get(f"{API}{address}", headers={**self._headers(), **headers})

    def send(self, verb: str, address: str, body: Any, once: str = "", **headers: str) -> Any:
        named = {"idempotency-key": once} if once else {}
        return getattr(Browser(enforce_csrf_checks=True), verb)(
            f"{API}{address}",
            body if isinstance(body, bytes | str) else json.dumps(body),
            content_type="application/json",
            headers={**self._headers(), **named, **headers},
        )

    def post(self, address: str, body: Any, once: str = "eerste-keer") -> Any:
        return self.send("post", address, body, once)

    def put(self, address: str, body: Any) -> Any:
        return self.send("put", address, body)

    def _headers(self) -> dict[str, str]:
        return {"authorization": f"Bearer {self.secret}"}


def connect(somebody: Somebody, *scopes: str, **fields: Any) -> System:
    """A system at the desk of this person; every scope when none is named."""
    assert somebody.member is not None
    with somebody.at_work():
        key, secret = make_key(
            by=somebody.member,
            **{
                "name": "Klantsysteem",
                "scopes": scopes or ALL,
                "ends_on": date(2099, 1, 1),
                "key": uuid.uuid4(),
                **fields,
            },
        )
    return System(key, secret)
