"""Django's admin as the emergency door: for what no screen can mend.

`django.contrib.admin` itself is not installed: it would bring a log beside ours, pages for groups
and permissions, and styles that the content security policy refuses. Its classes do without.
"""

from typing import Any

from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, path, reverse

from loketten.accounts.access import national_view
from loketten.accounts.rights import Right
from loketten.tenancy.models import Code, Desk, Region, RegionMembership
from portal.national.emergency.rows import CodeRows, DeskRows, MembershipRows, RegionRows
from portal.national.frame import frame, page

guarded = national_view(Right.MANAGE_DESKS)


class EmergencyDoor(AdminSite):
    """Nothing but the addresses named here, each behind the door of the platform administrator."""

    def get_urls(self) -> list[URLPattern | URLResolver]:
        return [
            path("", guarded(self.index), name="index"),
            *(route for rows in self._registry.values() for route in rows.get_urls()),
        ]

    def has_permission(self, request: HttpRequest) -> bool:
        return Right.MANAGE_DESKS in request.user.national_rights  # type: ignore[union-attr]

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        return frame(request)

    def index(self, request: Any, extra_context: Any = None) -> HttpResponse:  # type: ignore[override]
        kinds = [
            (reverse(f"{self.name}:{rows.opts.model_name}_list"), rows.opts.verbose_name_plural)
            for rows in self._registry.values()
        ]
        return page(request, "national/emergency/index.html", kinds=kinds)


door = EmergencyDoor(name="emergency")
door.register(Desk, DeskRows)
door.register(Region, RegionRows)
door.register(RegionMembership, MembershipRows)
door.register(Code, CodeRows)
