"""The menu of the national pages, from the rights of the reader."""

from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from loketten.accounts.access import StaffRequest
from loketten.accounts.models import User
from loketten.accounts.rights import Right
from loketten.ui.parts import RailItem


class Place(NamedTuple):
    """One place in the menu; `below` says that the addresses under it belong to it."""

    right: Right
    view: str
    label: Any
    icon: str
    below: bool = False
    starts_group: bool = False


PLACES = (
    Place(Right.READ_NATIONAL_FIGURES, "figures:country", _("Overview"), "home"),
    Place(Right.READ_NATIONAL_FIGURES, "figures:reports", _("Reports"), "file-text"),
    Place(Right.READ_NATIONAL_FIGURES, "figures:explained", _("How we count"), "info-circle"),
    Place(Right.READ_NATIONAL_FIGURES, "national:desks", _("All desks"), "building"),
    Place(Right.MANAGE_DESKS, "national:manage", _("Desks"), "settings", starts_group=True),
    Place(Right.MANAGE_DESKS, "figures:completeness", _("How complete"), "chart-bar"),
    Place(Right.MANAGE_DESKS, "national:people", _("People"), "users", below=True),
    Place(Right.MANAGE_DESKS, "national:code_lists", _("Code lists"), "filter", below=True),
    Place(Right.MANAGE_DESKS, "national:thresholds", _("Thresholds"), "shield"),
    Place(Right.MANAGE_DESKS, "national:news", _("News"), "bell", below=True),
    Place(Right.MANAGE_DESKS, "national:recover", _("Lost second step"), "key"),
    Place(Right.MANAGE_DESKS, "figures:recount", _("Recount"), "refresh"),
    Place(Right.MANAGE_DESKS, "operations:operations", _("Operations"), "clock"),
)


def frame(request: HttpRequest) -> dict[str, Any]:
    """What layouts/national.html needs."""
    user = request.user
    assert isinstance(user, User)
    items: list[RailItem] = []
    for place in PLACES:
        if place.right in user.national_rights:
            url = reverse(place.view)
            items.append(
                RailItem(
                    url,
                    str(place.label),
                    place.icon,
                    is_current=_is_current(request.path, url, place),
                    starts_group=place.starts_group and bool(items),
                )
            )
    return {
        "home_url": items[0].url,
        "account_url": reverse("accounts:profile"),
        "rail_items": items,
    }


def page(
    request: StaffRequest, template: str, *, status: int = 200, **context: Any
) -> HttpResponse:
    """A national page inside its frame."""
    return render(request, template, {**context, **frame(request)}, status=status)


def _is_current(path: str, url: str, place: Place) -> bool:
    # The pages of one desk stand under /beheer/loket.
    of_a_desk = place.view == "national:manage" and path.startswith(f"{url}/loket/")
    return path == url or of_a_desk or (place.below and path.startswith(f"{url}/"))
