"""What a counselor writes down of one talk."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, kw_only=True)
class Promise:
    """The next step: what, and by when."""

    what: str
    due_on: date


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
