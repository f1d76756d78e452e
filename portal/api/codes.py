"""GET /codes, /occupations and /qualifications: the lists from which other values come."""

from typing import Any

from django.core.paginator import Paginator
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from loketten.tenancy.models import Code, CodeList, Occupation, Qualification
from portal.api.base import PublicApiView
from portal.api.describing import described
from portal.api.problems import NotThere, Wrong
from portal.api.reading import Paged, query_of

CODE_EXAMPLE = {"key": "channel.phone", "list": "channel", "nl": "Telefonisch", "en": "By phone"}
OCCUPATION_EXAMPLE = {
    "id": 812,
    "escoUri": "http://data.europa.eu/esco/occupation/example",
    "name": "timmerman",
    "sector": "sector.construction",
}
QUALIFICATION_EXAMPLE = {
    "id": 44,
    "crebo": "25953",
    "name": "Timmerman",
    "level": 2,
    "sector": "sector.construction",
}


class WhichCodes(serializers.Serializer[Any]):
    """Which list."""

    list = serializers.ChoiceField(
        CodeList.values, required=False, help_text="One list; without it you get all of them."
    )


class CodeFacts(serializers.Serializer[Code]):
    """One choice of one list. Its key never changes."""

    key = serializers.CharField(help_text="What other answers and bodies name.")
    list = serializers.CharField(help_text="The list to which it belongs.")
    nl = serializers.CharField(source="label_nl", help_text="The Dutch words.")
    en = serializers.CharField(source="label_en", help_text="The English words.")


class CodesOfLists(serializers.Serializer[Any]):
    """Codes that hold today."""

    items = CodeFacts(many=True, help_text="By list, in the order in which people read them.")


class Codes(PublicApiView):
    @described(
        name="listCodes",
        tag="lists",
        summary=_("The code lists"),
        description="Channels, kinds, themes, routes, sectors and the like that hold today.",
        answer=CodesOfLists,
        example={"items": [CODE_EXAMPLE]},
        errors=(400,),
        query=WhichCodes,
    )
    def get(self, request: Request) -> Response:
        asked = query_of(request, WhichCodes)
        codes = Code.objects.valid_on(timezone.localdate()).order_by("list", "position", "key")
        if wanted := asked.get("list"):
            codes = codes.filter(list=wanted)
        return Response(CodesOfLists({"items": codes}).data)


class Named(Paged):
    """A page of a long list, or of the part with these letters in its names."""

    q = serializers.CharField(
        max_length=100, required=False, help_text="Letters that stand in the name."
    )


class OccupationFacts(serializers.Serializer[Occupation]):
    """An occupation of ESCO under its everyday name."""

    id = serializers.IntegerField(help_text="What a vacancy names.")
    escoUri = serializers.CharField(source="esco_uri", help_text="The address of ESCO.")
    name = serializers.CharField(help_text="The everyday name.")
    sector = serializers.CharField(source="sector_id", allow_null=True, help_text="A code.")


class QualificationFacts(serializers.Serializer[Qualification]):
    """A qualification of mbo."""

    id = serializers.IntegerField(help_text="What a vacancy names.")
    crebo = serializers.CharField(help_text="Five figures.")
    name = serializers.CharField(help_text="Of the qualification.")
    level = serializers.IntegerField(help_text="The mbo level, 1 to 4.")
    sector = serializers.CharField(source="sector_id", allow_null=True, help_text="A code.")


class PageOfAnything(serializers.Serializer[Any]):
    """Where this page stands in the whole."""

    page = serializers.IntegerField(help_text="This page.")
    pages = serializers.IntegerField(help_text="How many pages there are.")
    total = serializers.IntegerField(help_text="How many items there are on all pages.")


class OccupationPage(PageOfAnything):
    """Occupations of today."""

    items = OccupationFacts(many=True, help_text="In order of name.")


class QualificationPage(PageOfAnything):
    """Qualifications of today."""

    items = QualificationFacts(many=True, help_text="In order of name.")


class Occupations(PublicApiView):
    @described(
        name="listOccupations",
        tag="lists",
        summary=_("The occupations"),
        description="Of ESCO, under the name that people use.",
        answer=OccupationPage,
        example={"page": 1, "pages": 1, "total": 1, "items": [OCCUPATION_EXAMPLE]},
        errors=(400, 404),
        query=Named,
    )
    def get(self, request: Request) -> Response:
        return Response(OccupationPage(_page(request, Occupation)).data)


class Qualifications(PublicApiView):
    @described(
        name="listQualifications",
        tag="lists",
        summary=_("The qualifications"),
        description="Of mbo, under their crebo.",
        answer=QualificationPage,
        example={"page": 1, "pages": 1, "total": 1, "items": [QUALIFICATION_EXAMPLE]},
        errors=(400, 404),
        query=Named,
    )
    def get(self, request: Request) -> Response:
        return Response(QualificationPage(_page(request, Qualification)).data)


def _page(request: Request, model: Any) -> dict[str, Any]:
    asked = query_of(request, Named)
    rows = model.objects.valid_on(timezone.localdate()).order_by("name", "pk")
    if words := asked.get("q"):
        rows = rows.filter(name__icontains=words)
    return page_of_rows(rows, asked)


def page_of_rows(rows: Any, asked: dict[str, Any]) -> dict[str, Any]:
    """The part that was asked for; a page after the last is refused, as a program should know."""
    paginator: Any = Paginator(rows, asked["pageSize"])
    refuse_beyond(asked["page"], paginator.num_pages)
    return {
        "page": asked["page"],
        "pages": paginator.num_pages,
        "total": paginator.count,
        "items": list(paginator.page(asked["page"])),
    }


def refuse_beyond(page: int, pages: int) -> None:
    if page > pages:
        sentence = gettext("There are %(pages)d pages.") % {"pages": pages}
        raise NotThere([Wrong("query", "page", "beyond-the-last", sentence)])
