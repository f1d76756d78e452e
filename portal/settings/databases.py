"""What the portal adds to a database that the environment names."""

from typing import Any


def in_a_hurry(place: dict[str, Any]) -> dict[str, Any]:
    """A migration waits no longer for a table than visitors can wait behind it; what the address
    asks besides, as TLS, stays, and wins."""
    asked = place.get("OPTIONS", {})
    hurry = f"-c lock_timeout=500ms {asked.get('options', '')}".strip()
    return {**place, "OPTIONS": {**asked, "options": hurry}}
