"""The frame around the pages of somebody's own account."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from loketten.accounts.access import Door, has_second_factor
from loketten.accounts.models import User
from loketten.ui.parts import RailItem

OWN_DOORS = {Door.ACCOUNT, Door.STAFF}


def account_navigation(request: HttpRequest) -> dict[str, Any]:
    """Context processor: nothing for the public, whose pages may not depend on who reads them."""
    match = request.resolver_match
    access = getattr(match.func, "access", None) if match else None
    if access is None or access.door not in OWN_DOORS:
        return {}
    user = request.user
    # Before the second step there is one way on, and a menu would only lead astray.
    is_inside = isinstance(user, User) and has_second_factor(user)
    return {
        "home_url": reverse("accounts:start"),
        "account_url": reverse("accounts:profile"),
        "rail_items": _items(request.path) if is_inside else [],
    }


def _items(path: str) -> list[RailItem]:
    places = [
        (reverse("accounts:start"), _("Your work"), "home"),
        (reverse("accounts:profile"), _("Your profile"), "user"),
        (reverse("account_change_password"), _("Password"), "lock"),
        (reverse("mfa_index"), _("Second step"), "shield"),
        (reverse("account_logout"), _("Sign out"), "logout"),
    ]
    return [
        RailItem(url, label, icon, is_current=path == url or path.startswith(f"{url}/"))
        for url, label, icon in places
    ]
