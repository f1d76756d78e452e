"""GET /desks: the public facts of a desk, which are on its page too."""

from typing import Any

from django.db.models import Prefetch, Q
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from loketten.tenancy.models import Closure, Desk, DeskState
from portal.api.base import PublicApiView
from portal.api.describing import described
from portal.api.reading import NoQuery, query_of

NAME_EXAMPLE = {"regionCode": "AM05", "slug": "twente", "name": "Leerwerkloket Twente"}
EXAMPLE = {
    **NAME_EXAMPLE,
    "isPaused": False,
    "email": "twente@example.nl",
    "phone": "0530000000",
    "locations": [
        {
            "name": "Huis van Werk",
            "street": "Voorbeeldstraat 1",
            "postcode": "7511 AB",
            "city": "Enschede",
            "note": "",
        }
    ],
    "openingHours": [{"weekday": 1, "opensAt": "09:00", "closesAt": "17:00", "isWalkIn": True}],
    "closures": [{"firstDay": "2026-12-25", "lastDay": "2026-12-26", "reason": "Kerstmis"}],
}


@extend_schema_field({"type": "string", "format": "time-local"})
class LocalTime(serializers.TimeField):
    """Dutch local time, without a zone."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(format="%H:%M", **kwargs)


class DeskName(serializers.Serializer[Desk]):
    """A desk as everybody may know it."""

    regionCode = serializers.CharField(source="region_id", help_text="The region of the desk.")
    slug = serializers.CharField(help_text="Its name in addresses.")
    name = serializers.CharField(source="display_name", help_text="What the desk calls itself.")


class Location(serializers.Serializer[Any]):
    """Where people can come."""

    name = serializers.CharField(help_text="Of the building or the place in it.")
    street = serializers.CharField(help_text="Street and number.")
    postcode = serializers.CharField(help_text="Such as 7511 AB.")
    city = serializers.CharField(help_text="The town.")
    note = serializers.CharField(help_text="How to get there; may be empty.")


class Hours(serializers.Serializer[Any]):
    """One stretch of one weekday."""

    weekday = serializers.IntegerField(help_text="1 is Monday, as in ISO 8601.")
    opensAt = LocalTime(source="opens_at", help_text="Dutch local time.")
    closesAt = LocalTime(source="closes_at", help_text="Dutch local time.")
    isWalkIn = serializers.BooleanField(
        source="is_walk_in", help_text="Whether one can come without an appointment."
    )


class ClosedDays(serializers.Serializer[Any]):
    """Days on which the desk is closed."""

    firstDay = serializers.DateField(source="first_day", help_text="Counts.")
    lastDay = serializers.DateField(source="last_day", help_text="Counts too.")
    reason = serializers.CharField(help_text="Why, in Dutch.")


class DeskFacts(DeskName):
    """What the page of a desk says."""

    isPaused = serializers.BooleanField(help_text="A desk that is paused takes no new questions.")
    email = serializers.CharField(help_text="May be empty.")
    phone = serializers.CharField(help_text="May be empty.")
    locations = Location(many=True, source="desklocation_set", help_text="The first is the main.")
    openingHours = Hours(many=True, source="openinghours_set", help_text="By day.")
    closures = ClosedDays(many=True, help_text="From today on.")


class DeskList(serializers.Serializer[Any]):
    """All desks that are open."""

    items = DeskFacts(many=True, help_text="In order of name.")


class Desks(PublicApiView):
    """Four queries, whatever the number of desks."""

    @described(
        name="listDesks",
        tag="desks",
        summary=_("All desks that are open"),
        description="With places, opening hours and closed days, and no pages.",
        answer=DeskList,
        example={"items": [EXAMPLE]},
        errors=(400,),
    )
    def get(self, request: Request) -> Response:
        query_of(request, NoQuery)
        return Response(DeskList({"items": _desks()}).data)


class OneDesk(PublicApiView):
    @described(
        name="getDesk",
        tag="desks",
        summary=_("One desk"),
        description="With places, opening hours and closed days.",
        answer=DeskFacts,
        example=EXAMPLE,
        errors=(400, 404),
        path={"loket": "The name of a desk in addresses, such as twente."},
    )
    def get(self, request: Request, loket: str) -> Response:
        query_of(request, NoQuery)
        desks = _desks(Q(slug=loket))
        if not desks:
            raise Http404
        return Response(DeskFacts(desks[0]).data)


def _desks(which: Q | None = None) -> list[Any]:
    today = timezone.localdate()
    coming = Closure.objects.filter(last_day__gte=today)
    desks = Desk.objects.open_on(today).filter(which or Q()).order_by("display_name", "pk")
    closed = Prefetch("closure_set", coming, to_attr="closures")
    found: list[Any] = list(desks.prefetch_related("desklocation_set", "openinghours_set", closed))
    for desk in found:
        desk.isPaused = desk.state_on(today) == DeskState.PAUSED
    return found
