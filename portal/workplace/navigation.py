"""What the frame around every page of a desk shows: made from the rights of the reader."""

from typing import Any, NamedTuple

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from loketten.accounts.models import Membership
from loketten.accounts.rights import Right
from loketten.ui.parts import RailItem


class Entry(NamedTuple):
    """One place in the menu; `below` are the other parts of the address that belong to it."""

    view: str
    label: Any
    icon: str
    right: Right
    below: tuple[str, ...] = ()
    starts_group: bool = False
    shortcut: str = ""


ENTRIES = (
    Entry("workplace:day", _("My day"), "home", Right.ENTER_DESK, below=("agenda",)),
    Entry("advice:begin", _("Log a talk"), "pencil", Right.WRITE_TALKS, shortcut="g"),
    Entry("workplace:my_files", _("My files"), "file-text", Right.WRITE_TALKS),
    Entry(
        "clients:list", _("Clients"), "users", Right.FIND_CLIENTS, below=("gesprekken", "afspraken")
    ),
    Entry("advice:groups", _("Groups"), "users-group", Right.READ_FILES),
    Entry("apprenticeships:list", _("Trajectories"), "route", Right.READ_FILES),
    Entry(
        "advice:contacts",
        _("Brief contacts"),
        "message",
        Right.WRITE_TALKS,
        shortcut="c",
    ),
    Entry("vacancies:list", _("Vacancies"), "briefcase", Right.MANAGE_PLACES),
    Entry("vacancies:employers", _("Employers"), "building", Right.MANAGE_PLACES),
    Entry("workplace:requests", _("From the website"), "mail", Right.ANSWER_REQUESTS),
    Entry("clients:covers", _("Standing in"), "calendar", Right.READ_FILES, starts_group=True),
    Entry("desk:team", _("Team"), "heart-handshake", Right.MANAGE_TEAM),
    Entry("figures:desk", _("Figures"), "chart-bar", Right.READ_DESK_FIGURES),
    Entry("desk:settings", _("Settings"), "settings", Right.MANAGE_DESK),
    Entry("workplace:access_log", _("Access log"), "eye", Right.READ_ACCESS_LOG),
)


def desk_navigation(request: HttpRequest) -> dict[str, Any]:
    """Context processor: nothing outside a desk view."""
    member: Membership | None = getattr(request, "member", None)
    if member is None:
        return {}
    slug = member.desk.slug
    home = reverse("workplace:day", args=[slug])
    may_find = member.may(Right.FIND_CLIENTS)
    return {
        "home_url": home,
        "find_url": reverse("clients:list", args=[slug]) if may_find else "",
        "account_url": reverse("accounts:profile"),
        "rail_items": _rail(member, request.path, home),
    }


def _rail(member: Membership, path: str, home: str) -> list[RailItem]:
    items: list[RailItem] = []
    for entry in ENTRIES:
        if member.may(entry.right):
            url = reverse(entry.view, args=[member.desk.slug])
            items.append(
                RailItem(
                    url=url,
                    label=entry.label,
                    icon=entry.icon,
                    is_current=_is_current(path, home, url, entry.below),
                    starts_group=entry.starts_group and bool(items),
                    shortcut=entry.shortcut,
                )
            )
    return items


def _is_current(path: str, home: str, url: str, below: tuple[str, ...]) -> bool:
    # Everything stands below the home of a desk, so of that only itself counts.
    places = [f"{home}/{part}" for part in below] + ([url] if url != home else [])
    return path == url or any(path == one or path.startswith(f"{one}/") for one in places)
