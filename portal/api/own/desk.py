"""GET /desk: which desk a key opens, and what it may do."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from loketten.accounts.models.desk_key import Scope
from portal.api.describing import ANY_KEY, described
from portal.api.own.base import DeskApiView
from portal.api.reading import NoQuery, query_of

EXAMPLE = {
    "desk": "twente",
    "name": "Klantsysteem",
    "scopes": ["clients:read"],
    "worksUntil": "2027-11-22",
}


class KeyFacts(serializers.Serializer[Any]):
    """What a key says of itself."""

    desk = serializers.CharField(source="desk.slug", help_text="The name of its desk.")
    name = serializers.CharField(help_text="As the manager called it.")
    scopes = serializers.ListField(
        child=serializers.ChoiceField(Scope.values), help_text="What it may do."
    )
    worksUntil = serializers.DateField(source="ends_on", help_text="Its last day.")


class OwnDesk(DeskApiView):
    @described(
        name="getOwnDesk",
        tag="desk",
        summary=_("What your key opens"),
        description="For every key, so that a system can see whether its key works.",
        answer=KeyFacts,
        example=EXAMPLE,
        errors=(400,),
        scope=ANY_KEY,
    )
    def get(self, request: Request) -> Response:
        query_of(request, NoQuery)
        return Response(KeyFacts(self.key).data)
