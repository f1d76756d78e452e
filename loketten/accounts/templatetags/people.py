"""How people and their roles are named on a page."""

from collections.abc import Iterable

from django import template

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
