"""GET /regions: the labour-market regions, each with its desk and its municipalities."""

from datetime import date
from typing import Any

from django.db.models import Prefetch
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from loketten.tenancy.models import Desk, Region, RegionMembership
from portal.api.base import PublicApiView
from portal.api.describing import described
from portal.api.desks import DeskName
from portal.api.reading import NoQuery, query_of

EXAMPLE = {
    "code": "AM05",
    "name": "Twente",
    "desk": {"regionCode": "AM05", "slug": "twente", "name": "Leerwerkloket Twente"},
    "municipalities": [{"code": "GM0153", "name": "Enschede"}],
}


class MunicipalityName(serializers.Serializer[Any]):
    """A municipality of today."""

    code = serializers.CharField(help_text="The code of CBS, GM and four figures.")
    name = serializers.CharField(help_text="Its everyday name.")


class RegionFacts(serializers.Serializer[Any]):
    """A labour-market region."""

    code = serializers.CharField(help_text="The code of CBS, AM and two figures.")
    name = serializers.CharField(help_text="Its name of today.")
    desk = DeskName(allow_null=True, help_text="Its desk; null when none is open.")
    municipalities = MunicipalityName(many=True, help_text="In order of name.")


class RegionList(serializers.Serializer[Any]):
    """All regions at once: there are thirty-five."""

    items = RegionFacts(many=True, help_text="In order of name.")


class Regions(PublicApiView):
    """Two queries for all of them."""

    @described(
        name="listRegions",
        tag="regions",
        summary=_("All regions, with desk and municipalities"),
        description="One answer holds all of them, so there are no pages.",
        answer=RegionList,
        example={"items": [EXAMPLE]},
        errors=(400,),
    )
    def get(self, request: Request) -> Response:
        query_of(request, NoQuery)
        today = timezone.localdate()
        return Response({"items": [region_facts(one, today) for one in _regions(today)]})


class OneRegion(PublicApiView):
    @described(
        name="getRegion",
        tag="regions",
        summary=_("One region"),
        description="With its desk and its municipalities of today.",
        answer=RegionFacts,
        example=EXAMPLE,
        errors=(400, 404),
        path={"region": "The code of a region, such as AM05."},
    )
    def get(self, request: Request, region: str) -> Response:
        query_of(request, NoQuery)
        today = timezone.localdate()
        found = _regions(today).filter(pk=region).first()
        if found is None:
            raise Http404
        return Response(region_facts(found, today))


def region_facts(region: Region, today: date) -> dict[str, Any]:
    desk: Desk | None = getattr(region, "desk", None)
    is_open = desk is not None and desk.is_open_on(today)
    of_today = sorted(
        {(row.municipality.code, row.municipality.name) for row in region.current},  # type: ignore[attr-defined]
        key=lambda one: (one[1], one[0]),
    )
    facts = {
        "code": region.code,
        "name": region.name,
        "desk": desk if is_open else None,
        "municipalities": [{"code": code, "name": name} for code, name in of_today],
    }
    return RegionFacts(facts).data


def _regions(today: date) -> Any:
    members = RegionMembership.objects.valid_on(today).select_related("municipality")
    lies_in = Prefetch("memberships", members, to_attr="current")
    found = Region.objects.valid_on(today).select_related("desk").defer("desk__logo")
    return found.prefetch_related(lies_in).order_by("name", "code")
