"""What lies ready for whoever opens a file: appointments, her draft, her templates, colleagues.

It comes with the file in one query, as JSON, because the file page has no query to spare.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, Subquery, TextField, Value
from django.db.models.functions import Concat, JSONObject
from django.utils import timezone

from advice.choices import PlanState
from advice.codes import Choice
from advice.models import PlannedTalk, TalkDraft, TalkTemplate
from loketten.accounts.colleagues import colleagues_with
from loketten.accounts.rights import Right


@dataclass(frozen=True)
class Plan:
    """A planned talk as a file knows it; one that was held is in the timeline as a talk."""

    public_id: UUID
    at: datetime
    channel_id: str
    kind_id: str
    remark: str
    state: str
    because: str
    counselor: str
    settled_by: str

    @classmethod
    def read(cls, row: dict[str, Any]) -> Self:
        at = timezone.localtime(datetime.fromisoformat(row["at"]))
        settled_by = row["settled_by"] or ""
        return cls(
            **{**row, "public_id": UUID(row["public_id"]), "at": at, "settled_by": settled_by}
        )

    @property
    def is_waiting(self) -> bool:
        return self.state == PlanState.PLANNED

    @property
    def is_no_show(self) -> bool:
        return self.state == PlanState.NO_SHOW

    @property
    def has_begun(self) -> bool:
        return self.at <= timezone.now()


@dataclass(frozen=True)
class Draft:
    """Her own; `content` are the fields of the form as they were typed."""

    content: dict[str, Any]
    key: UUID
    version: int
    saved_at: datetime

    @classmethod
    def read(cls, row: dict[str, Any]) -> Self:
        saved_at = timezone.localtime(datetime.fromisoformat(row["saved_at"]))
        return cls(row["content"], UUID(row["key"]), row["version"], saved_at)


@dataclass(frozen=True)
class Template:
    """A talk half written; what it leaves open is empty."""

    public_id: UUID
    name: str
    channel: str
    kind: str
    themes: list[str]
    summary: str
    step: str

    @classmethod
    def read(cls, row: dict[str, Any]) -> Self:
        return cls(
            public_id=UUID(row["public_id"]),
            name=row["name"],
            channel=row["channel"] or "",
            kind=row["kind"] or "",
            themes=row["themes"],
            summary=row["summary"],
            step=row["step"],
        )

    @property
    def values(self) -> dict[str, Any]:
        """What it fills in, by the name of the field."""
        filled = {
            "channel": self.channel,
            "kind": self.kind,
            "themes": self.themes,
            "summary": self.summary,
            "step": self.step,
        }
        return {name: value for name, value in filled.items() if value}


@dataclass(frozen=True)
class Ready:
    """All of it."""

    plans: list[Plan]
    draft: Draft | None
    templates: list[Template]
    # Who may take a step: key and name, as a form offers them.
    colleagues: list[Choice]

    @property
    def waiting(self) -> list[Plan]:
        return [plan for plan in self.plans if plan.is_waiting]

    @property
    def missed(self) -> list[Plan]:
        return [plan for plan in self.plans if not plan.is_waiting]

    def plan(self, public_id: str) -> Plan | None:
        """The waiting one with this id, or the one that was for today and has begun."""
        for plan in self.waiting:
            if str(plan.public_id) == public_id:
                return plan
        today = timezone.localdate()
        begun = [plan for plan in self.waiting if plan.has_begun and plan.at.date() == today]
        return begun[-1] if begun and not public_id else None

    def template(self, public_id: str) -> Template | None:
        found = (one for one in self.templates if str(one.public_id) == public_id)
        return next(found, None)


def with_what_lies_ready(files: Any, *, reader: Any) -> Any:
    """Read it with `ready_in`, once."""
    return files.annotate(
        plans_json=ArraySubquery(_plans()),
        draft_json=Subquery(_draft(reader)),
        templates_json=ArraySubquery(_templates(reader)),
        colleagues=ArraySubquery(_colleagues()),
    )


def ready_in(file: Any) -> Ready:
    """Of a file that was found `with_what_lies_ready`."""
    return Ready(
        plans=[Plan.read(row) for row in file.plans_json],
        draft=Draft.read(file.draft_json) if file.draft_json else None,
        templates=[Template.read(row) for row in file.templates_json],
        colleagues=[_colleague(row) for row in file.colleagues],
    )


def _plans() -> Any:
    plans = PlannedTalk.objects.exclude(state=PlanState.HELD).filter(file=OuterRef("pk"))
    row = JSONObject(
        public_id="public_id",
        at="at",
        channel_id="channel",
        kind_id="kind",
        remark="remark",
        state="state",
        because="because",
        counselor="counselor__user__name",
        settled_by="settled_by__user__name",
    )
    return plans.in_order().values(row=row)


def _draft(reader: Any) -> Any:
    # Row-level security says the same: nobody else's draft would come back.
    drafts = TalkDraft.objects.alive().filter(file=OuterRef("pk"), author=reader)
    row = JSONObject(content="content", key="key", version="version", saved_at="saved_at")
    return drafts.values(row=row)


def _templates(reader: Any) -> Any:
    row = JSONObject(
        public_id="public_id",
        name="name",
        channel=F("channel_id"),
        kind=F("kind_id"),
        themes="themes",
        summary="summary",
        step="step",
    )
    return TalkTemplate.objects.for_counselor(reader).values(row=row)


def _colleagues() -> Any:
    """As text: a large team as JSON took a millisecond to write and one to read."""
    row = Concat("pk", Value(" "), "user__name", output_field=TextField())
    return colleagues_with(Right.WRITE_TALKS).values(row=row)


def _colleague(row: str) -> Choice:
    key, _space, name = row.partition(" ")
    return key, name
