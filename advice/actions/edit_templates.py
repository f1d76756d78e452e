"""Templates for common talks: one's own, and those of the desk."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from advice.models import TalkTemplate
from loketten.accounts.changes import locked, note_vouched, refuse_other, save_changes
from loketten.accounts.models import Membership
from loketten.audit import log
from loketten.kit.bsn import refuse_bsn
from loketten.kit.errors import DomainError

# Nine have a key; what nobody can oversee helps nobody.
MOST = 20


class TooManyTemplates(DomainError):
    message = _("There are twenty templates already. Delete one first.")


@dataclass(frozen=True, kw_only=True)
class TemplateContent:
    """Codes are named by their keys; what is empty stays as the form would have it."""

    name: str
    channel: str
    kind: str
    themes: list[str]
    summary: str
    step: str

    @property
    def columns(self) -> dict[str, object]:
        return {
            "name": self.name,
            "channel_id": self.channel or None,
            "kind_id": self.kind or None,
            "themes": sorted(self.themes),
            "summary": self.summary,
            "step": self.step,
        }

    @property
    def free_texts(self) -> dict[str, str]:
        return {"name": self.name, "summary": self.summary, "step": self.step}


@transaction.atomic
def add_template(
    *,
    owner: Membership | None,
    by: Membership,
    content: TemplateContent,
    key: UUID,
    vouched: Collection[str] = (),
) -> TalkTemplate:
    """Of `owner`, or of the desk; a second submit of the same form finds the first one's."""
    vouched_for = refuse_bsn(content.free_texts, vouched=vouched)
    template: TalkTemplate
    template, is_new = TalkTemplate.objects.get_or_create(
        key=key, defaults={"owner": owner, **content.columns}
    )
    if not is_new:
        refuse_other(template, {"owner": owner, **content.columns})
        return template
    if TalkTemplate.objects.filter(owner=owner).count() > MOST:
        raise TooManyTemplates
    note_vouched(template, by=by, fields=vouched_for)
    log.note("template.added", template, by=by.actor)
    return template


@transaction.atomic
def change_template(
    template: TalkTemplate,
    *,
    by: Membership,
    version: int,
    content: TemplateContent,
    vouched: Collection[str] = (),
) -> None:
    """`version` is the one that the writer had seen."""
    vouched_for = refuse_bsn(content.free_texts, vouched=vouched)
    now = locked(template)
    changed = save_changes(now, content.columns, version=version)
    if changed:
        note_vouched(now, by=by, fields=vouched_for)
        log.note("template.changed", now, by=by.actor, changed=changed)


@transaction.atomic
def remove_template(template: TalkTemplate, *, by: Membership) -> None:
    """Talks that began with it keep their text."""
    log.note("template.removed", template, by=by.actor)
    template.delete()
