"""What a counselor writes down of one talk."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Self

from advice.models import NextStep


@dataclass(frozen=True, kw_only=True)
class Promise:
    """The next step: what, by when, and whose it is. Without an owner it stays with whoever has
    it, and a new one is its writer's."""

    what: str
    due_on: date
    owner_id: int | None = None


def promise_of(step: NextStep | None) -> Promise | None:
    """A step that stands, as it was promised."""
    if step is None:
        return None
    return Promise(what=step.what, due_on=step.due_on, owner_id=step.owner_id)


@dataclass(frozen=True, kw_only=True)
class TalkContent:
    """Codes are named by their keys; an empty note means that there is none."""

    held_at: datetime
    channel: str
    kind: str
    summary: str
    outcome: str | None = None
    themes: frozenset[str] = frozenset()
    note: str = ""
    promise: Promise | None = None

    def owned_by(self, member_id: int) -> Self:
        """The same talk, with an owner for a promise that names none."""
        if self.promise is None or self.promise.owner_id is not None:
            return self
        return replace(self, promise=replace(self.promise, owner_id=member_id))

    @property
    def columns(self) -> dict[str, object]:
        """What stands in the row of the talk itself."""
        return {
            "held_at": self.held_at,
            "channel_id": self.channel,
            "kind_id": self.kind,
            "outcome_id": self.outcome,
            "summary": self.summary,
        }

    @property
    def free_texts(self) -> dict[str, str]:
        """Everything that somebody typed freely, by the name of its field."""
        return {
            "summary": self.summary,
            "note": self.note,
            "step": self.promise.what if self.promise else "",
        }
