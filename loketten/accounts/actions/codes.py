"""What a platform administrator does with the code lists. A code is ended, never deleted."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from loketten.accounts.actions.seen import save_seen
from loketten.accounts.models import User
from loketten.audit import log
from loketten.audit.actors import Actor, ActorKind
from loketten.kit.errors import DomainError
from loketten.tenancy.models import Code, CodeList

SHOWN = ("label_nl", "label_en", "position", "valid_from", "valid_until")
LONGEST_KEY = 60


class KeyIsTaken(DomainError):
    field = "label_en"
    message = _(
        "This list has, or had, a code of this name. Change that one, or choose another name."
    )


class NoKeyInName(DomainError):
    field = "label_en"
    message = _("Use at least one letter or figure in the English name.")


@transaction.atomic
def add_code(
    code_list: CodeList,
    *,
    by: User,
    label_nl: str,
    label_en: str,
    position: int,
    valid_from: date,
    valid_until: date | None,
) -> Code:
    """Its key comes from the English name and stays for ever. Pressed twice it is one code."""
    values = {
        "label_nl": label_nl,
        "label_en": label_en,
        "position": position,
        "valid_from": valid_from,
        "valid_until": valid_until,
    }
    key = _key(code_list, label_en)
    code, is_new = Code.objects.get_or_create(
        key=key, defaults={"list": code_list, "by_hand_on": timezone.localdate(), **values}
    )
    if not is_new and any(getattr(code, name) != value for name, value in values.items()):
        raise KeyIsTaken
    if is_new:
        _note_platform("code.added", code, by=by, changed=list(values))
    return code


@transaction.atomic
def change_code(code: Code, *, by: User, seen: str, **values: Any) -> list[str]:
    """Words, place and days; returns what changed. Talks of before show the new words."""
    locked = Code.objects.select_for_update().get(pk=code.pk)
    changed = save_seen(locked, values, seen=seen, also={"by_hand_on": timezone.localdate()})
    if changed:
        _note_platform("code.changed", locked, by=by, changed=changed)
    return changed


def shown_of(code: Code) -> dict[str, Any]:
    """What the form of a code shows and changes."""
    return {name: getattr(code, name) for name in SHOWN}


def _key(code_list: CodeList, label_en: str) -> str:
    word = slugify(label_en).replace("_", "-")[: LONGEST_KEY - len(code_list) - 1].strip("-")
    if not word:
        raise NoKeyInName
    return f"{code_list}.{word}"


def _note_platform(action: str, code: Code, *, by: User, changed: list[str]) -> None:
    """A code has a key in place of a number; it names no person."""
    actor = Actor(ActorKind.USER, by.pk)
    log.note_platform(action, Code, by=actor, changed=changed, reason=code.key)
