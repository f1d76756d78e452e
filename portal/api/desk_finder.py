"""GET /desk-finder: the desk for a postcode or a place."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from loketten.tenancy.finder import Choice, find_desks
from loketten.tenancy.models import Desk
from loketten.tenancy.question import LONGEST
from portal.api.base import PublicApiView
from portal.api.describing import described
from portal.api.desks import NAME_EXAMPLE, DeskName
from portal.api.problems import Wrong, WrongFields
from portal.api.reading import query_of
from portal.api.shapes import SAYS_SOMETHING
from portal.public.known_desks import open_desks


@extend_schema_field({"type": "string", "maxLength": LONGEST, "pattern": SAYS_SOMETHING})
class AnyText(serializers.Field[Any, Any, Any, Any]):
    """Refused below in sentences that give an example, and never for its signs."""


class Question(serializers.Serializer[Any]):
    """What somebody types to find a desk."""

    q = AnyText(help_text="A postcode, a town, a municipality or a region.")

    def to_internal_value(self, data: Any) -> Any:
        """Any sign may be asked for; what no name has is not found."""
        return {"q": data.get("q", "").strip()}


class ChosenDesk(DeskName):
    """A desk that may be meant."""

    label = serializers.CharField(  # type: ignore[assignment]  # DRF takes fields out of the class
        help_text="How to say it to a person."
    )
    q = serializers.CharField(help_text="Sent again, this gives exactly that desk.")


class Found(serializers.Serializer[Any]):
    """One desk when it is sure, choices when it must ask back, neither when it knows nothing."""

    desks = DeskName(many=True, help_text="The desk that was meant; at most a few.")
    choices = ChosenDesk(many=True, help_text="What may be meant, to choose from.")


class DeskFinder(PublicApiView):
    """One desk when it is sure, choices when it must ask back, neither when it knows nothing."""

    @described(
        name="findDesk",
        tag="desks",
        summary=gettext_lazy("The desk for a postcode or a place"),
        description="One desk when it is sure, choices when it must ask back.",
        answer=Found,
        example={"desks": [NAME_EXAMPLE], "choices": []},
        errors=(400,),
        query=Question,
    )
    def get(self, request: Request) -> Response:
        finding = find_desks(_question(request), timezone.localdate())
        codes = {choice.region.code for choice in finding.choices}
        codes |= {region.code for region in finding.regions}
        desks = {desk.region_id: desk for desk in open_desks().filter(region__in=codes)}
        return Response(
            {
                "desks": [
                    DeskName(desks[region.code]).data
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
    question = str(query_of(request, Question)["q"])
    if not question:
        missing = _("Put a postcode, a town or a municipality in q, such as ?q=7511.")
        raise WrongFields([Wrong("query", "q", "required", missing)])
    if len(question) > LONGEST:
        too_long = _("q is too long. Send %(number)d characters at most.") % {"number": LONGEST}
        raise WrongFields([Wrong("query", "q", "max-length", too_long)])
    return question


def _choice(choice: Choice, desk: Desk) -> dict[str, str]:
    return {"label": choice.label, "q": choice.q, **DeskName(desk).data}
