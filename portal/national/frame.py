"""The menu of the national pages, from the rights of the reader."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from loketten.accounts.models import User
from loketten.accounts.rights import Right
from loketten.ui.parts import RailItem


def frame(request: HttpRequest) -> dict[str, Any]:
    """What layouts/national.html needs."""
    user = request.user
    assert isinstance(user, User)
    places = [
        (Right.READ_NATIONAL_FIGURES, "figures:country", _("Overview"), "home"),
        (Right.READ_NATIONAL_FIGURES, "figures:reports", _("Reports"), "file-text"),
        (Right.READ_NATIONAL_FIGURES, "figures:explained", _("How we count"), "info-circle"),
        (Right.READ_NATIONAL_FIGURES, "national:desks", _("All desks"), "building"),
        (Right.MANAGE_DESKS, "national:manage", _("People and desks"), "users"),
        (Right.MANAGE_DESKS, "national:recover", _("Lost second step"), "key"),
        (Right.MANAGE_DESKS, "figures:recount", _("Recount"), "refresh"),
    ]
    items = [
        RailItem(reverse(name), label, icon, is_current=request.path == reverse(name))
        for right, name, label, icon in places
        if right in user.national_rights
    ]
    return {
        "home_url": items[0].url,
        "account_url": reverse("accounts:profile"),
        "rail_items": items,
    }
