"""The form of a new talk, and with what it begins."""

import uuid
from collections.abc import Mapping
from typing import Any

from advice.codes import Codebook
from advice.forms.draft import CHOICES, TEXTS
from advice.forms.talk import Due, LogTalkForm
from advice.moments import rounded_now
from advice.ready import Draft, Plan, Ready, Template
from loketten.accounts.models import Membership


def empty_form(
    file: Any, *, member: Membership, codes: Codebook, asked: Mapping[str, str]
) -> LogTalkForm:
    """For a file that was found for a member: with what is most likely right, what she wrote
    before, and what the address `asked`: `?plan=` an appointment, `?template=` a template."""
    ready: Ready = file.ready
    initial = _first_values(
        is_first_talk=not file.standing_total,
        last_channel=file.last_channel,
        member_id=member.pk,
        plan=ready.plan(asked.get("plan", "")),
    )
    if ready.draft:
        initial |= _drafted_values(ready.draft)
        if initial["step_owner"] not in dict(ready.colleagues):
            # She left since: the browser would choose the first of the list.
            initial["step_owner"] = str(member.pk)
    if template := ready.template(asked.get("template", "")):
        initial = _templated(initial, template)
    return LogTalkForm(initial=initial, codes=codes, colleagues=ready.colleagues)


def _first_values(
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


def _drafted_values(draft: Draft) -> dict[str, Any]:
    """What she had filled in; a choice that she left alone stays what is likely."""
    kept = {name: draft.content.get(name) for name in (*TEXTS, *CHOICES, "themes")}
    return {**{name: value for name, value in kept.items() if value}, "key": draft.key}


def _templated(initial: dict[str, Any], template: Template) -> dict[str, Any]:
    """The template over it; what was written already stays, the skeleton comes below it."""
    filled = {**initial, **template.values}
    written = initial.get("summary", "")
    if written and template.summary:
        filled["summary"] = f"{written}\n\n{template.summary}"
    if initial.get("step"):
        filled["step"] = initial["step"]
    return filled
