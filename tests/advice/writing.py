"""What the tests of talks write down."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from advice.actions.content import Promise, TalkContent


def content(**changes: Any) -> TalkContent:
    """A talk of an hour ago with everything filled in."""
    now = timezone.now()
    filled: dict[str, Any] = {
        "held_at": now - timedelta(hours=1),
        "channel": "channel.phone",
        "kind": "kind.follow-up",
        "outcome": "outcome.advised",
        "themes": frozenset({"theme.bbl", "theme.funding"}),
        "summary": "We bekeken twee leerbanen.",
        "note": "Wil liever niet in de avond gebeld worden.",
        "promise": Promise(what="Scholingsbudget navragen", due_on=timezone.localdate()),
    }
    return TalkContent(**{**filled, **changes})
