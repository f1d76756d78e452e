"""Sealing in a cluster where other tests have transactions open: it waits for their end."""

import time

from loketten.audit import chain
from loketten.audit.chain import Chain


def seal_everything() -> None:
    """Seal every chain until no row waits; at most half a minute."""
    for one in chain.chains():
        seal_all_of(one)


def seal_all_of(one: Chain) -> int:
    """Seal one chain until no row waits; the number of rows sealed."""
    sealed, deadline = 0, time.monotonic() + 30
    while True:
        sealed += chain.seal(one)
        with one.open():
            if one.entries.count() == one.seals.count():
                return sealed
        if time.monotonic() > deadline:
            raise TimeoutError(f"{one.name} was not sealed in half a minute")
        time.sleep(0.1)
