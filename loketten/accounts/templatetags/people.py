"""How people and their roles are named on a page, and what a device holds of them."""

from collections.abc import Iterable

from django import template

from loketten.accounts.device_keys import device_keys
from loketten.accounts.models import User
from loketten.accounts.rights import NationalRole, Role

register = template.Library()


@register.filter
def role_names(roles: Iterable[str]) -> str:
    """In the order of the table of rights, whatever the order of storing."""
    held = set(roles)
    return ", ".join(str(role.label) for role in Role if role in held)


@register.filter
def national_role_names(roles: Iterable[str]) -> str:
    held = set(roles)
    return ", ".join(str(role.label) for role in NationalRole if role in held)


@register.filter
def national_role_name(role: str) -> str:
    return str(NationalRole(role).label)


@register.inclusion_tag("accounts/unsaved.html")
def unsaved_texts(user: User) -> dict[str, str]:
    """What only this device holds, for a script that asks before signing out."""
    return {"device_keys": device_keys(user)}
