"""With what the form of a new talk begins."""

import uuid
from typing import Any

from advice.forms.draft import CHOICES, TEXTS
from advice.forms.talk import Due
from advice.moments import rounded_now
from advice.ready import Draft, Plan, Template


def first_values(
    *, is_first_talk: bool, last_channel: str | None, member_id: int, plan: Plan | None = None
) -> dict[str, Any]:
    """What is most likely right for a new talk: what was planned, else what was usual."""
    usual = {
        "channel": last_channel or "channel.appointment",
        "held_at": rounded_now(),
        "kind": "kind.intake" if is_first_talk else "kind.follow-up",
        "due": Due.WEEK,
        "step_owner": str(member_id),
        "key": uuid.uuid4(),
    }
    if plan is None:
        return usual
    planned = {"channel": plan.channel_id, "kind": plan.kind_id, "plan": plan.public_id}
    return {**usual, **planned, "held_at": plan.at if plan.has_begun else usual["held_at"]}


def drafted_values(draft: Draft) -> dict[str, Any]:
    """What she had filled in; a choice that she left alone stays what is likely."""
    kept = {name: draft.content.get(name) for name in (*TEXTS, *CHOICES, "themes")}
    return {**{name: value for name, value in kept.items() if value}, "key": draft.key}


def templated(initial: dict[str, Any], template: Template) -> dict[str, Any]:
    """The template over it; what was written already stays, the skeleton comes below it."""
    filled = {**initial, **template.values}
    written = initial.get("summary", "")
    if written and template.summary:
        filled["summary"] = f"{written}\n\n{template.summary}"
    if initial.get("step"):
        filled["step"] = initial["step"]
    return filled
