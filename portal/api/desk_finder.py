"""GET /desk-finder: the desk for a postcode or a place."""

from django.utils import timezone
from django.utils.translation import gettext as _
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from loketten.tenancy.finder import Choice, find_desks
from loketten.tenancy.models import Desk
from loketten.tenancy.question import LONGEST
from portal.api.base import PublicApiView
from portal.api.problems import BadQuestion


class FoundDesk(serializers.Serializer[Desk]):
    """A desk as everybody may know it."""

    regionCode = serializers.CharField(source="region_id")  # noqa: N815  (camelCase on the wire)
    slug = serializers.CharField()
    name = serializers.CharField(source="display_name")


class DeskFinder(PublicApiView):
    """One desk when it is sure, choices when it must ask back, neither when it knows nothing."""

    def get(self, request: Request) -> Response:
        finding = find_desks(_question(request), timezone.localdate())
        codes = {choice.region.code for choice in finding.choices}
        codes |= {region.code for region in finding.regions}
        desks = _open_desks(codes)
        return Response(
            {
                "desks": [
                    FoundDesk(desks[region.code]).data
                    for region in finding.regions
                    if region.code in desks
                ],
                "choices": [
                    _choice(choice, desks[choice.region.code])
                    for choice in finding.choices
                    if choice.region.code in desks
                ],
            }
        )


def _question(request: Request) -> str:
    question = request.query_params.get("q", "").strip()
    if not question:
        raise BadQuestion(_("Put a postcode, a town or a municipality in q, such as ?q=7511."))
    if len(question) > LONGEST:
        raise BadQuestion(
            _("q is too long. Send %(number)d characters at most.") % {"number": LONGEST}
        )
    return question


def _open_desks(codes: set[str]) -> dict[str, Desk]:
    desks = Desk.objects.open_on(timezone.localdate()).filter(region__in=codes)
    return {desk.region_id: desk for desk in desks}


def _choice(choice: Choice, desk: Desk) -> dict[str, str]:
    return {"label": choice.label, "q": choice.q, **FoundDesk(desk).data}
